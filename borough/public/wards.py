"""The borough's wards and what is in them, from the open data kept in `opendata/`. Read once."""

import csv
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.text import slugify

OPEN_DATA = Path(__file__).parents[2] / "opendata"
HEALTH = {"gp": "GP surgeries", "dentist": "Dentists", "pharmacy": "Pharmacies"}
EVERYDAY = {
    "library": "Libraries",
    "community_centre": "Community centres",
    "public_toilet": "Public toilets",
}
# How the sources write dates, the Greater London Authority the American way, and how we do.
WRITTEN = {"%Y-%m-%d": "%d %B %Y", "%m/%d/%Y": "%d %B %Y", "%Y-%m": "%B %Y"}
SHOWN = HEALTH | EVERYDAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """`dated`: when the source says it was so, in words; some of it is years old."""

    kind: str
    name: str
    address: str
    postcode: str
    dated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ward:
    """A 2022 ward. `counts`: how many of each kind of place are in it."""

    code: str
    name: str
    postcodes: int
    counts: dict[str, int]

    @property
    def slug(self) -> str:
        return slugify(self.name)

    @property
    def health(self) -> int:
        return sum(self.counts.get(kind, 0) for kind in HEALTH)


@cache
def wards() -> tuple[Ward, ...]:
    """By name."""
    postcodes = Counter(row["ward_code"] for row in _rows("postcodes.csv"))
    kinds = Counter((row["ward_code"], row["kind"]) for row in _inside())
    found = [
        Ward(
            code=shape["properties"]["code"],
            name=shape["properties"]["name"],
            postcodes=postcodes[shape["properties"]["code"]],
            counts={kind: kinds[shape["properties"]["code"], kind] for kind in SHOWN},
        )
        for shape in _shapes()
    ]
    return tuple(sorted(found, key=lambda ward: ward.name))


def ward_of(slug: str) -> Ward | None:
    return next((ward for ward in wards() if ward.slug == slug), None)


@cache
def places_in(ward: str) -> tuple[Place, ...]:
    """The places shown for a ward code, by name."""
    found = [
        Place(
            kind=row["kind"],
            name=row["name"],
            address=row["address"],
            postcode=row["postcode"],
            dated=day_in_words(row["source_date"]),
        )
        for row in _inside()
        if row["ward_code"] == ward and row["kind"] in SHOWN
    ]
    return tuple(sorted(found, key=lambda place: place.name.casefold()))


def shapes(address_of: dict[str, str]) -> dict[str, Any]:
    """A GeoJSON FeatureCollection: each ward with its name and, by code, the address of its page."""
    features = [
        {
            "type": "Feature",
            "properties": {
                "code": shape["properties"]["code"],
                "name": shape["properties"]["name"],
                "href": address_of[shape["properties"]["code"]],
            },
            "geometry": shape["geometry"],
        }
        for shape in _shapes()
    ]
    return {"type": "FeatureCollection", "features": features}


def most_and_least(counted: list[tuple[str, int]]) -> str:
    """A sentence for a chart: who has the most and who the least."""
    most = max(count for _, count in counted)
    least = min(count for _, count in counted)
    return (
        f"{_named(counted, most)} the most, {most}; {_named(counted, least)} the fewest, {least or 'none'}."
    )


def day_in_words(stated: str) -> str:
    """A source's own date for people: 20 November 2022, January 2024, 2019. Other words stay as they are."""
    first, *rest = stated.split(" ", 1)
    for form, words in WRITTEN.items():
        try:
            day = datetime.strptime(first, form)
        except ValueError:
            continue
        return " ".join([f"{day:{words}}".lstrip("0"), *rest])
    return stated


def _named(counted: list[tuple[str, int]], count: int) -> str:
    names = [name for name, number in counted if number == count]
    return f"{names[0]} has" if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]} have"


@cache
def _shapes() -> list[dict[str, Any]]:
    text = (OPEN_DATA / "wards_2022_derived.geojson").read_text()
    return list(json.loads(text)["features"])


def _inside() -> Iterator[dict[str, str]]:
    return (row for row in _rows("places.csv") if row["in_borough"] == "1")


def _rows(name: str) -> Iterator[dict[str, str]]:
    with open(OPEN_DATA / name, newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)
