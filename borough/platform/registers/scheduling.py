"""Drafts that are published by themselves as a day begins in London."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from borough.platform.audit import api as audit

from .drafting import as_seen, publish
from .models import Draft
from .operations import Amended
from .rules import Refused, reason_is_given


@dataclass(frozen=True, slots=True)
class Scheduler:
    """Who gave the draft its day: what is done then is done in their name."""

    id: str
    name: str
    roles: tuple[str, ...] = ()


def schedule(
    draft_id: int, on: date, *, by: audit.Actor, why: str, now: datetime, saw: datetime | None = None
) -> Refused | None:
    """Give a draft the day as which begins it is published. Changed after that, it has none any more."""
    if not reason_is_given(why):
        return Refused("no-reason", "The reason is too short.")
    if on <= timezone.localdate(now):
        said = (("on", "The day must be in the future."),)
        return Refused("wrong-value", "The day is not right.", said)
    with transaction.atomic():
        row = as_seen(draft_id, saw)
        if isinstance(row, Refused):
            return row
        said_by = {"by": by.name, "by_id": getattr(by, "id", "")}
        Draft.objects.filter(pk=draft_id).update(publish_on=on, why=why.strip(), changed_at=now, **said_by)
        subject = f"{row.register}:{row.key}"
        audit.record(
            "register.scheduled", actor=by, subject=subject, reason=why.strip(), detail={"on": on.isoformat()}
        )
    return None


def publish_due(now: datetime) -> list[Amended | Refused]:
    """Publish the drafts whose day has come. One that is refused stays a draft, its day past."""
    due = Draft.objects.filter(state=Draft.State.OPEN, publish_on__lte=timezone.localdate(now))
    return [
        publish(row.pk, by=Scheduler(row.by_id, row.by), why=row.why, now=now, saw=row.changed_at)
        for row in due.order_by("publish_on", "pk")
    ]
