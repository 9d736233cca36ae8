"""A place as Open Referral UK has it: a service of the council's register, at one location. Pure.

Schema: github.com/OpenReferralUK/uk-profile, schema/compiled/service.json (CC BY-SA 4.0).
"""

import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

from borough.platform.places.hours import exceptions_of, in_words, read
from borough.platform.places.place import Place
from borough.platform.places.standing import assurance_of

from .schedules import clock, weekly

Body = dict[str, Any]
OURS = uuid.UUID("6f1b2f9e-6c1d-5d0b-9b53-2d8d0c7f2a11")
"""The namespace of our identifiers: the same place has the same one for ever."""
DAYS = "MO TU WE TH FR SA SU".split()
FACTS = {
    "ramp": "Ramp", "lift": "Lift", "accessible_toilet": "Accessible toilet", "hearing_loop": "Hearing loop",
    "changing_places": "Changing Places toilet", "step_free": "Step-free entrance",
}  # fmt: skip


def identifier(*parts: str) -> str:
    return str(uuid.uuid5(OURS, "/".join(parts)))


def short(place: Place) -> Body:
    """A service as the list has it."""
    said: Body = {
        "id": identifier("service", place.id),
        "organization_id": identifier("organization", place.source),
        "name": place.name,
        "description": place.kind.replace("_", " ").capitalize(),
        "status": "active",
        "organization": {
            "id": identifier("organization", place.source), "name": place.source or "Not known",
            "description": "Where this entry is from.",
        },
    }  # fmt: skip
    if place.website.startswith(("http://", "https://")):
        said["url"] = place.website
    if assured := assurance_of(place.fields, date.max).on:
        said["assured_date"] = assured.isoformat()
    return said


def full(place: Place) -> Body:
    """The whole service, with its location, hours and access."""
    here = identifier("at", place.id)
    said = short(place) | {
        "service_at_locations": [
            {
                "id": here,
                "service_id": identifier("service", place.id),
                "location_id": identifier("location", place.id),
                "location": location(place),
            }
        ],
        "schedules": list(schedules(place)),
        "attributes": [],
    }
    if place.phone:
        contact = {"id": identifier("contact", place.id), "phones": [_phone(place)]}
        said["contacts"] = [contact]
    return said


def location(place: Place) -> Body:
    said: Body = {
        "id": identifier("location", place.id),
        "location_type": "physical",
        "name": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "accessibility": list(_access(place)),
    }
    if place.address or place.postcode:
        said["addresses"] = [
            {
                "id": identifier("address", place.id), "location_id": identifier("location", place.id),
                "address_1": place.address or place.name, "city": "London", "state_province": "Greater London",
                "postal_code": place.postcode, "country": "GB", "address_type": "physical",
            }
        ]  # fmt: skip
    if uprn := str(place.attributes.get("uprn", "")):
        said |= {"external_identifier": uprn, "external_identifier_type": "UPRN"}
    return said


def schedules(place: Place) -> Iterator[Body]:
    """Weekly hours as recurrence rules, exceptions by their dates; hours that are neither, in words."""
    hours = read(place.hours)
    mine = {"service_id": identifier("service", place.id)}
    for number, each in enumerate(weekly(hours)):
        days = ",".join(DAYS[day] for day in each.weekdays)
        yield mine | {
            "id": identifier("schedule", place.id, str(number)), "freq": "WEEKLY", "interval": 1,
            "byday": days, "opens_at": clock(each.opens), "closes_at": clock(each.closes),
            "description": each.note or in_words(hours), "notes": f"opening_hours: {hours.osm}",
        }  # fmt: skip
    if hours.given and not weekly(hours):
        yield mine | {"id": identifier("schedule", place.id, "given"), "description": hours.given}
    for apart in exceptions_of(place.fields.get("hours_exceptions", "")):
        yield mine | {
            "id": identifier("schedule", place.id, str(apart)), "valid_from": apart.first.isoformat(),
            "valid_to": apart.last.isoformat(), "description": f"{in_words(apart.hours)}: {apart.reason}",
            "notes": str(apart),
        }  # fmt: skip


def _access(place: Place) -> Iterator[Body]:
    for name, words in FACTS.items():
        if (said := place.fields.get(name, "")) and said in ("yes", "no"):
            description = words if said == "yes" else f"No {words[0].lower()}{words[1:]}"
            yield {
                "id": identifier("access", place.id, name), "location_id": identifier("location", place.id),
                "description": description,
            }  # fmt: skip


def _phone(place: Place) -> Body:
    return {"id": identifier("phone", place.id), "number": place.phone}
