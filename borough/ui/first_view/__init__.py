"""A page draws from its own answer alone: what its first view needs is written into it (decision 74)."""
