"""The open API: the nearest of a kind, for one place or a thousand, and suggestions."""

import json
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from pydantic import WithJsonSchema

from borough.platform.gazetteer.api import tells_of_homes
from borough.platform.registers import api as registers

from . import outcome, suggesting
from .bulk import MOST_RESULTS, Bulk
from .holding import holding
from .kinds import kinds
from .outcome import Wrong

router = Router(tags=["Places"])
Bodies = dict[str, Any]


class Place(Schema):
    """`metres` along the ellipsoid, whole; `minutes` on foot, an estimate, null beyond 10 km; `open` now."""

    id: str
    kind: str
    name: str
    metres: int
    minutes: int | None
    lat: float
    lon: float
    address: str
    postcode: str
    in_borough: bool
    district: str
    opening_hours: str
    open: str
    phone: str
    website: str
    step_free: bool | None
    free: bool | None
    asked_kind: str
    source: str
    source_date: str
    licence: str
    licence_url: str
    attribution: str
    demonstration: bool


class Location(Schema):
    """`status`: found, partial, outside, retired, suggestion, ambiguous, unknown or invalid."""

    status: str
    name: str = ""
    postcode: str = ""
    suggestion: str = ""
    lat: float | None = None
    lon: float | None = None
    ward_code: str = ""
    cpz: str = ""
    district: str = ""
    notes: list[str] = []
    options: list[dict[str, str]] = []


class Nearest(Schema):
    location: Location
    results: list[Place]
    attribution: str


class Fault(Schema):
    error: str
    parameter: str
    remedy: str = ""


class Asked(Schema):
    """One of many: a text, or a point. `id` comes back with its answer."""

    id: str | int | float = ""
    q: str = ""
    lat: float | str = ""
    lon: float | str = ""


class Many(Schema):
    kind: str
    n: int = 1
    points: list[Annotated[Any, WithJsonSchema(Asked.model_json_schema())]]


@router.get("/nearest", response={200: Nearest, 400: Fault}, summary="The nearest of a kind")
def nearest(
    request: HttpRequest,
    kind: str = "",
    q: str = "",
    lat: str = "",
    lon: str = "",
    n: str = "",
    grouped: bool = False,
) -> HttpResponse:
    """`kind`: its key, or a word for it. Where: `q` (a postcode, street, place), or `lat` and `lon` (WGS84).
    `n`: how many, 1 to 50. `grouped`: entries of one place (a station by tube and by train) as one.
    Never a radius: the nearest are given however far. Ties come by name."""
    asked_kind, count = outcome.kind_asked(kind), outcome.count_asked(n)
    where = outcome.place_asked(q, lat, lon)
    if isinstance(asked_kind, Wrong):
        return _wrong(asked_kind)
    if isinstance(where, Wrong):
        return _wrong(where)
    if isinstance(count, Wrong):
        return _wrong(count)
    told = outcome.told(asked_kind, where, count, timezone.now(), grouped=grouped)
    answer = _licensed(told, told["results"])
    if tells_of_homes(where):
        answer["Cache-Control"] = "no-store"
    return answer


@router.post(
    "/nearest/bulk", response={200: dict, 400: Fault}, summary="The nearest of a kind, for up to 1,000 places"
)
def bulk(request: HttpRequest, asked: Many) -> HttpResponse:
    """Each point as in `/nearest`. One that cannot be used has an `error`, and the others their answers. At most
    10,000 results: points times `n`. Names are searched for, misspelt too, for the first 50 texts that are no
    postcode and no point; the rest are looked up by their exact name."""
    asked_kind, count = outcome.kind_asked(asked.kind), outcome.count_asked(str(asked.n))
    if isinstance(asked_kind, Wrong):
        return _wrong(asked_kind)
    if isinstance(count, Wrong):
        return _wrong(count)
    if not 1 <= len(asked.points) <= outcome.MOST_POINTS:
        return _wrong(Wrong("points", f"Send from 1 to {outcome.MOST_POINTS:,} points."))
    if len(asked.points) * count > MOST_RESULTS:
        most = f"At most {MOST_RESULTS:,} results at once: points times n."
        return _wrong(Wrong("n", most, "Send fewer points, or a smaller n."))
    many = Bulk(asked_kind, count, timezone.now())
    told = [many.answer(point) for point in asked.points]
    return _licensed({"results": told}, [place for each in told for place in each.get("results", ())])


@router.get("/suggest", response=dict, summary="What somebody may be about to type")
def suggest(request: HttpRequest, q: str = "", kind: str = "") -> HttpResponse:
    """Kinds, places, streets, postcodes. With a `kind`, only somewhere to be near;
    with `kind=address`, only addresses, streets and postcodes."""
    found = suggesting.suggest(q, kind)
    answer = _of_places({"suggestions": found})
    if any(each.get("where", "").startswith("a-") for each in found):  # homes
        answer["Cache-Control"] = "no-store"
    return answer


@router.get("/kinds", response=dict, summary="Every kind of place")
def all_kinds(request: HttpRequest) -> HttpResponse:
    """`places`: how many we hold; nought for a kind that nobody has given us a list of."""
    held = holding().by_kind
    told = [
        {
            "kind": each.key,
            "name": each.name,
            "plural": each.plural,
            "category": each.category.name,
            "words": list(each.words),
            "places": len(held.get(each.key, ())),
            "names_2015": list(each.was),
        }
        for each in kinds().kinds.values()
        if each.shape == "point"
    ]
    return _of_places({"kinds": told})


def _of_places(told: Bodies) -> HttpResponse:
    """What is not of one place: with the words and the licences of the whole register."""
    whole = registers.register("places")
    answer = _json(told | {"attribution": whole.attribution})
    answer["Link"] = registers.licence_links(one.url for one in whole.terms)
    return answer


def _licensed(told: Bodies, places: list[Bodies]) -> HttpResponse:
    """With what the sources of its places ask to be said, and a link to each licence."""
    where = registers.register("postcodes")
    said = dict.fromkeys(place["attribution"] for place in places)
    answer = _json(told | {"attribution": " ".join(said) or where.attribution})
    answer["Link"] = registers.licence_links(
        [place["licence_url"] for place in places] or [where.licence.url]
    )
    return answer


def _wrong(wrong: Wrong) -> HttpResponse:
    return _json(wrong.told, 400)


def _json(told: Bodies, status: int = 200) -> HttpResponse:
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(body, status=status, content_type="application/json; charset=utf-8")
