"""Undoing a merge, a split or a move: a decision that outlives every linking."""

from datetime import datetime

from borough.platform.audit import api as audit

from .decisions import Pair, Refused, decide
from .models import Change, Decision, Record

NOTHING_LEFT = Refused(
    "The records that moved are not where they went, or are gone.", "Look at what happened to them since."
)


def undo(change_id: int, *, reason: str, by: audit.Actor, now: datetime) -> Decision | Refused:
    """As it was before: who was merged is a person again, under the same identifier; who was split off returns."""
    change = Change.objects.select_related("person", "other").filter(pk=change_id).first()
    if change is None:
        return Refused(f"There is no change {change_id}.", "Take its number from the list of changes.")
    if change.kind == Change.Kind.GONE:
        return Refused(
            "The source deleted these records.", "They come back when the source sends them again."
        )
    if Decision.objects.filter(undoes=change, withdrawn_at=None).exists():
        return Refused(
            f"Change {change_id} has been undone already.", "Withdraw that decision to take it back."
        )
    pairs = _pairs(change)
    return decide(pairs, reason=reason, by=by, now=now, undoes=change) if pairs else NOTHING_LEFT


def _pairs(change: Change) -> list[Pair]:
    """What must hold: those who moved are not those whom they met, and are those whom they left."""
    numbers = Record.objects.order_by("pk").values_list("pk", flat=True)
    came = list(numbers.filter(pk__in=change.moved, person=change.other))
    met = list(numbers.filter(person=change.other).exclude(pk__in=change.moved))
    left = list(numbers.filter(person=change.person))
    apart = [(one, other, False) for one in came for other in met]
    if change.kind == Change.Kind.MERGED:
        return apart
    together = [(one, left[0], True) for one in came] if left else []
    return apart + together if together else []
