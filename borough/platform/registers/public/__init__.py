"""The public pages of registers: lists, items, downloads, catalogue."""
