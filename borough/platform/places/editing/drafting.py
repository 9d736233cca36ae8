"""Drafts: what an editor changed and has not published, and statuses."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from borough.platform.audit import api as audit
from borough.platform.places.hours import findings
from borough.platform.registers import api as registers
from borough.platform.registers.api import Amended, Refused

from . import operations
from .fields import REGISTER, written
from .rules import over

BESIDE = "Since you began, somebody made this “{now}”. Enter the one that is right, and save again."


def shown(item: registers.Item) -> dict[str, str]:
    """What the form begins with: the place, and its draft laid over it."""
    kept = registers.draft_of(REGISTER, item.key)
    return {**item.values, **(kept.values if kept else {})}


def keep(
    item: registers.Item, given: Mapping[str, str], *, seen: Mapping[str, str], by: audit.Actor, now: datetime
) -> registers.DraftRow | Refused:
    """Keep what is different as the place's draft. Hours that cannot be meant are not taken.

    `seen`: what the form began with. What others wrote since in fields that this editor left alone, stays.
    """
    laid = over(seen, given, shown(item))
    if laid.conflicts:
        faults = tuple(
            (name, BESIDE.format(now=written(name, value))) for name, value in laid.conflicts.items()
        )
        return Refused("wrong-value", "Somebody else changed this place at the same time.", faults)
    changed = {name: value for name, value in laid.values.items() if value != item.values.get(name, "")}
    if not changed:
        return Refused("nothing-changed", "Every value is so already.")
    if "opening_hours" in changed and (wrong := findings(changed["opening_hours"])):
        faults = tuple(("opening_hours", f"{each.detail} {each.remedy}") for each in wrong)
        return Refused("wrong-value", "The hours are not right.", faults)
    return registers.draft(REGISTER, item.key, changed, by=by, now=now)


def set_status(key: str, given: Mapping[str, Any], *, by: audit.Actor, now: datetime) -> Amended | Refused:
    """Until the end of a day in London."""
    until = timezone.make_aware(datetime.combine(given["until"] + timedelta(days=1), time()))
    return operations.set_status(key, given["word"], given["note"], until, by=by, now=now)
