"""Names of inner London's communities, with their frequencies and spelling habits."""

from synthetic.names.tables import Names, load_names

__all__ = ["Names", "load_names"]
