"""A place in the words of schema.org (JSON-LD). Pure."""

from typing import Any

from borough.platform.places.hours import Hours, exceptions_of, read
from borough.platform.places.place import Place

from .schedules import clock, weekly

DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
TYPES = {
    "library": "Library", "gp": "MedicalClinic", "dentist": "Dentist", "pharmacy": "Pharmacy",
    "hospital": "Hospital", "pub": "BarOrPub", "cinema": "MovieTheater", "theatre": "PerformingArtsTheater",
    "public_toilet": "PublicToilet", "museum_or_gallery": "Museum", "bus_stop": "BusStop",
    "station": "TrainStation", "school_primary": "ElementarySchool", "school_secondary": "HighSchool",
}  # fmt: skip


def json_ld(place: Place, address: str) -> dict[str, Any]:
    """`address`: the absolute address of its page."""
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": TYPES.get(place.kind, "Place"),
        "@id": address,
        "name": place.name,
        "geo": {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon},
        "address": {
            "@type": "PostalAddress", "streetAddress": place.address, "postalCode": place.postcode,
            "addressLocality": "London", "addressCountry": "GB",
        },
    }  # fmt: skip
    if place.phone:
        said["telephone"] = place.phone
    if place.website:
        said["url"] = place.website
    hours = read(place.hours)
    if specification := [_weekly(each) for each in weekly(hours)]:
        said["openingHoursSpecification"] = specification
    if special := [_dated(each) for each in exceptions_of(place.fields.get("hours_exceptions", ""))]:
        said["specialOpeningHoursSpecification"] = special
    return said


def _weekly(each: Any) -> dict[str, Any]:
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": [f"https://schema.org/{DAYS[day]}" for day in each.weekdays],
        "opens": clock(each.opens),
        "closes": clock(each.closes),
    }


def _dated(each: Any) -> dict[str, Any]:
    """Closed dates open and close at midnight, as schema.org has it."""
    first = _first_opening(each.hours)
    opens, closes = (clock(first.opens), clock(first.closes)) if first else ("00:00", "00:00")
    return {
        "@type": "OpeningHoursSpecification", "validFrom": each.first.isoformat(),
        "validThrough": each.last.isoformat(), "opens": opens, "closes": closes, "description": each.reason,
    }  # fmt: skip


def _first_opening(hours: Hours) -> Any:
    return next(iter(weekly(hours)), None)
