"""The borough's wards and what is in them, from the registers. Kept until one of those changes."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from borough.platform.registers import api as registers

HEALTH = {"gp": "GP surgeries", "dentist": "Dentists", "pharmacy": "Pharmacies"}
EVERYDAY = {
    "library": "Libraries",
    "community_centre": "Community centres",
    "public_toilet": "Public toilets",
}
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


@dataclass(frozen=True, slots=True)
class Known:
    """All wards by name, and by ward code the places shown and the shape."""

    wards: tuple[Ward, ...]
    places: dict[str, tuple[Place, ...]]
    shapes: dict[str, Any]


def wards() -> tuple[Ward, ...]:
    """By name; none before the registers are loaded."""
    return KNOWN.get().wards


def ward_of(slug: str) -> Ward | None:
    return next((ward for ward in wards() if ward.slug == slug), None)


def places_in(ward: str) -> tuple[Place, ...]:
    """The places shown for a ward code, by name."""
    return KNOWN.get().places.get(ward, ())


def shapes(address_of: dict[str, str]) -> dict[str, Any]:
    """A GeoJSON FeatureCollection: each ward with its name and, by code, the address of its page."""
    known = KNOWN.get()
    features = [
        {
            "type": "Feature",
            "properties": {"code": ward.code, "name": ward.name, "href": address_of[ward.code]},
            "geometry": known.shapes[ward.code],
        }
        for ward in known.wards
    ]
    return {"type": "FeatureCollection", "features": features}


def _known() -> Known:
    postcodes = Counter(item.values["ward_code"] for item in registers.items("postcodes"))
    inside = [item for item in registers.items("places") if item.values["in_borough"] == "1"]
    kinds = Counter((item.values["ward_code"], item.values["kind"]) for item in inside)
    places: dict[str, list[Place]] = {}
    for item in inside:
        if item.values["kind"] in SHOWN:
            places.setdefault(item.values["ward_code"], []).append(_place(item))
    found = registers.items("wards")
    return Known(
        wards=tuple(
            Ward(
                code=item.key,
                name=item.label,
                postcodes=postcodes[item.key],
                counts={kind: kinds[item.key, kind] for kind in SHOWN},
            )
            for item in found
        ),
        places={code: tuple(of_ward) for code, of_ward in places.items()},
        shapes={item.key: item.shape for item in found},
    )


KNOWN = registers.Snapshot(_known, "wards", "postcodes", "places")


def _place(item: registers.Item) -> Place:
    said = item.values
    return Place(
        kind=said["kind"],
        name=item.label,
        address=said["address"],
        postcode=said["postcode"],
        dated=registers.day_in_words(item.source_date),
    )


def most_and_least(counted: list[tuple[str, int]]) -> str:
    """A sentence for a chart: who has the most and who the least."""
    most = max(count for _, count in counted)
    least = min(count for _, count in counted)
    return (
        f"{_named(counted, most)} the most, {most}; {_named(counted, least)} the fewest, {least or 'none'}."
    )


def _named(counted: list[tuple[str, int]], count: int) -> str:
    names = [name for name, number in counted if number == count]
    return f"{names[0]} has" if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]} have"
