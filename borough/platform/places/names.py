"""Places by name: "British Museum", "kentish town library". Pure, over the places held."""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from .place import Place
from .words import folded

NEARLY = 86.0  # of 100
# What somebody who gives a name alone most likely means; the rest after them.
FIRST = ("station", "hospital", "library", "museum_or_gallery", "theatre", "community_centre")
LAST = ("bus_stop", "cycle_hire", "ev_charge_point")


class Names:
    """The names of places that have one of their own."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places: dict[str, list[Place]] = {}
        for place in sorted(places, key=_rank):
            self._places.setdefault(_name(place.name), []).append(place)
        self._names = list(self._places)

    def exactly(self, text: str) -> list[Place]:
        """Those of this very name, likeliest first; entries of one place beside one another as one."""
        return _apart(self._places.get(_name(text), []))

    def beginning(self, typed: str, limit: int) -> list[Place]:
        """Those of whose names some word begins so; whole names first."""
        start = _name(typed)
        first = [name for name in self._names if name.startswith(start)]
        within = [name for name in self._names if f" {start}" in name]
        return _apart([place for name in (*first, *within) for place in self._places[name]])[:limit]

    def like(self, text: str, limit: int = 8) -> list[Place]:
        """Those whose name has all the words, else those spelt nearly so."""
        words = _name(text).split()
        if not words or len("".join(words)) < 3:
            return []
        having = [name for name in self._names if all(f" {word}" in f" {name}" for word in words)]
        if not having:
            near = process.extract(
                " ".join(words), self._names, scorer=fuzz.ratio, score_cutoff=NEARLY, limit=limit
            )
            having = [name for name, _, _ in near]
        found = [place for name in having for place in self._places[name]]
        return _apart(sorted(found, key=_rank))[:limit]


def _name(text: str) -> str:
    return folded(text).removeprefix("the ").replace(",", "").replace(".", "").replace("saint ", "st ")


def _rank(place: Place) -> tuple[bool, int, str]:
    order = FIRST.index(place.kind) if place.kind in FIRST else 90 + (place.kind in LAST)
    return (not place.in_borough, order, place.name.casefold())


def _apart(places: Sequence[Place]) -> list[Place]:
    """One of each name, kind and neighbourhood (a few hundred metres)."""
    kept: dict[tuple[str, str, int, int], Place] = {}
    for place in places:
        kept.setdefault((place.name, place.kind, round(place.lat * 300), round(place.lon * 200)), place)
    return list(kept.values())
