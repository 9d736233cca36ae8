"""Whether two places may be one; what two editors of one place mean together. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import hypot
from typing import Protocol

from rapidfuzz import fuzz

BESIDE = 30.0
"""Metres within which any place of the same kind is a candidate."""
NEAR = 400.0
"""Metres within which one of a similar name is."""
ALIKE = 85.0
"""Of 100: how similar names are that may be one."""

_COMMON = re.compile(r"\b(the|library|surgery|centre|center|of|and|ltd|school|primary)\b|[^\w ]")


class Positioned(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def easting(self) -> float: ...
    @property
    def northing(self) -> float: ...


@dataclass(frozen=True)
class Candidate:
    """A place that may be the same: how far off in metres, and how alike the names are, of 100."""

    key: str
    name: str
    kind: str
    metres: int
    alike: int


def candidates(
    name: str, kind: str, easting: float, northing: float, others: Iterable[Positioned], but: str = ""
) -> list[Candidate]:
    """Beside it and of its kind, or near it and of a similar name; the likeliest first."""
    found = []
    for other in others:
        if other.key == but or not other.easting:
            continue
        metres = hypot(other.easting - easting, other.northing - northing)
        if metres > NEAR:
            continue
        alike = likeness(name, other.name)
        if (metres <= BESIDE and other.kind == kind) or alike >= ALIKE:
            found.append(Candidate(other.key, other.name, other.kind, round(metres), round(alike)))
    return sorted(found, key=lambda one: (one.kind != kind, -one.alike, one.metres))[:10]


def likeness(one: str, other: str) -> float:
    """Of 100, without the words that every library or surgery has in its name."""
    first, second = (" ".join(_COMMON.sub(" ", name.casefold()).split()) for name in (one, other))
    if not first or not second:
        first, second = one.casefold(), other.casefold()
    return fuzz.token_sort_ratio(first, second)


@dataclass(frozen=True)
class Laid:
    """`values`: every field as it should be. `conflicts`: what others wrote where this editor wrote otherwise."""

    values: Mapping[str, str]
    conflicts: Mapping[str, str]


def over(seen: Mapping[str, str], given: Mapping[str, str], now: Mapping[str, str]) -> Laid:
    """What an editor changed between `seen` and `given`, laid over what stands `now`. Blanks do not count."""
    was, stands = ({name: _plain(side.get(name, "")) for name in given} for side in (seen, now))
    mine = {name: value for name, value in given.items() if _plain(value) != was[name]}
    apart = {
        name: now.get(name, "")
        for name, value in mine.items()
        if stands[name] not in (was[name], _plain(value))
    }
    return Laid({name: now.get(name, "") for name in given} | mine, apart)


def _plain(value: str) -> str:
    return " ".join(value.split())
