"""The answer: the nearest places as a numbered list, each with what is known of it and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from borough.platform.gazetteer.api import Location
from borough.platform.registers import api as registers
from borough.ui import api as ui

from . import opening
from .asking import FACTS, Asked
from .holding import common_kinds, holding, nearest
from .hours import Status
from .kinds import Kind
from .nearest import Found
from .place import Place, day_of
from .rules import USUAL, how_far, minutes_on_foot

MODES = {"tube": "Underground", "overground": "Overground", "national-rail": "National Rail", "dlr": "DLR",
         "elizabeth-line": "Elizabeth line", "bus": "bus", "tram": "tram"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One of the list: `number` is its number on the map. `minutes`: None where it is too far to walk."""

    number: int
    place: Place
    metres: float
    distance: str
    minutes: int | None
    tag: ui.Tag | None
    opening: str
    lines: tuple[str, ...]
    dated: str
    known: str
    old: bool
    state: str

    @property
    def href(self) -> str:
        return reverse("places:place", args=[self.place.id])


@dataclass(frozen=True, slots=True)
class Answer:
    """`more`: whether there are more to show. `unknown`: for how many a wanted fact is not known."""

    kind: Kind
    location: Location
    asked: Asked
    entries: tuple[Entry, ...]
    more: bool
    unknown: int

    @property
    def attributions(self) -> list[str]:
        """Of the data shown, once each."""
        said = (e.place.attribution for e in self.entries if e.place.attribution)
        return list(dict.fromkeys(said))

    @property
    def demonstration(self) -> bool:
        return any(entry.place.demonstration for entry in self.entries)


def answer(kind: Kind, location: Location, asked: Asked) -> Answer:
    found = nearest(kind, location.lat, location.lon, asked.count + 1, asked.keep, grouped=True)
    shown = found[: asked.count]
    return Answer(
        kind=kind,
        location=location,
        asked=asked,
        entries=tuple(entry(number, each, kind, asked) for number, each in enumerate(shown, start=1)),
        more=len(found) > asked.count,
        unknown=_not_known(kind, asked),
    )


def entry(number: int, found: Found[Place], kind: Kind, asked: Asked) -> Entry:
    place = found.place
    state = opening.state_of(place, asked.at) if place.hours and kind.hours else None
    return Entry(
        number=number,
        place=place,
        metres=found.metres,
        distance=how_far(found.metres),
        minutes=minutes_on_foot(found.metres, asked.pace),
        tag=opening.TAGS[state.status if state else Status.UNKNOWN] if kind.hours else None,
        opening=opening.sentence(state, asked.at) if state else "",
        lines=tuple(line for line in _lines(place, found.others) if line),
        dated=said_on(place.dated),
        known=known_on(place.dated),
        old=place.older_than(kind.stale_after, asked.at.date()),
        state=state.status.value if state else "unknown",
    )


def _lines(place: Place, others: Sequence[Place]) -> list[str]:
    address = ", ".join(part for part in (place.address, place.postcode) if part)
    modes = dict.fromkeys(mode for each in (place, *others) for mode in each.modes)
    facts = [words for words, fact in FACTS.values() if fact(place) is True]
    without = [
        f"not {words[:1].lower()}{words[1:]}" for words, fact in FACTS.values() if fact(place) is False
    ]
    heading = str(place.attributes.get("heading", ""))
    return [
        address,
        ", ".join(MODES.get(mode, mode) for mode in modes),
        f"Towards {heading}" if heading and not heading.isdigit() else "",
        ", ".join([*facts, *without]).capitalize(),
    ]


def _not_known(kind: Kind, asked: Asked) -> int:
    """Places that the filters leave out only because nobody has said."""
    if not asked.keep or asked.unsaid_too:
        return 0
    said = map(asked.said_of, holding().by_kind.get(kind.key, ()))
    return sum(None in each and False not in each for each in said)


def said_on(stated: str) -> str:
    """A source's own date for people, without what it says beside: 24 December 2018, January 2024, 2023."""
    return registers.day_in_words(stated.split(" ", 1)[0]) if day_of(stated) else stated


def known_on(stated: str) -> str:
    """After "As known": on 24 December 2018, in January 2024, in 2023; a date we cannot read, as written."""
    if day_of(stated) is None:
        return stated
    said = said_on(stated)
    return f"on {said}" if len(said.split(" ")) == 3 else f"in {said}"


def each_nearest(location: Location, now: datetime, limit: int | None = None) -> list[tuple[Kind, Entry]]:
    """The nearest of each of the commonest kinds, or of the first so many."""
    usual = Asked(at=now, wanted_open=False, chosen=False, facts=(), pace=USUAL, count=1)
    found: list[tuple[Kind, Entry]] = []
    for kind in common_kinds():
        if kind.shape == "point" and (near := nearest(kind, location.lat, location.lon, 1, grouped=True)):
            found.append((kind, entry(len(found) + 1, near[0], kind, usual)))
    return found[:limit]


def features(told: Answer) -> dict[str, Any]:
    """GeoJSON: the place asked about and the numbered answers."""
    asked = {"name": f"You asked about: {told.location.name}", "here": True}
    here = _feature(told.location.lon, told.location.lat, asked)
    return {"type": "FeatureCollection", "features": [here, *map(_numbered, told.entries)]}


def _numbered(entry: Entry) -> dict[str, Any]:
    words = {"name": f"{entry.number}. {entry.place.name}", "number": entry.number, "href": entry.href}
    return _feature(entry.place.lon, entry.place.lat, words)


def _feature(lon: float, lat: float, properties: dict[str, Any]) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [round(lon, 6), round(lat, 6)]}
    return {"type": "Feature", "properties": properties, "geometry": point}
