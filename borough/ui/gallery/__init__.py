"""The gallery of components: each with examples, their code and its parameters."""

from .entries import Entry, entries, entry
from .sample import Sample

__all__ = ["Entry", "Sample", "entries", "entry"]
