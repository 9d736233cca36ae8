"""Everything that the registers say about a location, as each declares under `[register.address]`.

A fact comes with its register, so that its source, date and licence can stand beside it. Nothing is written.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from borough.platform.registers import api as registers

from .loading import bank_holidays
from .rules import collecting, parking
from .rules.answers import Kind, Location
from .rules.areas import Shapes

NEEDS_ADDRESS = "uprn"
EXACT = (Kind.ADDRESS, Kind.POSTCODE)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that one item of a register says. `metres` away, where that matters."""

    item: registers.Item
    text: str
    metres: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What one register says about the location: its facts, or `empty` in words.

    `note`: what was worked out from the facts (whether parking is controlled now).
    """

    register: registers.Register
    facts: tuple[Fact, ...]
    note: str = ""

    @property
    def heading(self) -> str:
        return self.declared.heading

    @property
    def declared(self) -> registers.Address:
        assert self.register.address
        return self.register.address

    @property
    def empty(self) -> str:
        return self.declared.empty or "Nothing is known."


def answers(location: Location, now: datetime) -> list[Answer]:
    """In the order that the registers declare. `now` in London. Registers that cannot speak of such a location
    are left out: what is known by address, where only a street is.
    """
    found = []
    for register in speaking():
        items = _items(register, location)
        if items is None:
            continue
        facts = tuple(_facts(register, items, location, now.date()))
        if facts or (register.address and register.address.empty):
            found.append(Answer(register, facts, _worked_out(register, facts, now)))
    return found


def speaking() -> list[registers.Register]:
    """The registers that say something about an address, in their order."""
    return sorted((one for one in registers.registers() if one.address), key=_order)


def _order(register: registers.Register) -> tuple[int, str]:
    return (register.address.order if register.address else 0, register.name)


def unasked(location: Location) -> list[str]:
    """What would be answered too if the very home were known."""
    if location.uprn or location.kind is not Kind.POSTCODE:
        return []
    return [one.address.heading for one in speaking() if one.address and one.address.by == NEEDS_ADDRESS]


def _items(
    register: registers.Register, location: Location
) -> Iterable[tuple[registers.Item, int | None]] | None:
    """The items that speak of the location, with how far they are; None where it is not such a location."""
    assert register.address
    match register.address.by:
        case "uprn":
            return _one(register, location.uprn)
        case "postcode":
            return _one(register, location.postcode if location.kind in EXACT else "")
        case "ward":
            return ((item, None) for item in _by_ward(register).get(location.ward_code, []))
        case "area":
            return ((item, None) for item in _lying_in(register, location))
        case "near":
            return _near(register, location)
    return None


def _one(register: registers.Register, key: str) -> list[tuple[registers.Item, int | None]] | None:
    item = registers.item(register.name, key) if key else None
    return [(item, None)] if item else None


def _facts(
    register: registers.Register,
    items: Iterable[tuple[registers.Item, int | None]],
    location: Location,
    today: date,
) -> Iterator[Fact]:
    declared = register.address
    assert declared
    counted = [pair for pair in items if _counts(declared, *pair, today)]
    if declared.starts:  # under way, then by when they start; of the same day as they came, the nearest first
        counted.sort(key=lambda pair: _to_come(declared, pair[0], today))
    for item, metres in counted[: max(declared.count, 1)]:
        yield Fact(item, _when(declared, item, today) + said(register, item), metres)


def _counts(declared: registers.Address, item: registers.Item, metres: int | None, today: date) -> bool:
    ends = item.values[declared.until] if declared.until else ""
    near = not declared.within or (metres or 0) <= declared.within
    return near and not (ends and ends < today.isoformat())


def _to_come(declared: registers.Address, item: registers.Item, today: date) -> str:
    """The day on which it starts (ISO); empty once it has."""
    starts = item.values[declared.starts]
    return starts if starts > today.isoformat() else ""


def _when(declared: registers.Address, item: registers.Item, today: date) -> str:
    if not declared.starts:
        return ""
    return "To come: " if _to_come(declared, item, today) else "Now: "


def said(register: registers.Register, item: registers.Item) -> str:
    """The item in one sentence: as declared, else its shown fields one after another."""
    declared = register.address
    values = {name: in_words(value) for name, value in item.values.items()}
    if declared and declared.sentence:
        return declared.sentence.format_map(_Blank(values))
    shown = declared.shows if declared and declared.shows else (register.label,)
    return ", ".join(values[name] for name in shown if values.get(name))


class _Blank(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return ""


def in_words(value: str) -> str:
    """2026-11-24 -> 24 November 2026."""
    try:
        day = date.fromisoformat(value) if len(value) == 10 and value[4] == "-" else None
    except ValueError:
        day = None
    return f"{day.day} {day:%B %Y}" if day else value


def _worked_out(register: registers.Register, facts: tuple[Fact, ...], now: datetime) -> str:
    if register.name == "cpz" and facts:
        return parking_sentence(facts[0].item.values, now)
    return ""


def parking_sentence(zone: Mapping[str, str], now: datetime) -> str:
    found = parking.control(zone, now, bank_holidays())
    return parking.sentence(zone["sub_zone"], found, now)


def collections_of(
    location: Location, today: date
) -> tuple[registers.Item, list[collecting.Collection]] | None:
    """The round that serves the location, and every collection of the coming year."""
    if location.kind not in EXACT or not location.postcode:
        return None
    try:
        item = registers.item("collections", location.postcode)
    except KeyError:  # a council without that register
        return None
    return (item, collecting.collections(item.values, _changes.get(), today)) if item else None


def _read_changes() -> dict[date, tuple[date, str]]:
    return {
        date.fromisoformat(item.values["usual_date"]): (
            date.fromisoformat(item.values["moved_to"]),
            item.label,
        )
        for item in registers.items("collection_changes")
    }


_changes = registers.Snapshot(_read_changes, "collection_changes")


@cache
def _kept(name: str, build: Callable[[str], object]) -> registers.Snapshot[object]:
    return registers.Snapshot(lambda: build(name), name)


def _by_ward(register: registers.Register) -> dict[str, list[registers.Item]]:
    found = _kept(register.name, _make_wards).get()
    assert isinstance(found, dict)
    return found


def _make_wards(name: str) -> dict[str, list[registers.Item]]:
    register = registers.register(name)
    field = (register.address.field if register.address else "") or "ward_code"
    made: dict[str, list[registers.Item]] = {}
    for item in registers.items(name):
        made.setdefault(item.values[field], []).append(item)
    return made


@dataclass(frozen=True)
class _Areas:
    items: list[registers.Item]
    shapes: Shapes


def _lying_in(register: registers.Register, location: Location) -> Iterator[registers.Item]:
    kept = _kept(register.name, _make_areas).get()
    assert isinstance(kept, _Areas)
    for area in kept.shapes.all_at(location.lat, location.lon):
        yield kept.items[int(area.key)]


def _make_areas(name: str) -> _Areas:
    """Keys are places in the list: of one item there may be several shapes."""
    items = [item for item in registers.items(name) if item.shape]
    return _Areas(
        items, Shapes(name, [(str(at), item.label, item.shape or {}) for at, item in enumerate(items)])
    )


def _near(register: registers.Register, location: Location) -> Iterator[tuple[registers.Item, int]]:
    """All items by how far they are. A few hundred: sorting them takes under a millisecond."""
    items = _kept(register.name, _make_points).get()
    assert isinstance(items, list)
    for item in sorted(items, key=lambda item: (_metres(item, location), item.key)):
        yield item, round(_metres(item, location))


def _make_points(name: str) -> list[registers.Item]:
    return [item for item in registers.items(name) if item.easting is not None]


def _metres(item: registers.Item, location: Location) -> float:
    """On the national grid: within 0.04 per cent of the truth here."""
    return math.hypot((item.easting or 0) - location.easting, (item.northing or 0) - location.northing)
