"""The tables of places. What a place is stands in the registers; here is what is said and counted about it."""

from .editing.models import Merged
from .insight.models import Measured, Sought
from .reports.models import Report

__all__ = ["Measured", "Merged", "Report", "Sought"]
