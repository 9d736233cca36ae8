"""The staff door: the council officer."""
