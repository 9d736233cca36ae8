"""What stands on a register's page and on an item's."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from borough.platform.registers.dates import day_in_words
from borough.platform.registers.declaration import Register
from borough.platform.registers.history import Event
from borough.platform.registers.items import Item
from borough.platform.registers.licences import Licence
from borough.platform.registers.standing import Stands, marks
from borough.ui import api as ui

from .addresses import FORMATS, download, item_file, item_page, register_page
from .lists import HOME, REGISTERS
from .rows import Row
from .values import in_words


def register_context(
    request: HttpRequest, stands: Stands, at: date | None, shown: Sequence[Row]
) -> dict[str, Any]:
    """What stands around the list of a register."""
    register = stands.register
    return {
        "register": register,
        "marks": marks(stands),
        "at": at,
        "map": map_of(register, request, at, shown),
        "facts": about(stands),
        "downloads": downloads(register, at),
        "changes": reverse("registers:atom", args=[register.name]),
        "now": register_page(register.name),
    }


def map_of(register: Register, request: HttpRequest, at: date | None, shown: Sequence[Row]) -> ui.Map | None:
    """The items of this page of the list on a map, beside their names."""
    placed = [row for row in shown if row.item.shape or row.item.lat is not None]
    if not placed:
        return None
    asked = urlencode([(name, value) for name, value in request.GET.items() if value])
    address = reverse("registers:map", args=[register.name])
    return ui.Map(
        title=register.title,
        geojson=f"{address}?{asked}" if asked else address,
        places=ui.Links(links=[(row.label, item_page(register.name, row.item.key, at)) for row in placed]),
        attribution=register.attribution.rstrip("."),
    )


def about(stands: Stands) -> ui.SummaryList:
    """From whom, under what, how old."""
    register = stands.register
    note = {"Before you use it": register.note} if register.note else {}
    return ui.facts({
        **note,
        "Source": register.source,
        "As of": stands.newest,
        "Last change here": stands.changed,
        "Owner": register.owner,
        "Licence": format_html("{}. {}", _licences(register), register.licence.asks),
        "Attribution": register.attribution,
    })  # fmt: skip


def _licences(register: Register) -> str:
    """Its licence as a link; of a register with several, what it says of them and each."""
    links = _linked(register.terms)
    return format_html("{}: {}", register.licence.title, links) if register.sources else links


def _linked(licences: Iterable[Licence]) -> str:
    return format_html_join(
        ", ",
        '<a class="govuk-link" href="{}" rel="license">{}</a>',
        ((one.url, one.title) for one in licences),
    )


def downloads(register: Register, at: date | None) -> ui.Links:
    forms = {form: words for form, words in FORMATS.items() if form != "geojson" or placed(register)}
    links = [(f"All of it as {words}", download(register.name, form, at)) for form, words in forms.items()]
    return ui.Links(links=links)


def placed(register: Register) -> bool:
    return bool(register.contract.position or register.shape)


def item_page_of(
    stands: Stands, item: Item, events: Sequence[Event], at: date | None
) -> tuple[ui.Item, dict[str, Any]]:
    """The page of one item, and what stands above its sections."""
    register = stands.register
    sections = [
        ui.ItemSection(heading="What it says", content=said(register, item)),
        *_where(register, item),
        ui.ItemSection(heading="Where it is from", content=_from(stands, item)),
        ui.ItemSection(heading="History", content=timeline(register, events)),
        ui.ItemSection(heading="As data", content=_files(register, item)),
    ]
    page = ui.Item(
        title=item.label,
        caption=register.item,
        door="public",
        crumbs=[HOME, REGISTERS, (register.title, register_page(register.name))],
        sections=sections,
    )
    return page, {"marks": marks(stands), "at": at, "now": item_page(register.name, item.key)}


def said(register: Register, item: Item) -> ui.SummaryList:
    """Every field; those that an editor wrote say so."""

    def value(name: str) -> str:
        words = in_words(register.column(name), item.values[name])
        if name not in item.amended:
            return words
        return format_html("{} {}", words, ui.Tag(text="Amended by the council", colour="blue").__html__())

    return ui.SummaryList(
        rows=[ui.Fact(key=register.said_of(name), value=ui.written(value(name))) for name in register.fields]
    )


def _where(register: Register, item: Item) -> list[ui.ItemSection]:
    if item.lat is None and not item.shape:
        return []
    known = {}
    if item.lat is not None and item.lon is not None and item.easting and item.northing:
        known = {
            "Latitude, longitude": f"{item.lat:.6f}, {item.lon:.6f}",
            "Easting, northing": f"{item.easting:.0f}, {item.northing:.0f}",
        }
    drawn = ui.Map(
        title=item.label,
        geojson=item_file(register.name, item.key, "geojson"),
        places=ui.facts(known or {"Shape": "Drawn on the map"}),
        attribution=register.attribution.rstrip("."),
    )
    return [ui.ItemSection(heading="Where it is", content=drawn)]


def _from(stands: Stands, item: Item) -> ui.SummaryList:
    register = stands.register
    own, credit = item.values.get("source") or register.source, register.credit(item.values)
    return ui.facts({
        "Register": format_html(
            '<a class="govuk-link" href="{}">{}</a>', register_page(register.name), register.title
        ),
        "Source": own,
        "As known on": day_in_words(item.source_date),
        "Licence": _linked([credit.licence]),
        "Attribution": credit.attribution,
    })  # fmt: skip


def timeline(register: Register, events: Iterable[Event]) -> ui.Timeline:
    """What became of the item, without who of the council did it: that is for staff."""
    return ui.Timeline(
        events=[
            ui.Event(
                title=event.words,
                when=event.on,
                text=changes_in_words(register, event),
                tag=ui.Tag(text="Taken back", colour="grey") if event.withdrawn else None,
            )
            for event in events
        ]
    )


def changes_in_words(register: Register, event: Event) -> str:
    """`Hours: 9 to 5, before that 10 to 4`, a line a field."""
    return format_html_join(
        "",
        '<p class="govuk-body">{}: {}, before that {}</p>',
        (
            (register.said_of(one.field), one.after or "nothing", one.before or "nothing")
            for one in event.changes
        ),
    )


def _files(register: Register, item: Item) -> ui.Links:
    forms = {"json": "This item as JSON"}
    if placed(register):
        forms["geojson"] = "This item as GeoJSON"
    return ui.Links(
        links=[(words, item_file(register.name, item.key, form)) for form, words in forms.items()]
    )
