"""Answering the routes of 2015 from the places and registers of today."""

from collections.abc import Iterator

from django.utils import timezone

from borough.platform.gazetteer import api as gazetteer
from borough.platform.gazetteer.api import Location
from borough.platform.places import holding
from borough.platform.places.kinds import Kind, kinds
from borough.platform.places.nearest import Found
from borough.platform.places.place import Place
from borough.platform.registers import api as registers

from . import old_app
from .old_app import NO_LOCATION, NO_SERVICE, Body

HERE = "N1C 4AG"
"""Where it searched when nothing was said: the council's own address."""
RESULTS = 10
STREETWORKS = "roadworks"


def service(words: str, where: str) -> Body:
    """The nearest of one of its services."""
    kind = kind_of_2015(words)
    if kind is None or kind.key not in holding.holding().by_kind:
        return NO_SERVICE
    there = gazetteer.locate(where)
    if not isinstance(there, Location):
        return NO_LOCATION
    found = holding.nearest(kind, there.lat, there.lon, RESULTS)
    return {"location": _said(there, where), "properties": [_item(kind, words, each) for each in found]}


def kind_of_2015(words: str) -> Kind | None:
    """A kind by one of its names of 2015, in any case, or by its key."""
    asked = " ".join(words.replace("-", " ").casefold().split())
    every = kinds().kinds.values()
    named = (kind for kind in every if asked in {name.casefold().replace("-", " ") for name in kind.was})
    keyed = (kind for kind in every if asked == kind.key.replace("_", " "))
    return next((kind for kind in (*named, *keyed)), None)


def _item(kind: Kind, words: str, found: Found[Place]) -> Body:
    if kind.category.key == "recycling":
        return old_app.recycling_item(found.place)
    if kind.category.key == "parking":
        return old_app.parking_item(found.place, kind.title)
    return old_app.nearest_item(found.place, found.metres, kind.title)


def _said(there: Location, asked: str) -> Body:
    area = there.postcode or ("" if "," in asked else asked)
    return old_app.location(area, there.lat, there.lon, there.easting, there.northing)


def streetworks(where: str) -> Body:
    """The works in the streets near a place."""
    there = gazetteer.locate(where)
    if not isinstance(there, Location):
        return NO_LOCATION
    if not registers.find(STREETWORKS):
        return NO_SERVICE
    works = sorted(_near(there), key=lambda pair: pair[0])[:RESULTS]
    return {
        "location": _said(there, where),
        "properties": [
            old_app.streetwork(item.values, item.key, item.lat or 0, item.lon or 0) for _, item in works
        ],
    }


def _near(there: Location) -> Iterator[tuple[float, registers.Item]]:
    for item in registers.each_item(STREETWORKS):
        if item.easting is not None and item.northing is not None:
            yield ((item.easting - there.easting) ** 2 + (item.northing - there.northing) ** 2), item


def local_information(where: str) -> Body:
    """About an address: by its token, as `/uprn/` gives it, or by a UPRN."""
    there = gazetteer.locate(where)
    if not isinstance(there, Location):
        return NO_LOCATION
    facts = {"Ward": there.ward_name, "Controlled Parking Main Zone": there.cpz, "Council": there.district}
    for answer in gazetteer.answers(there, timezone.localtime()):
        invented = " (demonstration data)" if answer.register.demonstration else ""
        facts[answer.heading] = (
            "; ".join(fact.text for fact in answer.facts) + invented if answer.facts else ""
        )
    return {
        "location": _said(there, there.postcode),
        "information": old_app.information((name, said, "") for name, said in facts.items() if said),
    }


def address_token(words: str) -> str:
    """What leads on to `/addresses/`: a token of ours, never the number of a home."""
    there = gazetteer.locate(words)
    return there.where if isinstance(there, Location) else "Not found"
