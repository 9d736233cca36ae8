"""The list of registers, and the list of a register's items, declared once for the screen and for CSV."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString

from borough.platform.registers.dates import day_in_words
from borough.platform.registers.declaration import Register
from borough.platform.registers.standing import Stands
from borough.ui import api as ui

from .addresses import item_page, register_page
from .rows import Row, choices
from .values import in_words

HOME = ("Home", "public:home")
REGISTERS = ("Registers", "registers:list")

ALL = ui.ListPage(
    name="registers",
    title="Registers",
    intro="Everything that the council publishes as open data: what each register says, how old it is, from "
    "whom it is and under which licence you may use it. Every one can be downloaded whole.",
    door="public",
    sort="register",
    crumbs=[HOME],
    empty="There is no register yet.",
    search=ui.Search(fields=["register.title", "register.description", "register.name"], label="Search"),
    columns=[
        ui.Column(
            heading="Register",
            value="register.title",
            sort="register.title",
            link=lambda row: register_page(row.register.name),
        ),
        ui.Column(heading="What it says", value=lambda row: _described(row)),
        ui.Column(heading="Items", value="rows", sort="rows", numeric=True),
        ui.Column(heading="As of", value="newest", sort="newest"),
        ui.Column(heading="State", value=lambda row: row.tag.text, shown=lambda row: row.tag),
        ui.Column(heading="Licence", value="register.licence.title", sort="register.licence.title"),
    ],
)


def _described(row: Stands) -> str:
    mark = "Demonstration data. " if row.register.demonstration else ""
    alone = "On the address's own page only. " if row.register.closed else ""
    return mark + alone + row.register.description


def ways() -> ui.Links:
    """What is said of all registers together."""
    said = {
        "How fresh the registers are": "freshness",
        "All registers as an API (OpenAPI 3.1)": "openapi",
        "The catalogue (DCAT, JSON-LD)": "catalogue",
    }
    return ui.Links(links=[(words, reverse(f"registers:{route}")) for words, route in said.items()])


def _source(row: Stands) -> str:
    return f"{row.register.source}. {row.register.licence.title}."


def _share(row: Stands) -> str:
    return "" if row.hours is None else f"{row.hours:.0%}"


FRESHNESS = ui.ListPage(
    name="freshness",
    title="How fresh the registers are",
    intro="When each register last came, when it last changed, and how much of it we know.",
    door="public",
    sort="as-of",
    crumbs=[HOME, REGISTERS],
    columns=[
        ui.Column(
            heading="Register",
            value="register.title",
            sort="register.title",
            link=lambda row: register_page(row.register.name),
        ),
        ui.Column(heading="State", value=lambda row: row.tag.text, shown=lambda row: row.tag),
        ui.Column(heading="As of", value="newest", sort="newest"),
        ui.Column(
            heading="Last load",
            value=lambda row: row.loaded and timezone.localdate(row.loaded),
            sort="loaded",
        ),
        ui.Column(
            heading="Last change",
            value=lambda row: row.changed and timezone.localdate(row.changed),
            sort="changed",
        ),
        ui.Column(heading="Items", value="rows", sort="rows", numeric=True),
        ui.Column(heading="With hours", value=_share, numeric=True),
        ui.Column(
            heading="Source and licence",
            value=lambda row: _source(row),
            shown=lambda row: SafeString(
                escape(_source(row)).replace("/", "/<wbr>")
            ),  # long ones break there
        ),
    ],
)


def list_of(register: Register, found: list[Row], at: date | None) -> ui.ListPage:
    """The list of a register's items."""
    return ui.ListPage(
        name=register.file_name,
        title=register.title,
        intro=register.description,
        door="public",
        sort=ui.Column(heading=register.said_of(register.label), value="").key,
        crumbs=[HOME, REGISTERS],
        kept=["at"],
        empty="There is nothing in this register yet.",
        search=ui.Search(fields=[f"said.{name}" for name in register.search], label="Search")
        if register.search
        else None,
        filters=[_filter(register, name, found) for name in register.filters],
        columns=[_column(register, name, at) for name in register.listed],
    )


def _filter(register: Register, name: str, found: list[Row]) -> ui.Filter:
    def options() -> list[tuple[str, str]]:
        return choices(register, name, found)

    return ui.Filter(name=name, label=register.said_of(name), field=f"said.{name}", choices=options)


def _column(register: Register, name: str, at: date | None) -> ui.Column:
    column = register.column(name)
    label = name == register.label

    def value(row: Row) -> object:
        return row.label if label else row.values[name]

    def shown(row: Row) -> str:
        if label or name == register.dated:
            return row.label if label else day_in_words(row.said[name])
        return in_words(column, row.said[name])

    link: Callable[[Any], str] | None = (
        (lambda row: item_page(register.name, row.item.key, at)) if label else None
    )
    numeric = column.type in ("number", "decimal")
    sort = "label" if label else f"values.{name}"
    return ui.Column(
        heading=register.said_of(name), value=value, sort=sort, link=link, shown=shown, numeric=numeric
    )
