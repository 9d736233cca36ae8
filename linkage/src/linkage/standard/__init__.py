"""Every value written one way, one row a person, and the pieces of it that are compared."""
