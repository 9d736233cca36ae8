"""What editors do to places: all of it amendments of the register, so that each has a reason and can be undone."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from borough.platform.audit import api as audit
from borough.platform.places.hours import DatedException, as_osm, exceptions_of
from borough.platform.registers import api as registers
from borough.platform.registers.api import Amended, Refused

from .fields import REGISTER
from .models import Merged

PAST = timedelta(days=60)
"""How long an exception whose days are over stays with the place."""


def amend(
    register: str, key: str, values: Mapping[str, str], *, why: str, by: audit.Actor, now: datetime
) -> Amended | Refused:
    return registers.amend(register, key, values, by=by, why=why, now=now)


def still_true(key: str, *, by: audit.Actor, now: datetime) -> Amended | Refused | None:
    """Somebody who knows has looked: all of it is true today. Nothing to do where that was said today already."""
    today = timezone.localdate(now).isoformat()
    item = registers.item(REGISTER, key)
    if item and item.values.get("assured_on") == today:
        return None
    return amend(
        REGISTER, key, {"assured_on": today}, why="Looked at: all of it is still true", by=by, now=now
    )


def set_status(
    key: str, word: str, note: str, until: datetime, *, by: audit.Actor, now: datetime
) -> Amended | Refused:
    """How it is working, until a moment; past it that is unknown."""
    values = {"status": word, "status_note": note, "status_until": until.isoformat(timespec="minutes")}
    why = f"Status: {word}. {note}".strip()
    return amend(REGISTER, key, values, why=why.ljust(10, "."), by=by, now=now)


@transaction.atomic
def add_exception(
    keys: Iterable[str], exception: DatedException, *, by: audit.Actor, now: datetime
) -> list[Amended] | Refused:
    """Other hours on certain dates, at one place or at many: all of them or none, undone together."""
    values: dict[str, dict[str, str]] = {}
    for key in sorted(set(keys)):
        _hold(key)
        had = _recent(key, now)
        if had[-1:] != [exception]:
            values[key] = {"hours_exceptions": as_osm([*had, exception])}
    return registers.amend_many(REGISTER, values, by=by, why=str(exception), now=now) if values else []


@transaction.atomic
def drop_exception(key: str, which: str, *, by: audit.Actor, now: datetime) -> Amended | Refused:
    """Take one exception away again; `which`: as it is written."""
    _hold(key)
    kept = [each for each in _recent(key, now) if str(each) != which]
    return amend(REGISTER, key, {"hours_exceptions": as_osm(kept)}, why=f"No longer: {which}", by=by, now=now)


def _recent(key: str, now: datetime) -> list[DatedException]:
    item = registers.item(REGISTER, key)
    had = exceptions_of(item.values.get("hours_exceptions", "")) if item else ()
    return [each for each in had if each.last >= timezone.localdate(now) - PAST]


def _hold(key: str) -> None:
    """One at a time for each place: an exception added beside another must not overwrite it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"place:{key}"])


@transaction.atomic
def merge(gone: str, kept: str, *, why: str, by: audit.Actor, now: datetime) -> Amended | Refused:
    """Two entries were one place: one goes, and its address leads to the other."""
    if registers.item(REGISTER, kept) is None or gone == kept:
        return Refused("no-such-item", "There is no such place to keep.")
    done = registers.remove(REGISTER, gone, by=by, why=why, now=now)
    if isinstance(done, Amended):
        Merged.objects.filter(kept=gone).update(kept=kept)
        Merged.objects.update_or_create(gone=gone, defaults={"kept": kept, "by": by.name, "at": now})
    return done


@transaction.atomic
def undo(group: uuid.UUID, *, why: str, by: audit.Actor, now: datetime) -> Amended | Refused:
    """Take one saving back. A place that comes back is no longer another one."""
    done = registers.take_back(group, by=by, why=why, now=now)
    if isinstance(done, Amended) and registers.item(REGISTER, done.key):
        Merged.objects.filter(gone=done.key).delete()
    return done
