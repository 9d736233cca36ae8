"""The public door: everybody."""
