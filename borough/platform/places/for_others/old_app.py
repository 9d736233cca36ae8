"""The answers of the council's "Where is my nearest" of 2015, in its own shapes, so that its client would work.

Numbers are strings, distances kilometres, what is empty is left out, and a fault is a 200 with `error` and
`message`: that was its way (research: foundersandcoders/camdenmaps, server/lib/parsers.js, test/fixtures).
Pure.
"""

from collections.abc import Iterable, Mapping
from typing import Any

Body = dict[str, Any]

NO_SERVICE: Body = {
    "error": "Service Not Found",
    "message": "Sorry, we could not find the right information on that service or location",
}
NO_LOCATION: Body = {
    "error": "Location Not Found",
    "message": "Sorry, we could not find the right information on that location",
}


def location(area: str, lat: float, lon: float, easting: float = 0, northing: float = 0) -> Body:
    """As the fixture has it: `East` holds the northing and `North` the easting; its client read neither."""
    said = {"Area": area, "Latitude": degrees(lat), "Longitude": degrees(lon)}
    if easting:
        said |= {"East": f"{northing:.0f}", "North": f"{easting:.0f}"}
    return said


def nearest_item(place: Any, metres: float, kind: str) -> Body:
    """One place; the view is the place itself, looking north: there are no street pictures here."""
    number, street = number_and_street(place.address)
    said = {
        "LocationID": place.id,
        "StreetNum": number,
        "Street": street,
        "PostCode": place.postcode,
        "Longitude": degrees(place.lon),
        "Latitude": degrees(place.lat),
        "ViewLat": degrees(place.lat),
        "ViewLng": degrees(place.lon),
        "View": "0",
        "Distance": kilometres(metres),
    }
    shown = {
        "Name": place.name,
        "Type": kind,
        "Telephone": place.phone,
        "OpeningHours": place.hours,
        "URL": place.website,
        "Source": place.source,
    }
    return without_blanks(said) | {"display": without_blanks(shown)}


def recycling_item(place: Any) -> Body:
    shown = {"Name": place.name, "OpeningHours": place.hours, "Telephone": place.phone, "URL": place.website}
    return {
        "Latitude": degrees(place.lat), "Longitude": degrees(place.lon), "display": without_blanks(shown),
    }  # fmt: skip


def parking_item(place: Any, kind: str) -> Body:
    _, street = number_and_street(place.address)
    shown = {"Name": place.name, "OpeningHours": place.hours, "Type": kind}
    said = {"Latitude": degrees(place.lat), "Longitude": degrees(place.lon), "Street": street}
    return without_blanks(said) | {"display": without_blanks(shown)}


def streetwork(values: Mapping[str, str], key: str, lat: float, lon: float) -> Body:
    """One work in the street, from a row of the register of roadworks."""
    reference = values.get("reference", "") or key
    shown = {
        "Organisation": values.get("organisation", ""),
        "Name": f"{values.get('street', '')} - {reference.split('-')[-1]}",
        "StartDate": values.get("starts", ""),
        "EndDate": values.get("ends", ""),
        "Telephone": values.get("telephone", ""),
        "Street": values.get("street", ""),
        "Description": values.get("description", ""),
    }
    said = {"Longitude": degrees(lon), "Latitude": degrees(lat), "LAref": reference, "externalref": key}
    return without_blanks(said) | {"display": without_blanks(shown)}


def information(facts: Iterable[tuple[str, str, str]]) -> Body:
    """Heading, value, address of more: `{title: {Value, Url}}`."""
    return {heading: {"Value": value, "Url": url} for heading, value, url in facts}


def without_blanks(values: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def number_and_street(address: str) -> tuple[str, str]:
    """ "218 Eversholt Street, London": 218, Eversholt Street."""
    first = address.split(",")[0].strip()
    number, _, street = first.partition(" ")
    return (number, street) if number[:1].isdigit() and street else ("", first)


def degrees(value: float) -> str:
    return f"{value:.5f}".rstrip("0").rstrip(".")


def kilometres(metres: float) -> str:
    return f"{metres / 1000:.3f}".rstrip("0").rstrip(".")
