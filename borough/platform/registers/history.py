"""What became of an item, and of a register: what its feed said when, and what editors made of it."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from .declared import find, register
from .items import GONE
from .models import Amendment, Version
from .queries import BY_HAND, LONDON, versions

KINDS = {
    "first": "First known",
    "changed": "Changed by its source",
    "gone": "No longer in its source",
    "back": "In its source again",
    "amended": "Amended by the council",
    "removed": "Removed by the council",
    "added": "Added by the council",
    "taken-back": "Amendment taken back",
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Event:
    """`kind`: one of KINDS. `on`: the day of the extract, or the moment of an amendment. `by`, `why`: of an
    editor, for staff alone. `batch`: the one that said so. `withdrawn`: its batch was taken back since.
    """

    kind: str
    key: str
    on: date | datetime
    changes: tuple[FieldChange, ...] = ()
    by: str = ""
    why: str = ""
    batch: int | None = None
    group: uuid.UUID | None = None
    withdrawn: bool = False
    may_be_taken_back: bool = False

    @property
    def words(self) -> str:
        return KINDS[self.kind]

    @property
    def day(self) -> date:
        return self.on.astimezone(LONDON).date() if isinstance(self.on, datetime) else self.on


@dataclass(frozen=True, slots=True)
class Conflict:
    """An amendment of a field that the feed has changed since: `said` when it was made, `says` now."""

    key: str
    field: str
    amended: str
    said: str
    says: str
    by: str
    at: datetime
    group: uuid.UUID


def history(name: str, key: str) -> list[Event]:
    """The newest first. Empty for an item that never was. Raises KeyError for an unknown register."""
    fields = register(name).fields
    said = Version.objects.filter(register=name, key=key).order_by("valid_from", "id")
    made = Amendment.objects.filter(register=name, key=key).order_by("id")
    found = [*_of_feed(said, fields), *_of_editors(made)]
    return sorted(found, key=lambda event: (event.day, isinstance(event.on, datetime)), reverse=True)


def changes(name: str, limit: int = 100) -> list[Event]:
    """The newest changes of a whole register, the newest first."""
    fields = register(name).fields
    newest = Version.objects.filter(register=name).order_by("-id").values_list("key", flat=True)[:limit]
    keys = list(dict.fromkeys(newest))
    ended = Version.objects.filter(register=name, until__isnull=False).order_by("-until", "-id")
    keys += ended.values_list("key", flat=True)[:limit]
    said: dict[str, list[Version]] = {}
    for version in Version.objects.filter(register=name, key__in=keys).order_by("valid_from", "id"):
        said.setdefault(version.key, []).append(version)
    made = Amendment.objects.filter(register=name).order_by("-id")[:limit]
    found = [event for of_key in said.values() for event in _of_feed(of_key, fields)]
    found += _of_editors(reversed(made))
    found.sort(key=lambda event: (event.day, isinstance(event.on, datetime)), reverse=True)
    return found[:limit]


def conflicts(name: str) -> list[Conflict]:
    """What editors said and feeds have changed since: somebody should look which is right now."""
    made = list(
        Amendment.objects.filter(register=name, taken_back_at=None).exclude(field=GONE).order_by("id")
    )
    newest = {(one.key, one.field): one for one in made}
    keys = {key for key, _ in newest}
    says = dict(versions(name).filter(key__in=keys).values_list("key", "values"))
    return [
        Conflict(key, field, one.value, one.said, now, one.by, one.at, one.group)
        for (key, field), one in newest.items()
        if key in says and (now := says[key].get(field, "")) not in (one.said, one.value)
    ]


def conflicts_by_register() -> dict[str, int]:
    """How many there are in each register that has any."""
    amended = Amendment.objects.filter(taken_back_at=None).order_by().values_list("register", flat=True)
    return {name: len(found) for name in amended.distinct() if find(name) and (found := conflicts(name))}


def _of_feed(said: Iterable[Version], fields: tuple[str, ...]) -> Iterator[Event]:
    before: Version | None = None
    for version in said:
        if version.withdrawn_at:
            yield Event("changed", version.key, version.valid_from, batch=version.batch_id, withdrawn=True)
            continue
        if before is None:
            yield Event("first", version.key, version.valid_from, batch=version.batch_id)
        elif before.until and before.until < version.valid_from:
            yield Event("gone", version.key, before.until)
            yield Event("back", version.key, version.valid_from, batch=version.batch_id)
        else:
            found = _different(before, version, fields)
            yield Event("changed", version.key, version.valid_from, found, batch=version.batch_id)
        before = version
    if before and before.until:
        yield Event("gone", before.key, before.until)


def _different(before: Version, after: Version, fields: tuple[str, ...]) -> tuple[FieldChange, ...]:
    was, has_become = _said(before), _said(after)
    names = [name for name in fields if was.get(name, "") != has_become.get(name, "")]
    found = [FieldChange(name, was.get(name, ""), has_become.get(name, "")) for name in names]
    if before.shape != after.shape:
        found.append(FieldChange("shape", "as before", "drawn anew"))
    return tuple(found)


def _said(version: Version) -> Mapping[str, str]:
    found: Mapping[str, str] = version.values
    return found


def _of_editors(made: Iterable[Amendment]) -> Iterator[Event]:
    """One event a saving, and one for its taking back."""
    groups: dict[uuid.UUID, list[Amendment]] = {}
    said: dict[tuple[str, str], str] = {}
    known: set[str] = set()
    for one in made:
        groups.setdefault(one.group, []).append(one)
    for group, of_group in groups.items():
        first = of_group[0]
        found = []
        for one in of_group:
            found.append(FieldChange(one.field, said.get((one.key, one.field), one.said), one.value))
            if not one.taken_back_at:
                said[one.key, one.field] = one.value
        fields = {one.field for one in of_group}
        added = first.key.startswith(BY_HAND) and first.key not in known
        kind = "removed" if GONE in fields else "added" if added else "amended"
        known.add(first.key)
        yield Event(
            kind, first.key, first.at, () if kind == "removed" else tuple(found), first.by, first.why,
            group=group, may_be_taken_back=first.taken_back_at is None,
        )  # fmt: skip
        if first.taken_back_at:
            yield Event(
                "taken-back", first.key, first.taken_back_at, (), first.taken_back_by, first.taken_back_why,
                group=group,
            )  # fmt: skip
