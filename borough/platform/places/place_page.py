"""The page of one place: what is known of it, when it is open, where it is, and how sure we are."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from borough.platform.registers import api as registers
from borough.ui import api as ui

from . import opening
from .answering import MODES, known_on, said_on
from .asking import FACTS
from .editing.fields import BY_NAME
from .editing.fields import FACTS as EDITED_FACTS
from .for_others.schema_org import json_ld
from .holding import kinds_of
from .hours import Status, days, exceptions_of, read
from .kinds import Kind
from .place import Place
from .standing import PlaceStatus, assurance_of, status_of

# Journey planners of others: a link, asked nothing before it is pressed.
WALK = "https://www.openstreetmap.org/directions?engine=fossgis_osrm_foot&to="
TRANSPORT = "https://tfl.gov.uk/plan-a-journey/?to="
# What editors write; the rest of their facts are filters too (asking.py).
KEPT_FACTS = [BY_NAME["entrance"], *(a for a in EDITED_FACTS if a.name not in ("step_free", "baby_change"))]
ATTRIBUTES = {
    "zone": "Fare zone", "toilets": "Toilets", "wifi": "Wi-Fi", "lifts": "Lifts", "ages": "Ages",
    "gender": "Girls or boys", "religion": "Religion", "operator": "Operator", "authority": "Run by",
    "sector": "Sector", "parent": "Part of", "heading": "Towards", "type": "Type", "email": "E-mail",
    "materials": "Takes", "access": "Who may use it",
}  # fmt: skip


def show(request: HttpRequest, place: Place, now: datetime) -> HttpResponse:
    kinds = kinds_of(place)
    item = ui.Item(
        title=place.name,
        caption=kinds[0].title if kinds else "",
        door="public",
        crumbs=[("Home", "public:home"), ("Where is my nearest", "places:kinds")],
        status=_status(place, kinds, now),
        sections=list(_sections(place, kinds, now)),
    )
    context = {
        "schema": schema(place, request),
        "demonstration": place.demonstration,
        "warnings": _warnings(place, kinds, now),
        "map": _map(place, kinds),
        "wrong": reverse("places-reports:wrong", args=[place.id]),
    }
    return item.show(request, context, "places/place.html")


def _status(place: Place, kinds: list[Kind], now: datetime) -> ui.Tag | None:
    if place.hours:
        return opening.TAGS[opening.state_of(place, now).status]
    return opening.TAGS[Status.UNKNOWN] if any(kind.hours for kind in kinds) else None


def _warnings(place: Place, kinds: list[Kind], now: datetime) -> list[str]:
    limit = min((kind.stale_after for kind in kinds), default=730)
    said = _status_words(status) if (status := status_of(place.fields, now)) else []
    assured = not assurance_of(place.fields, now.date(), limit).stale
    if place.demonstration or assured or not place.older_than(limit, now.date()):
        return said
    since = said_on(place.dated) or "a date that we do not know"
    return [*said, f"Nobody has confirmed this since {since}. It may have changed."]


def _status_words(status: PlaceStatus) -> list[str]:
    """Nothing where it works as usual; past its end a status is not known, and what it said is not repeated."""
    if status.word == "working":
        return []
    if status.was:
        return [f"How it is working is not known since {ui.time_in_words(status.until)}."]
    return [f"{status.words}. {status.note}".strip()]


def _sections(place: Place, kinds: list[Kind], now: datetime) -> Iterator[ui.ItemSection]:
    yield ui.ItemSection(heading="Facts", content=ui.facts(dict(_facts(place, kinds))))
    if place.hours:
        yield ui.ItemSection(heading="Opening hours", note=_opening(place, now), content=_week(place, now))
    elif any(kind.hours for kind in kinds):
        yield ui.ItemSection(heading="Opening hours", content=ui.InsetText(text="Hours not known."))
    yield ui.ItemSection(heading="Where this comes from", content=ui.facts(_source(place)))


def _facts(place: Place, kinds: list[Kind]) -> Iterator[tuple[str, object]]:
    yield "What it is", "; ".join(kind.title for kind in kinds if not kind.note) or place.kind
    yield "Address", ", ".join(part for part in (place.address, place.postcode) if part) or "Not known"
    yield "Ward" if place.in_borough else "Council", place.ward_name or place.district or "Not known"
    if place.phone:
        yield "Telephone", format_html('<a class="govuk-link" href="tel:{}">{}</a>', place.dial, place.phone)
    if place.website.startswith(("http://", "https://")):
        yield (
            "Website",
            format_html(
                '<a class="govuk-link" href="{}" rel="external">{}</a>', place.website, place.website
            ),
        )
    if place.modes:
        yield "Served by", ", ".join(MODES.get(mode, mode) for mode in place.modes)
    for words, fact in FACTS.values():
        told = fact(place)
        if told is not None or words == "Step-free":
            yield words, "Not known" if told is None else "Yes" if told else "No"
    for asked in KEPT_FACTS:
        if value := place.fields.get(asked.name):
            yield asked.label, dict(asked.choices).get(value, value)
    for name, words in ATTRIBUTES.items():
        if value := place.attributes.get(name):
            yield words, ", ".join(map(str, value)) if isinstance(value, list) else value


def _opening(place: Place, now: datetime) -> str:
    state = opening.state_of(place, now)
    return (
        ". ".join(part for part in (opening.TAGS[state.status].text, opening.sentence(state, now)) if part)
        + "."
    )


def _week(place: Place, now: datetime) -> ui.Component | str:
    hours = read(place.hours)
    if not hours.known:
        return ui.InsetText(text=f"The source writes: {place.hours}")
    apart = exceptions_of(place.fields.get("hours_exceptions", ""))
    said = days(hours, now.date(), 7, apart, opening.bank_holidays())
    rows = [
        [f"{day.date:%A} {day.date.day} {day.date:%B}", f"{day.words} ({day.why})" if day.why else day.words]
        for day in said
    ]
    return ui.Table(
        caption="The next seven days",
        head=["Day", "Hours"],
        rows=rows,
        first_cell_is_header=True,
        stacked=False,
    )


def _source(place: Place) -> dict[str, object]:
    if place.demonstration:
        return {"Source": "Demonstration data: invented", "Identifier": place.id}
    return {
        "Source": place.source,
        "As known": known_on(place.dated),
        "Assured by the council": assurance_of(place.fields, date.max).on,
        "Licence": place.licence,
        "Attribution": place.attribution,
        "Register": registers.register(place.register).title,
        "Identifier": place.id,
    }


def _map(place: Place, kinds: list[Kind]) -> ui.Map:
    point = f"{place.lat:.5f},{place.lon:.5f}"
    links = [
        (f"Other {k.plural} near it", reverse("places:answer", args=[k.slug, place.id])) for k in kinds[:3]
    ]
    links += [
        ("Walk there: OpenStreetMap", f"{WALK}{point}"),
        ("By public transport: TfL", f"{TRANSPORT}{point}"),
    ]
    return ui.Map(
        title=place.name,
        geojson=reverse("places:point", args=[place.id]),
        ground=reverse("public:ward_shapes"),
        places=ui.Links(links=links),
    )


def point(place: Place) -> dict[str, Any]:
    """GeoJSON of one place."""
    geometry = {"type": "Point", "coordinates": [place.lon, place.lat]}
    feature = {"type": "Feature", "id": place.id, "properties": {"name": place.name}, "geometry": geometry}
    return {"type": "FeatureCollection", "features": [feature]}


def schema(place: Place, request: HttpRequest) -> SafeString:
    """schema.org as JSON-LD, for search engines; nothing invented is told to them."""
    if place.demonstration:
        return SafeString("{}")
    told = json_ld(place, request.build_absolute_uri(reverse("places:place", args=[place.id])))
    written = json.dumps(told, ensure_ascii=False)
    safe = written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return SafeString(safe)
