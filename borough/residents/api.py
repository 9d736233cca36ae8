"""The Residents Index. Callers state a purpose and log the look before they read (`privacy`, `audit`)."""

from .link import link_all
from .queries import changes, household, lines, sheet, unlinked
from .rows import Fact, Field, Line, Member, RecordRow, Said, Sheet, Stay
from .search.queries import Found, Hit, search

__all__ = [
    "Fact", "Field", "Found", "Hit", "Line", "Member", "RecordRow", "Said", "Sheet", "Stay", "changes",
    "household", "lines", "link_all", "search", "sheet", "unlinked",
]  # fmt: skip
