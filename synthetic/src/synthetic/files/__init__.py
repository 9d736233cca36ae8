"""The shapes in which the extracts are delivered."""
