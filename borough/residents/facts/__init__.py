"""Dated facts: what a source says of a person, from when until when, and how sure it is that it is them."""
