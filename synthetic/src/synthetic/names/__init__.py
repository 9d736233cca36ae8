"""Names of inner London's communities, with their frequencies and spelling habits."""

from synthetic.names.names import Names

__all__ = ["Names"]
