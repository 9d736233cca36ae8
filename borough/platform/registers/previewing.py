"""What a file would change in a register, before anybody accepts it; and what is doubtful in it already."""

import json
from dataclasses import dataclass

from borough.platform.feeds import api as feeds

from .comparing import Metres, Moved, Note, Pair, metres, moved, pairs, postcode_notes
from .declaration import Register
from .declared import find
from .history import FieldChange
from .items import Item, Said, item_of
from .loading import rows
from .queries import amended_fields, fed_items, items
from .snapshots import Snapshot

POSTCODES = ("postcodes", "postcodes_outside", "postcodes_old")


@dataclass(frozen=True, slots=True)
class Changed:
    """An item that would say something else. `kept`: fields that an editor amended; those stay."""

    item: Item
    changes: tuple[FieldChange, ...]
    kept: frozenset[str]

    @property
    def fields(self) -> set[str]:
        return {one.field for one in self.changes}


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What accepting a batch would do. `hours`: changed items whose hours change; `changed`: the others, but for
    those that only moved."""

    register: Register
    new: list[Item]
    gone: list[Item]
    moved: list[Moved]
    hours: list[Changed]
    changed: list[Changed]
    pairs: list[Pair]
    notes: list[Note]


def preview(batch_id: int) -> Preview | None:
    """None where the batch is not held, is not of a register, or cannot be read. Nothing is written."""
    change = feeds.preview(batch_id)
    register = find(change.contract.slug) if change else None
    if change is None or register is None:
        return None
    before = fed_items(register.name)
    after = _would_be(register, change)
    new = [item for item in after if item.key not in before]
    amended = amended_fields(register.name)
    changed = [
        one
        for item in after
        if (was := before.get(item.key))
        and (one := _changed(register, was, item, amended.get(item.key, frozenset())))
    ]
    ways = list(moved(before, after))
    place, carried = register.contract.position, {one.after.key for one in ways}
    axes = {place.lat, place.lon} if place else set()
    changed = [one for one in changed if not (one.item.key in carried and one.fields <= axes)]
    removed = set(change.removed.to_list())
    stays = [item for key, item in before.items() if key not in removed]
    return Preview(
        register=register,
        new=new,
        gone=[before[key] for key in sorted(removed) if key in before],
        moved=ways,
        hours=[one for one in changed if register.hours in one.fields],
        changed=[one for one in changed if register.hours not in one.fields],
        pairs=pairs(new, [*stays, *new]),
        notes=list(postcode_notes(after, postcode_points())) if _has_postcodes(register) else [],
    )


@dataclass(frozen=True, slots=True)
class Findings:
    """What is doubtful in a register as it is."""

    pairs: list[Pair]
    notes: list[Note]


def findings(register: Register) -> Findings:
    """Near-duplicates and doubtful postcodes among the items as they are."""
    found = items(register.name)
    notes = list(postcode_notes(found, postcode_points())) if _has_postcodes(register) else []
    return Findings(pairs(found, found) if _has_postcodes(register) else [], notes)


def _would_be(register: Register, change: feeds.Change) -> list[Item]:
    """The changed rows as items."""
    found = []
    for row in rows(register, change.changed).iter_rows(named=True):
        said = Said(
            key=row["key"], values=_values(row["values"]), lat=row["lat"], lon=row["lon"],
            easting=row["easting"], northing=row["northing"], shape=_shape(row["shape"]),
            since=change.extracted_on,
        )  # fmt: skip
        if item := item_of(register, said, (), change.extracted_on):
            found.append(item)
    return found


def _changed(register: Register, before: Item, after: Item, kept: frozenset[str]) -> Changed | None:
    names = [name for name in register.contract.fields if name in after.values]
    found = [
        FieldChange(name, before.values[name], after.values[name])
        for name in names
        if before.values[name] != after.values[name]
    ]
    if before.shape != after.shape:
        found.append(FieldChange("shape", "as before", "drawn anew"))
    if not found:
        return None
    return Changed(after, tuple(found), kept & {one.field for one in found})


def _values(text: str) -> dict[str, str]:
    found: dict[str, str | None] = json.loads(text)
    return {name: value for name, value in found.items() if value is not None}


def _shape(text: str | None) -> dict[str, object] | None:
    return json.loads(text) if text else None


def _has_postcodes(register: Register) -> bool:
    return "postcode" in register.fields and register.name not in POSTCODES


def _points() -> dict[str, Metres]:
    return {
        item.key: place
        for name in reversed(POSTCODES)
        if find(name)
        for item in items(name)
        if (place := metres(item))
    }


_KNOWN = Snapshot(_points, *POSTCODES)


def postcode_points() -> dict[str, Metres]:
    """Every postcode that the registers know, with its point in metres."""
    return _KNOWN.get()
