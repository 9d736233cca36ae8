"""What is worth seeing between two states of a register: moves, near-duplicates, postcodes far away. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import dist, floor

from rapidfuzz import fuzz

from .items import Item

MOVED = 50.0
"""Metres beyond which a place has moved; less is another way of measuring."""
NEAR = 30.0
"""Metres within which two places of a like name may be one (research: nearest.md C5)."""
ALIKE = 85.0
"""Of 100: how like two names are when their words are set in order."""
FAR = 300.0
"""Metres between a place and its postcode's point beyond which one of the two is doubtful."""

Metres = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Moved:
    before: Item
    after: Item
    metres: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two items that may be one."""

    one: Item
    other: Item
    metres: float


@dataclass(frozen=True, slots=True)
class Note:
    """Something about an item that somebody should look at."""

    item: Item
    words: str


def metres(item: Item) -> Metres | None:
    return (item.easting, item.northing) if item.easting is not None and item.northing is not None else None


def moved(before: Mapping[str, Item], after: Iterable[Item]) -> Iterator[Moved]:
    """Items that are more than MOVED metres from where they were, or are no longer anywhere."""
    for item in after:
        was = before.get(item.key)
        here, there = metres(item), metres(was) if was else None
        if was and here and there and (way := dist(here, there)) > MOVED:
            yield Moved(was, item, way)


def pairs(fresh: Iterable[Item], all_items: Iterable[Item]) -> list[Pair]:
    """Each fresh item with those near it that have the same name or a like one, each pair once."""
    cells: dict[tuple[int, int], list[Item]] = defaultdict(list)
    for item in all_items:
        if place := metres(item):
            cells[_cell(place)].append(item)
    found: dict[frozenset[str], Pair] = {}
    for item in fresh:
        if place := metres(item):
            for other in _around(cells, place):
                there = metres(other)
                assert there
                if other.key != item.key and dist(place, there) <= NEAR and alike(item, other):
                    found.setdefault(frozenset((item.key, other.key)), Pair(item, other, dist(place, there)))
    return sorted(found.values(), key=lambda pair: (pair.metres, pair.one.label))


def alike(one: Item, other: Item) -> bool:
    """The same or nearly the same name, of the same kind where the register has kinds."""
    if one.values.get("kind", "") != other.values.get("kind", ""):
        return False
    return fuzz.token_sort_ratio(_plain(one.label), _plain(other.label)) >= ALIKE


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9 ]", "", name.casefold().replace("&", "and"))


def _cell(place: Metres) -> tuple[int, int]:
    return floor(place[0] / NEAR), floor(place[1] / NEAR)


def _around(cells: Mapping[tuple[int, int], list[Item]], place: Metres) -> Iterator[Item]:
    x, y = _cell(place)
    for i in (x - 1, x, x + 1):
        for j in (y - 1, y, y + 1):
            yield from cells.get((i, j), ())


def postcode_notes(found: Iterable[Item], points: Mapping[str, Metres]) -> Iterator[Note]:
    """Postcodes that are not known, or lie over FAR metres from their item. `points`: where each is."""
    for item in found:
        code = item.values.get("postcode", "")
        if not code or not points:
            continue
        here = metres(item)
        if code not in points:
            yield Note(item, f"The postcode {code} is not one that we know.")
        elif here and (way := dist(here, points[code])) > FAR:
            yield Note(item, f"It lies {way:,.0f} metres from its postcode, {code}.")
