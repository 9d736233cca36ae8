"""From bytes to rows of text, whatever the format: nothing is interpreted here, and no good row is lost."""

from .read import read
from .reading import FileFault, Reading, Stated

__all__ = ["FileFault", "Reading", "Stated", "read"]
