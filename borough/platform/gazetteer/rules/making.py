"""Locations made from what the gazetteer holds."""

import dataclasses
import re
from collections.abc import Iterable, Sequence

from . import grid
from .answers import Kind, Location, Option, Status
from .gazetteer import BOX_CODES, Door, Gazetteer, Home, Part, Street, Unit


def from_unit(g: Gazetteer, unit: Unit, status: Status | None = None) -> Location:
    """A postcode, with what is to be said about it."""
    usual = Status.RETIRED if unit.last_seen else Status.OUTSIDE if unit.district else Status.FOUND
    business = unit.codes_at_point >= BOX_CODES
    here = from_point(g, unit.lat, unit.lon, unit.easting, unit.northing) if unit.last_seen else None
    return Location(
        status=status or (usual if not here or here.inside else Status.OUTSIDE),
        kind=Kind.POSTCODE,
        name=unit.code,
        where=unit.code.replace(" ", "-"),
        lat=unit.lat,
        lon=unit.lon,
        easting=unit.easting,
        northing=unit.northing,
        postcode=unit.code,
        ward_code=here.ward_code if here else unit.ward_code,
        ward_name=here.ward_name if here else unit.ward_name,
        cpz=here.cpz if here else unit.cpz,
        lsoa=here.lsoa if here else unit.lsoa,
        msoa=here.msoa if here else unit.msoa,
        district=here.district if here else unit.district or g.district,
        district_code=here.district_code if here else unit.district_code or g.district_code,
        business=business,
        differs=() if unit.district or unit.last_seen else _differing_at(g, unit.code),
        notes=tuple(_about(unit, business)),
    )


def _about(unit: Unit, business: bool) -> Iterable[str]:
    if unit.last_seen:
        yield (
            f"{unit.code} is no longer in use: Royal Mail retired it after {_month(unit.last_seen)}. "
            "This is for where it last was."
        )
    if unit.district:
        yield f"{unit.code} is outside the borough, in {unit.district}."
    if business:
        yield (
            f"{unit.code} is a business or box postcode: it shares one point with {unit.codes_at_point - 1:,} "
            "others, so the place may be some way from where you are."
        )


MONTHS = "January February March April May June July August September October November December".split()


def _month(stated: str) -> str:
    """2014-08 -> August 2014."""
    year, _, month = stated.partition("-")
    return f"{MONTHS[int(month) - 1]} {year}" if month.isdigit() and 1 <= int(month) <= 12 else stated


def _differing_at(g: Gazetteer, code: str) -> tuple[str, ...]:
    """Worked out beforehand where that was done: a postcode is asked for too often to look its homes up."""
    return differing(g, g.book.at_postcode(code)) if g.differs is None else g.differs.get(code, ())


def differing(g: Gazetteer, homes: Iterable[Door]) -> tuple[str, ...]:
    """What is not the same for every one of these homes."""
    homes, found = list(homes), []
    if len({home.ward_code for home in homes}) > 1:
        found.append("ward")
    zones = {area.name if (area := g.area("cpz", home.lat, home.lon)) else "" for home in homes}
    if len(zones) > 1:
        found.append("parking zone")
    return tuple(found)


def from_home(g: Gazetteer, home: Home, status: Status = Status.FOUND) -> Location:
    unit = g.by_code.get(home.postcode)
    zone = g.area("cpz", home.lat, home.lon)
    return Location(
        status=status,
        kind=Kind.ADDRESS,
        name=home.name,
        where=home.token,
        lat=home.lat,
        lon=home.lon,
        easting=home.easting,
        northing=home.northing,
        postcode=home.postcode,
        ward_code=home.ward_code or (unit.ward_code if unit else ""),
        ward_name=home.ward_name or (unit.ward_name if unit else ""),
        cpz=zone.name if zone else "",
        lsoa=unit.lsoa if unit else "",
        msoa=unit.msoa if unit else "",
        district=g.district,
        district_code=g.district_code,
        street=home.street,
        uprn=home.uprn,
    )


def from_homes(g: Gazetteer, name: str, homes: Sequence[Home], options: tuple[Option, ...]) -> Location:
    """Homes of one postcode as one place: it has the postcode's URL, and leads on to each of them."""
    first = from_home(g, homes[0])
    easting, northing = (sum(getattr(h, a) for h in homes) / len(homes) for a in ("easting", "northing"))
    lat, lon = grid.to_degrees(easting, northing)
    return dataclasses.replace(
        first,
        name=name,
        where=first.postcode.replace(" ", "-"),
        lat=lat,
        lon=lon,
        easting=round(easting, 1),
        northing=round(northing, 1),
        uprn="",
        differs=differing(g, homes),
        options=options,
        notes=(f"There are {len(homes)} addresses at {name}.",),
    )


