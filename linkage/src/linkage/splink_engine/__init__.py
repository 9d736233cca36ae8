"""Candidate pairs and their levels: Splink 5 on DuckDB, behind two names. Nothing else here knows Splink."""

from .compare import Comparer, Limits, comparing
from .comparisons import COMPARISONS, Comparison
from .keys import with_keys

__all__ = ["COMPARISONS", "Comparer", "Comparison", "Limits", "comparing", "with_keys"]
