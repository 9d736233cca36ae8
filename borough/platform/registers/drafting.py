"""Drafts: what an editor has begun and not published. One for each item, finished by any editor.

Whoever publishes or dates a draft says which state of it they `saw`: what somebody wrote since is not published
unseen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from borough.platform.audit import api as audit

from .declared import find
from .models import Draft
from .operations import Amended, amend
from .queries import item
from .rules import Refused, different, may_be_amended


@dataclass(frozen=True, slots=True)
class DraftRow:
    """An open draft. `values`: the fields that it would change. `publish_on`: the day as which begins it is
    published by itself; None where somebody must."""

    id: int
    register: str
    key: str
    values: Mapping[str, str]
    why: str
    by: str
    made_at: datetime
    changed_at: datetime
    publish_on: date | None = None


def draft(
    register: str, key: str, values: Mapping[str, str], *, by: audit.Actor, now: datetime, why: str = ""
) -> DraftRow | Refused:
    """Keep values for later, in place of the item's draft if it has one. They are checked when published.

    A draft that had a day has none any more: what is in it now has to be looked at first."""
    declared = find(register)
    if declared is None:
        return Refused("no-such-register", f"There is no register {register!r}.")
    if refused := may_be_amended(declared, values):
        return refused
    found = item(register, key)
    if found is None:
        return Refused("no-such-item", f"{declared.title} has no item {key!r}.")
    kept = different(found.values, values)
    if not kept:
        return Refused("nothing-changed", "Every value is so already.")
    said = {
        "values": kept,
        "why": why.strip(),
        "by": by.name,
        "by_id": getattr(by, "id", ""),
        "changed_at": now,
        "publish_on": None,
    }
    with transaction.atomic():
        row, _ = Draft.objects.update_or_create(
            register=register,
            key=key,
            state=Draft.State.OPEN,
            defaults=said,
            create_defaults=said | {"made_at": now},
        )
    return _row(row)


def publish(
    draft_id: int, *, by: audit.Actor, why: str, now: datetime, saw: datetime | None = None
) -> Amended | Refused:
    """Make a draft so. Refused, it stays a draft. `saw`: its `changed_at` when it was looked at."""
    with transaction.atomic():
        row = as_seen(draft_id, saw)
        if isinstance(row, Refused):
            return row
        done = amend(row.register, row.key, row.values, by=by, why=why or row.why, now=now)
        if isinstance(done, Amended):
            Draft.objects.filter(pk=draft_id).update(state=Draft.State.PUBLISHED, changed_at=now)
    return done


def as_seen(draft_id: int, saw: datetime | None) -> Draft | Refused:
    """The open draft, held to the end of the transaction, where nobody changed it since."""
    row = Draft.objects.select_for_update().filter(pk=draft_id, state=Draft.State.OPEN).first()
    if row is None:
        return Refused("not-now", "There is no such draft any more.")
    if saw and row.changed_at != saw:
        return Refused("not-now", f"{row.by} has changed the draft since you looked at it.")
    return row


def discard(draft_id: int, *, by: audit.Actor, now: datetime) -> Refused | None:
    """Throw a draft away; it stays in the table, and in nobody's list."""
    with transaction.atomic():
        row = Draft.objects.select_for_update().filter(pk=draft_id, state=Draft.State.OPEN).first()
        if row is None:
            return Refused("not-now", "There is no such draft any more.")
        Draft.objects.filter(pk=draft_id).update(state=Draft.State.DISCARDED, changed_at=now)
        audit.record("register.draft_discarded", actor=by, subject=f"{row.register}:{row.key}")
    return None


def drafts(register: str = "") -> list[DraftRow]:
    """Every open draft (of one register, where it is named), the newest first."""
    rows = Draft.objects.filter(state=Draft.State.OPEN).order_by("-changed_at", "-pk")
    return [_row(row) for row in (rows.filter(register=register) if register else rows)]


def draft_of(register: str, key: str) -> DraftRow | None:
    row = Draft.objects.filter(register=register, key=key, state=Draft.State.OPEN).first()
    return _row(row) if row else None


def _row(row: Draft) -> DraftRow:
    return DraftRow(
        id=row.pk, register=row.register, key=row.key, values=row.values, why=row.why, by=row.by,
        made_at=row.made_at, changed_at=row.changed_at, publish_on=row.publish_on,
    )  # fmt: skip
