"""What is in a file before anything is linked, and a schema to start from."""
