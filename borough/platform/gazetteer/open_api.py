"""The open API's part that finds places: `GET /api/locate`, and 1,000 at once."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema
from ninja import Status as Reply
from pydantic import WithJsonSchema

from borough.platform.registers import api as registers

from . import limits
from .rules.answers import Answer, Choice, Location, Option, Refusal, Status, tells_of_homes

MOST = 1_000
SEARCHED = 50  # texts of a bulk for which names are searched for, misspelt too; 1,000 would hold others up
NOT_SEARCHED = (
    f"Only the first {SEARCHED} texts that are no postcode and no point are searched for, misspelt too; "
    "the rest only by their exact name, and we know none of that name. Send this one in another bulk."
)


class OptionOut(Schema):
    """One of several: `where` is what to ask again with."""

    label: str
    where: str
    hint: str = ""


class LocationOut(Schema):
    """What a text was understood as. Degrees of WGS84, metres of the British National Grid."""

    status: Status
    q: str = ""
    error: str | None = Field(None, description="of one of many: why it was not looked up")
    kind: str | None = None
    name: str | None = None
    where: str | None = None
    postcode: str | None = None
    suggestion: str | None = Field(None, description="what was surely meant, where it was not what was typed")
    lat: float | None = None
    lon: float | None = None
    easting: float | None = None
    northing: float | None = None
    ward_code: str | None = None
    ward_name: str | None = None
    cpz: str | None = Field(None, description="controlled parking zone")
    lsoa: str | None = None
    msoa: str | None = None
    district: str | None = Field(None, description="the council")
    district_code: str | None = None
    business: bool = Field(False, description="a box, or a business with a postcode of its own")
    differs: list[str] = Field([], description="what is not the same for every address of the postcode")
    notes: list[str] = []
    reason: str | None = None
    remedy: str | None = None
    options: list[OptionOut] = []
    attribution: str = ""


class Questions(Schema):
    """At most 1,000."""

    q: list[Annotated[Any, WithJsonSchema({"type": "string"})]]


class Answers(Schema):
    """In the order of the questions."""

    results: list[LocationOut]
    attribution: str


router = Router(tags=["Places on the map"])


@router.get(
    "/locate",
    response={200: LocationOut, 400: LocationOut, 429: dict[str, str]},
    summary="What a text means on the map",
)
def locate(request: HttpRequest, response: HttpResponse, q: str) -> Reply[dict[str, Any]]:
    """A postcode (any spacing or case), part of one, a street, an address, a latitude and longitude or a grid
    reference. `status` says how it was understood; what cannot be read at all answers 400. By property number
    (UPRN) at most 60 an hour: the answer leads on by a token and never repeats the number.
    """
    from .api import locate as find

    answer = find(q)
    if tells_of_homes(answer):
        response["Cache-Control"] = "no-store"
    return Reply(
        400 if answer.status is Status.INVALID else 200, told(answer) | {"attribution": _attribution()}
    )


@router.post(
    "/locate/bulk",
    response={200: Answers, 400: dict[str, str], 429: dict[str, str]},
    summary="The same for 1,000 texts",
)
def locate_bulk(request: HttpRequest, asked: Questions) -> Reply[dict[str, Any]]:
    """Each question has its own status; one that cannot be read does not spoil the others. Names are searched
    for, misspelt too, for the first 50 that are no postcode and no point; the rest by their exact name.
    """
    if len(asked.q) > MOST:
        return Reply(400, {"error": f"At most {MOST:,} at once; that was {len(asked.q):,}."})
    if (count := limits.numbers(asked.q)) and limits.too_many(request, count):
        return Reply(429, {"error": limits.WHY})
    searched, results = 0, []
    for q in asked.q:
        told_, was_search = _one(q, search=searched < SEARCHED)
        searched += was_search
        results.append(told_)
    return Reply(200, {"results": results, "attribution": _attribution()})


def _attribution() -> str:
    return registers.register("postcodes").attribution


def _one(q: Any, *, search: bool) -> tuple[dict[str, Any], bool]:
    """The answer to one of many, and whether names were searched for."""
    from . import api

    if not isinstance(q, str) or not sendable(q):
        return {"status": Status.INVALID, "error": "Each of q is a text of valid characters."}, False
    if answer := api.exactly(q):
        return told(answer) | {"q": q[:200]}, False
    if search:
        return told(api.locate(q)) | {"q": q[:200]}, True
    return {"status": Status.UNKNOWN, "error": NOT_SEARCHED, "q": q[:200]}, False


def sendable(text: str) -> bool:
    """Whether it can be sent back: half of a surrogate pair, which JSON can write, is no character."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def told(answer: Answer) -> dict[str, Any]:
    """An answer as data, null where nothing is known. Never the UPRN."""
    options = [_option(option) for option in answer.options]
    match answer:
        case Location():
            return {
                "status": answer.status, "kind": answer.kind, "name": answer.name, "where": answer.where,
                "postcode": answer.postcode or None, "suggestion": answer.suggestion or None,
                "lat": answer.lat, "lon": answer.lon, "easting": answer.easting, "northing": answer.northing,
                "ward_code": answer.ward_code or None, "ward_name": answer.ward_name or None,
                "cpz": answer.cpz or None, "lsoa": answer.lsoa or None, "msoa": answer.msoa or None,
                "district": answer.district or None, "district_code": answer.district_code or None,
                "business": answer.business, "differs": list(answer.differs), "notes": list(answer.notes),
                "options": options,
            }  # fmt: skip
        case Choice():
            return {
                "status": answer.status, "name": answer.name, "postcode": answer.postcode or None,
                "reason": answer.why, "options": options,
            }  # fmt: skip
        case Refusal():
            return {
                "status": answer.status, "postcode": answer.postcode or None,
                "suggestion": answer.suggestion or None, "district": answer.district or None,
                "reason": answer.reason, "remedy": answer.remedy, "options": options,
            }  # fmt: skip


def _option(option: Option) -> dict[str, str]:
    return {"label": option.label, "where": option.where, "hint": option.hint}
