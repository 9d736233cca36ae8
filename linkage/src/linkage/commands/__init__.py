"""A file a command: what `python -m linkage COMMAND` does with its arguments."""
