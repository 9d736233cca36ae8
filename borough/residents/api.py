"""The Residents Index. Callers state a purpose and log the look before they read (`privacy`, `audit`)."""

from .facts.queries import DatedFact, dated_facts
from .gates import Opened, opened_by
from .identifiers import read_identifier
from .link import link_all
from .queries import changes, exists, household, known, lines, never_linked, sheet, waiting
from .rows import Fact, Field, Household, Line, Member, Moved, RecordRow, Said, Sheet, Stay
from .search.queries import Found, Hit, search
from .shield.queries import may_be_seen_by
from .shield.queries import waiting as shields_waiting

__all__ = [
    "DatedFact", "Fact", "Field", "Found", "Hit", "Household", "Line", "Member", "Moved", "Opened", "RecordRow",
    "Said", "Sheet", "Stay", "changes", "dated_facts", "exists", "household", "known", "lines", "link_all",
    "may_be_seen_by", "never_linked", "opened_by", "read_identifier", "search", "sheet", "shields_waiting", "waiting",
]  # fmt: skip
