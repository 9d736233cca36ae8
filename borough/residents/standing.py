"""How the index stands: who waits, when what was done, and whether all is well."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max, Min, OuterRef

from .models import Change, Linking, Pending, Person, Placing, Record
from .shield.queries import hidden

A_DAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Standing:
    """`waiting` records have not found their place since `oldest`; `slowest`: seconds of the longest step of a batch
    in the last day. `linked`: the linking in force; `checked`: the last check of the drift from it."""

    records: int
    persons: int
    waiting: int
    oldest: datetime | None
    last: datetime | None
    slowest: float | None
    linked: Linking | None
    checked: Linking | None


def never_linked() -> int:
    """How many records wait for the first linking of all; none once that has been."""
    return 0 if linked_before() else Record.objects.count()


def linked_before() -> bool:
    """Whether there is anybody whom records that come can be given to."""
    return Person.objects.exists()


def deleted_since(moment: datetime) -> bool:
    return Change.objects.filter(kind=Change.Kind.GONE, at__gte=moment).exists()


def placed_since_all_were_linked() -> bool:
    """Whether anything came since everything was last linked at once, to be in force or to check."""
    last = Linking.objects.exclude(state=Linking.State.DISCARDED).order_by("-finished_at").first()
    since = Placing.objects.exclude(cause=Placing.Cause.RELINK)
    return since.filter(at__gt=last.finished_at).exists() if last else since.exists()


def standing(now: datetime) -> Standing:
    """How the index stands: for whom it is in their care. Who is under a shield is not counted."""
    last = Placing.objects.order_by("-id").first()
    steps = Placing.objects.filter(at__gte=now - A_DAY, cause=Placing.Cause.BATCH)
    linked = Linking.objects.filter(state=Linking.State.IN_FORCE).order_by("id").last()
    checked = Linking.objects.filter(state=Linking.State.CHECKED).order_by("id").last()
    return Standing(
        records=Record.objects.exclude(hidden(OuterRef("person"))).count(),
        persons=Person.objects.filter(gone_to=None).exclude(hidden(OuterRef("pk"))).count(),
        waiting=Pending.objects.count(),
        oldest=Pending.objects.aggregate(oldest=Min("since"))["oldest"],
        last=last.at if last else None,
        slowest=steps.aggregate(slowest=Max("seconds"))["slowest"],
        linked=linked,
        checked=checked,
    )


def waiting() -> int:
    """How many records came, changed or went and have not found their place yet."""
    return Pending.objects.count()
