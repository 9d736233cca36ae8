"""The Residents Index: who the council's records are about."""
