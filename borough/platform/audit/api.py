"""What was done and looked at, by whom, for whom, why. Entries are only added: leaves of a tree whose root
is signed and published.

    audit.record("person.looked", actor=request.actor, subject=person.id, purpose=..., reason=...,
                 detail={"fields": ["identity", "address"]})

commits before it returns, so record before you show. Inside a transaction record last: the log admits one
writer at a time, until that writer commits.
"""

from .guards import lifted
from .heads import SignedHead
from .models import Event
from .operations import SYSTEM, Actor, forget, record
from .proving import consistency, inclusion, proves_consistency, proves_inclusion, verify
from .pseudonyms import behind
from .queries import (
    Look,
    about,
    actors,
    entries,
    entry,
    events,
    head_of,
    heads_kept,
    looks_at,
    newest_head,
    oldest_unsigned,
    people_in,
    since,
)  # fmt: skip
from .rules.walk import Broken, Unguarded, Verified

__all__ = [
    "SYSTEM", "Actor", "Broken", "Event", "Look", "SignedHead", "Unguarded", "Verified", "about", "actors", "behind",
    "consistency", "entries", "entry", "events", "forget", "head_of", "heads_kept", "inclusion", "lifted",
    "looks_at", "newest_head", "oldest_unsigned", "people_in", "proves_consistency", "proves_inclusion",
    "record", "since", "verify",
]  # fmt: skip
