"""What was done and looked at, by whom, for whom, why. Entries are only added, each chained to the last.

    audit.record("person.looked", actor=request.actor, subject=person.id, purpose=..., reason=...,
                 detail={"fields": ["identity", "address"]})

commits before it returns, so record before you show. Inside a transaction record last: the chain admits one
writer at a time, until that writer commits.
"""

from .guards import lifted
from .models import Event
from .operations import SYSTEM, Actor, record
from .queries import Look, about, actors, entries, entry, events, looks_at, oldest_unsigned, verify
from .rules import Broken, Unguarded, Verified

__all__ = [
    "SYSTEM", "Actor", "Broken", "Event", "Look", "Unguarded", "Verified",
    "about", "actors", "entries", "entry", "events", "lifted", "looks_at", "oldest_unsigned", "record", "verify",
]  # fmt: skip
