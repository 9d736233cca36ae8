"""The rules: contradictions between two dated facts (F), and gaps around children (G). Pure.

A rule gets a `Known` and gives rows in the columns `FOUND`. It never sees who somebody is, and never sees a
finding.
"""

from . import (
    care_payments,
    children,
    numbers,
    permits,
    school_address,
    schooling,
    second_adults,
    tenancies,
)
from .known import COLUMNS, FOUND, Known
from .rule import Rule, codes, rule_of

MODULES = (
    care_payments, children, numbers, permits, school_address, schooling, second_adults, tenancies,
)  # fmt: skip
__all__ = ["COLUMNS", "FOUND", "MODULES", "Known", "Rule", "codes", "rule_of"]
