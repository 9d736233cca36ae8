"""The page about a run: what was linked, what it rests on, and where to look twice."""

from .page import Run, page

__all__ = ["Run", "page"]
