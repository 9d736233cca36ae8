"""What editors do: amend, add, remove, take back. Each is one transaction; a refusal is a value."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from borough.platform.audit import api as audit
from borough.platform.feeds import api as feeds

from .declaration import Register
from .declared import find
from .items import GONE
from .loading import hold
from .models import Amendment
from .queries import BY_HAND, item, versions
from .rules import Refused, different, may_be_amended, reason_is_given
from .sources import source_of

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Amended:
    """One saving. `group` takes all of it back."""

    group: uuid.UUID
    key: str
    fields: tuple[str, ...]


def amend(
    register: str, key: str, values: Values, *, by: audit.Actor, why: str, now: datetime
) -> Amended | Refused:
    """Lay values over what the feed says, field by field; they stay when the feed comes again."""
    done = amend_many(register, {key: values}, by=by, why=why, now=now)
    return done if isinstance(done, Refused) else done[0]


def amend_many(
    register: str, values: Mapping[str, Values], *, by: audit.Actor, why: str, now: datetime
) -> list[Amended] | Refused:
    """The same for several items, all or none, in one group. `values`: key -> field -> value."""
    declared = find(register)
    if declared is None:
        return Refused("no-such-register", f"There is no register {register!r}.")
    if not reason_is_given(why):
        return Refused("no-reason", "The reason is too short.")
    group = uuid.uuid4()
    with transaction.atomic():
        hold(register, now)
        done: list[Amended] = []
        for key, given in values.items():
            right = _given(declared, key, given, now)
            if isinstance(right, Refused):
                return _undone(right)
            done.append(_lay(declared, key, right, by, why, now, group))
        for one in done:
            _log("register.amended", register, one.key, by, why, one.fields)
    return done


def _given(register: Register, key: str, values: Values, now: datetime) -> dict[str, str] | Refused:
    """What an amendment of an item would lay over it."""
    if refused := may_be_amended(register, values):
        return refused
    found = item(register.name, key)
    if found is None:
        return Refused("no-such-item", f"{register.title} has no item {key!r}.")
    return _checked(register, found.values, different(found.values, values), now)


def add(register: str, values: Values, *, by: audit.Actor, why: str, now: datetime) -> Amended | Refused:
    """An item that no feed has. Its key is ours; required fields must be given."""
    declared = find(register)
    if declared is None:
        return Refused("no-such-register", f"There is no register {register!r}.")
    if not reason_is_given(why):
        return Refused("no-reason", "The reason is too short.")
    if refused := may_be_amended(declared, values):
        return refused
    key = f"{BY_HAND}{uuid.uuid4().hex[:8]}"
    named = set(declared.contract.key_fields)
    required = {one.field for one in declared.contract.columns if one.required} - named - {declared.shape}
    with transaction.atomic():
        hold(register, now)
        right = _checked(declared, {}, dict.fromkeys(required, "") | dict(values), now)
        if isinstance(right, Refused):
            return _undone(right)
        said = {name: value for name, value in right.items() if value} | dict.fromkeys(named, key)
        done = _lay(declared, key, said, by, why, now, uuid.uuid4())
        _log("register.added", register, key, by, why, done.fields)
    return done


def remove(
    register: str, key: str, *, by: audit.Actor, why: str, now: datetime, kept: str = ""
) -> Amended | Refused:
    """Say that an item is no more, whatever its feed says. Taking it back brings it back.

    `kept`: the key of the item that it turned out to be.
    """
    declared = find(register)
    if declared is None:
        return Refused("no-such-register", f"There is no register {register!r}.")
    if not reason_is_given(why):
        return Refused("no-reason", "The reason is too short.")
    with transaction.atomic():
        hold(register, now)
        if item(register, key) is None:
            return _undone(Refused("no-such-item", f"{declared.title} has no item {key!r}."))
        done = _lay(declared, key, {GONE: kept or "1"}, by, why, now, uuid.uuid4())
        _log("register.removed", register, key, by, why, done.fields)
    return done


def take_back(group: uuid.UUID, *, by: audit.Actor, why: str, now: datetime) -> Amended | Refused:
    """Undo one saving: what was said before it, by the feed or an editor, counts again."""
    if not reason_is_given(why):
        return Refused("no-reason", "The reason is too short.")
    with transaction.atomic():
        made = Amendment.objects.filter(group=group)
        first = made.first()
        if first is None:
            return Refused("no-such-item", "There is no such change.")
        hold(first.register, now)
        counting = made.filter(taken_back_at=None)
        fields = tuple(sorted(set(counting.values_list("field", flat=True))))
        if not fields:
            return _undone(Refused("not-now", "It is taken back already."))
        counting.update(taken_back_at=now, taken_back_by=by.name, taken_back_why=why.strip())
        _log("register.taken_back", first.register, first.key, by, why, fields)
    return Amended(group, first.key, fields)


def _checked(
    register: Register, before: Mapping[str, str], given: Mapping[str, str], now: datetime
) -> dict[str, str] | Refused:
    """The values in their right form. Half of a position is checked with its other half."""
    if not given:
        return Refused("nothing-changed", "Every value is so already.")
    columns = {name: value for name, value in given.items() if name in register.contract.fields}
    place = register.contract.position
    if place and columns.keys() & {place.lat, place.lon}:
        columns = {name: before.get(name, "") for name in (place.lat, place.lon)} | columns
    right, faults = feeds.values_in_form(register.contract, columns, now.date()) if columns else ({}, ())
    if faults:
        said = tuple(
            (name, f"{feeds.REASONS[code].label}. {feeds.REASONS[code].remedy}") for name, code in faults
        )
        return Refused("wrong-value", "A value is not right.", said)
    changed = different(before, {**given, **right})
    if register.sources and (told := changed.keys() & {"licence", "source"}):
        found = source_of(register.sources, {**before, **changed})
        if isinstance(found, str):
            return Refused("wrong-value", "A value is not right.", ((min(told), found),))
    return changed or Refused("nothing-changed", "Every value is so already.")


def _lay(
    register: Register, key: str, values: Values, by: audit.Actor, why: str, now: datetime, group: uuid.UUID
) -> Amended:
    said = versions(register.name).filter(key=key).values_list("values", flat=True).first() or {}
    Amendment.objects.bulk_create(
        Amendment(
            register=register.name, key=key, field=name, value=value, said=said.get(name, ""), group=group,
            why=why.strip(), by=by.name, by_id=getattr(by, "id", ""), at=now,
        )
        for name, value in values.items()
    )  # fmt: skip
    return Amended(group, key, tuple(values))


def _undone(refused: Refused) -> Refused:
    """A refusal inside the transaction: the count of changes is not kept either."""
    transaction.set_rollback(True)
    return refused


def _log(event: str, register: str, key: str, by: audit.Actor, why: str, fields: tuple[str, ...]) -> None:
    """Last in its transaction."""
    audit.record(
        event, actor=by, subject=f"{register}:{key}", reason=why.strip(), detail={"fields": list(fields)}
    )
