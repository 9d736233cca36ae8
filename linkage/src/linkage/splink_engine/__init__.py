"""The engine of the first form: Splink 5 on DuckDB, behind one function. Nothing else here knows Splink."""

from .pairs import Limits, weigh

__all__ = ["Limits", "weigh"]
