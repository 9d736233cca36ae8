"""What became of persons, and why; and where an old identifier went. Frozen rows; nothing is written."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from .gates import Opened
from .models import Change, Decision
from .rows import Moved
from .shield.queries import hidden


def changes(identifier: str, *, opened: Opened | None = None) -> list[Moved]:
    """What became of a person: records that came from others, went to them or are gone; the newest first."""
    concerned = Change.objects.filter(Q(person__identifier=identifier) | Q(other__identifier=identifier))
    if opened is not None:
        concerned = concerned.filter(~Q(kind=Change.Kind.GONE) | Q(feed__in=opened.feeds))
    return [moved(change) for change in _told(concerned, opened)]


def change(number: int) -> Moved | None:
    found = _told(Change.objects.filter(pk=number)).first()
    return moved(found) if found else None


def newest_changes(limit: int) -> list[Moved]:
    """Of everybody, without what sources deleted."""
    return [moved(change) for change in _told(Change.objects.exclude(kind=Change.Kind.GONE))[:limit]]


def _told(changes: QuerySet[Change], opened: Opened | None = None) -> QuerySet[Change]:
    """Without those of people under a shield, but for whom this look may see."""
    see = opened.see if opened else ()
    for side in ("person", "other"):
        changes = changes.exclude(hidden(OuterRef(side), see))
    undone = Decision.objects.filter(undoes=OuterRef("pk"), withdrawn_at=None)
    beside = ("person", "other", "placing__decision")
    return changes.select_related(*beside).annotate(undone=Exists(undone)).order_by("-at", "-id")


def moved(change: Change) -> Moved:
    placing = change.placing
    decision = placing.decision if placing else None
    cause = placing.cause if placing else "batch" if change.batch_id else ""
    number = change.batch_id or (placing.decision_id or placing.linking_id if placing else 0) or 0
    return Moved(
        change.pk, timezone.localdate(change.at), change.kind, change.person.identifier,
        change.other.identifier if change.other else "", change.records, change.feed, cause, number,
        decision.by if decision else "", decision.reason if decision else "", getattr(change, "undone", False),
    )  # fmt: skip
