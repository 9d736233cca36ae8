"""A feed has a contract; a file is a batch; a bad row goes to quarantine with a reason."""
