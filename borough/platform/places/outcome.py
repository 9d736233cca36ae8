"""Questions of programs: parameters as they come, and answers as plain values. No HTTP."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from borough.platform.gazetteer import api as gazetteer
from borough.platform.gazetteer.api import Answer, Choice, Location, Refusal, Status

from . import opening
from .finding import whereabouts
from .holding import holding, nearest
from .kinds import Kind
from .kinds import kind as kind_of
from .nearest import Found
from .place import Place
from .rules import minutes_on_foot
from .words import vocabulary

MOST, MOST_POINTS = 50, 1_000


@dataclass(frozen=True, slots=True)
class Wrong:
    """A parameter that cannot be used: which, why, and what to send instead."""

    parameter: str
    error: str
    remedy: str = ""

    @property
    def told(self) -> dict[str, str]:
        return {"error": self.error, "parameter": self.parameter, "remedy": self.remedy}


def kind_asked(words: str) -> Kind | Wrong:
    """By key, else by any word that people use for it. Only kinds of which we hold places."""
    if not words.strip():
        return Wrong("kind", "Say which kind of place, for example kind=library.", "All kinds: /api/kinds")
    kind = kind_of(words)
    if kind is None:
        read = vocabulary().read(words[:100])
        sure = read.exact and not read.where and len(read.kinds) == 1
        kind = read.kinds[0] if sure else None
        near = ", ".join(each.key for each in read.kinds[:3])
    if kind is None:
        return Wrong(
            "kind",
            "There is no such kind of place.",
            f"Did you mean {near}?" if near else "All kinds: /api/kinds",
        )
    if kind.key not in holding().by_kind:
        return Wrong("kind", f"We hold no list of {kind.plural} yet.", kind.missing)
    return kind


def count_asked(written: str) -> int | Wrong:
    if not written:
        return 5
    if written.isascii() and written.isdigit() and len(written) < 4 and 1 <= int(written) <= MOST:
        return int(written)
    return Wrong("n", f"n is how many places to give: a whole number from 1 to {MOST}.")


def place_asked(q: str, lat: str, lon: str, find: Callable[[str], Answer] = whereabouts) -> Answer | Wrong:
    """From a text or a point. A point that cannot be is wrong; a text that says nothing is an answer."""
    if (lat or lon) and q:
        return Wrong("q", "Send q, or lat and lon; not both.")
    if not (q or lat or lon):
        return Wrong("q", "Say where: q=WC1X 8NW, or lat=51.5246 and lon=-0.1187.")
    if q:
        answer = find(q)
        if isinstance(answer, Refusal) and answer.status == Status.INVALID:
            return Wrong("q", answer.reason, answer.remedy)
        return answer
    for name, value in (("lat", lat), ("lon", lon)):
        if not value:
            return Wrong(name, "A point needs both lat and lon, in degrees (WGS84).")
    if len(lat) > 40 or len(lon) > 40:
        return Wrong("lat", "lat and lon are numbers of degrees (WGS84).")
    answer = gazetteer.locate(f"{lat},{lon}")
    if not isinstance(answer, Location) or answer.kind != gazetteer.Kind.POINT:
        reason = (
            answer.reason if isinstance(answer, Refusal) else "lat and lon are numbers of degrees (WGS84)."
        )
        return Wrong("lat", reason, "For example lat=51.5246 and lon=-0.1187.")
    return answer


def told_location(answer: Answer) -> dict[str, Any]:
    """As much as an answer says of where; never a UPRN."""
    if isinstance(answer, Location):
        return {
            "status": answer.status.value,
            "name": answer.name,
            "postcode": answer.postcode,
            "suggestion": answer.suggestion,
            "lat": answer.lat,
            "lon": answer.lon,
            "ward_code": answer.ward_code,
            "cpz": answer.cpz,
            "district": answer.district,
            "notes": list(answer.notes),
        }
    options = [
        {"label": option.label, "where": option.where, "hint": option.hint} for option in answer.options
    ]
    if isinstance(answer, Choice):
        return {
            "status": answer.status.value,
            "postcode": answer.postcode,
            "notes": [answer.why],
            "options": options,
        }
    return {
        "status": answer.status.value,
        "postcode": answer.postcode,
        "suggestion": answer.suggestion,
        "district": answer.district,
        "notes": [answer.reason, answer.remedy],
        "options": options,
    }


def told(kind: Kind, answer: Answer, count: int, now: datetime, *, grouped: bool = False) -> dict[str, Any]:
    """The answer to one question, as JSON wants it."""
    found = (
        nearest(kind, answer.lat, answer.lon, count, grouped=grouped) if isinstance(answer, Location) else []
    )
    return {
        "location": told_location(answer),
        "results": [told_place(each, now) | {"asked_kind": kind.key} for each in found],
    }


def told_place(found: Found[Place], now: datetime) -> dict[str, Any]:
    place = found.place
    return {
        **_unchanging(place),
        "metres": round(found.metres),
        "minutes": minutes_on_foot(found.metres),
        "open": opening.state_of(place, now).status.value if place.hours else "unknown",
        **({"others": [other.id for other in found.others]} if found.others else {}),
    }


def _unchanging(place: Place) -> Mapping[str, Any]:
    return {
        "id": place.id,
        "kind": place.kind,
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "address": place.address,
        "postcode": place.postcode,
        "in_borough": place.in_borough,
        "district": place.district,
        "opening_hours": place.hours,
        "phone": place.phone,
        "website": place.website,
        "step_free": place.step_free,
        "free": place.free,
        "source": place.source,
        "source_date": place.dated,
        "licence": place.licence,
        "licence_url": place.licence_url,
        "attribution": place.attribution,
        "demonstration": place.demonstration,
    }
