"""A place, its hours with exceptions, what is there, is it open, and which is nearest."""
