"""A synthetic borough: one seed, the same bytes each time."""
