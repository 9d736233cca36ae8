"""Declare a table once: its list, its items, their history, its downloads and its licence follow."""
