"""Splink's models, read, run, trained and written."""
