"""The Residents Index. Callers state a purpose and log the look before they read (`privacy`, `audit`).

`decide`, `undo`: what people say about records, kept through every linking.
"""

from .decisions import Pair, Refused, decide, decisions_in_force, withdraw
from .facts.queries import DatedFact, dated_facts
from .foreseeing import examples
from .gates import Opened, opened_by
from .history import change, changes, newest_changes
from .identifiers import read_identifier
from .link import link_all
from .queries import exists, household, known, lines, sheet
from .relinking import discard, proposal
from .rows import Fact, Field, Household, Line, Member, Moved, RecordRow, Said, Sheet, Stay
from .search.queries import Found, Hit, search
from .shield.queries import may_be_seen_by
from .shield.queries import waiting as shields_waiting
from .standing import Standing, never_linked, standing, waiting
from .tasks import switch_soon
from .undoing import undo

__all__ = [
    "DatedFact", "Fact", "Field", "Found", "Hit", "Household", "Line", "Member", "Moved", "Opened", "Pair",
    "RecordRow", "Refused", "Said", "Sheet", "Standing", "Stay", "change", "changes", "dated_facts", "decide",
    "decisions_in_force", "discard", "examples", "exists", "household", "known", "lines", "link_all",
    "may_be_seen_by", "never_linked", "newest_changes", "opened_by", "proposal", "read_identifier", "search", "sheet",
    "shields_waiting", "standing", "switch_soon", "undo", "waiting", "withdraw",
]  # fmt: skip
