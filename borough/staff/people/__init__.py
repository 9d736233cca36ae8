"""Finding a person and reading what the council knows of them, under a purpose and on the record."""
