"""Reading the log."""

from collections.abc import Iterator

from .models import Event, Head
from .rules import FIELDS, Anchor, Broken, Entry, Verified
from .rules import verify as verify_chain


def verify() -> Verified | Broken:
    """Recompute the whole chain and compare it with every head that was kept."""
    return verify_chain(_entries(), [Anchor(*row) for row in Head.objects.values_list("position", "hash")])


def _entries() -> Iterator[Entry]:
    rows = Event.objects.order_by("position").values_list(*FIELDS).iterator(chunk_size=10_000)
    return (Entry(*row) for row in rows)