def suggested(meant: Location, what: str, others: tuple[Option, ...], note: str) -> Location:
    """The answer for what was surely meant, which says that it was not what was typed."""
    return dataclasses.replace(
        meant,
        status=Status.OUTSIDE if meant.status == Status.OUTSIDE else Status.SUGGESTION,
        suggestion=what,
        options=(*others, *meant.options),
    ).with_note(note)


def from_point(
    g: Gazetteer, lat: float, lon: float, easting: float, northing: float, name: str = ""
) -> Location:
    """A point on the map: its areas by their shapes."""
    district, code = g.district_at(lat, lon, easting, northing)
    inside = district == g.district
    unit, metres = g.nearest_unit(easting, northing, inside=inside if district else None)
    ward, zone = g.area("wards", lat, lon), g.area("cpz", lat, lon)
    lsoa, msoa = g.area("lsoa", lat, lon), g.area("msoa", lat, lon)
    place = f"{lat:.5f},{lon:.5f}"
    return Location(
        status=Status.FOUND if inside else Status.OUTSIDE,
        kind=Kind.POINT,
        name=name or (f"a point near {unit.code}" if metres < 500 else place.replace(",", ", ")),
        where=place,
        lat=lat,
        lon=lon,
        easting=easting,
        northing=northing,
        postcode=unit.code if metres < 500 else "",
        ward_code=ward.key if ward and inside else "",
        ward_name=ward.name if ward and inside else "",
        cpz=zone.name if zone else "",
        lsoa=lsoa.key if lsoa else "",
        msoa=msoa.key if msoa else "",
        district=district,
        district_code=code,
        notes=() if inside else (_outside(district),),
    )


def _outside(district: str) -> str:
    if district:
        return f"That point is outside the borough, in {district}."
    return "That point is not in the borough or near it."


def from_street(
    g: Gazetteer, street: Street, part: Part, where: str, status: Status = Status.FOUND
) -> Location:
    """A point on a street, with the areas it lies in."""
    here = from_point(g, part.lat, part.lon, part.easting, part.northing)
    what = "building" if street.building else "street"
    return Location(
        status=status if here.inside else Status.OUTSIDE,
        kind=Kind.STREET,
        name=street.name if len(street.parts) == 1 else f"{street.name}, {place_of(part)}",
        where=where,
        lat=part.lat,
        lon=part.lon,
        easting=part.easting,
        northing=part.northing,
        ward_code=here.ward_code,
        ward_name=here.ward_name,
        cpz=here.cpz,
        lsoa=here.lsoa,
        msoa=here.msoa,
        district=here.district,
        district_code=here.district_code,
        street=street.name,
        notes=(f"This is for a point on {street.name}; a {what} can be in more than one area.",),
    )


def place_of(part: Part) -> str:
    """What tells a part of a street from another: its ward and district."""
    return " ".join(filter(None, (part.ward_name, "/".join(part.outcodes))))


def part_slug(street: Street, part: Part) -> str:
    """kentish-town-road~camden-town-nw1"""
    return f"{street.slug}~{place_slug(part)}"


def place_slug(part: Part) -> str:
    return re.sub(r"[^a-z0-9]+", "-", place_of(part).casefold().replace("'", "")).strip("-")


def from_units(g: Gazetteer, name: str, units: Sequence[Unit], options: tuple[Option, ...]) -> Location:
    """The middle of part of a postcode: the mean of its different points, those in the borough if any are."""
    inside = [unit for unit in units if not unit.district] or list(units)
    points = sorted({(unit.easting, unit.northing) for unit in inside})
    easting = sum(e for e, _ in points) / len(points)
    northing = sum(n for _, n in points) / len(points)
    middle = from_point(g, *grid.to_degrees(easting, northing), easting, northing)
    outside = all(unit.district for unit in units)
    council = inside[0].district or g.district
    note = f"{name} is only part of a postcode, so this is for the middle of it."
    if outside:
        note = f"{name} is outside the borough, in {council}. {note}"
    return Location(
        status=Status.OUTSIDE if outside else Status.PARTIAL,
        kind=Kind.PART,
        name=name,
        where=name.replace(" ", "-"),
        lat=middle.lat,
        lon=middle.lon,
        easting=round(easting, 1),
        northing=round(northing, 1),
        district=council,
        district_code=inside[0].district_code or g.district_code,
        notes=(note,),
        options=options,
    )
