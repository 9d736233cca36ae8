"""One page of a search: whom it found, as far as the purpose opens them, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.html import format_html, format_html_join

from borough.platform.privacy.api import Fields
from borough.residents import api as residents
from borough.ui import api as ui

from . import words
from .looks import Look

PER_PAGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """`count`: people found, or None when too many answer for any of them to be shown."""

    understood: tuple[str, ...]
    unanswered: tuple[str, ...]
    count: int | None
    table: ui.Table | None
    pages: ui.Pagination | None
    span: str
    entry: int


def find(look: Look, text: str, *, page: int, today: date) -> Results:
    """Search, write what will be shown to the log, then show it. The same few queries whatever was typed.

    The log has which kinds of thing were typed and who was shown, not the text: it is kept for years and
    never changed, and what was typed may be the name of somebody who is not even there.
    """
    found = residents.search(text, opened=look.opened)
    people = [] if found.too_broad else residents.known([h.person_id for h in found.hits], opened=look.opened)
    last = max(1, -(-len(people) // PER_PAGE))
    page = min(max(page, 1), last)
    first = (page - 1) * PER_PAGE
    lines = residents.lines(people[first : first + PER_PAGE], opened=look.opened)
    columns = [heading for heading, group in COLUMNS.items() if look.may(group)]
    entry = look.write(
        "person.searched",
        people=[line.identifier for line in lines],
        fields={COLUMNS[heading] for heading in columns} if lines else (),
        kinds=sorted(found.kinds),
        found=len(people),
        too_broad=found.too_broad,
        page=page,
    )
    why = {hit.person_id: hit.why for hit in found.hits}
    return Results(
        understood=tuple(map(_understood, found.kinds, found.understood)),
        unanswered=found.unanswered,
        count=None if found.too_broad else len(people),
        table=_table(columns, [(line, why[line.person_id]) for line in lines], today) if lines else None,
        pages=ui.pagination(page, last, lambda number: f"?page={number}"),
        span=f"showing {first + 1} to {first + len(lines)}" if last > 1 else "",
        entry=entry,
    )


# Heading -> the field group that it shows.
COLUMNS = {
    "Person": Fields.IDENTITY,
    "Born": Fields.IDENTITY,
    "Address": Fields.ADDRESS,
    "Known to": Fields.SERVICES,
}


def _table(columns: list[str], rows: list[tuple[residents.Line, tuple[str, ...]]], today: date) -> ui.Table:
    return ui.Table(
        caption="People found",
        caption_classes="govuk-visually-hidden",
        first_cell_is_header=True,
        head=columns,
        rows=[[CELLS[heading](line, why, today) for heading in columns] for line, why in rows],
    )


def _person(line: residents.Line, why: tuple[str, ...], today: date) -> str:
    return format_html(
        '<div><a class="govuk-link" href="{}">{}</a>{}{}</div>',
        reverse("staff:person", args=[line.identifier]),
        line.name,
        _small(f"Also {words.listed(line.other_names)}" if line.other_names else ""),
        _small("; ".join(why)),
    )


def _small(text: str) -> str:
    return format_html('<span class="app-note">{}</span>', text) if text else ""


def _born(line: residents.Line, why: tuple[str, ...], today: date) -> str:
    return _each([words.born(day, today) for day in line.dates_of_birth])


def _address(line: residents.Line, why: tuple[str, ...], today: date) -> str:
    return _each(line.addresses)


def _known_to(line: residents.Line, why: tuple[str, ...], today: date) -> str:
    return words.listed(sorted(words.system(feed) for feed in line.feeds))


CELLS = {"Person": _person, "Born": _born, "Address": _address, "Known to": _known_to}


def _each(values: list[str] | tuple[str, ...]) -> str:
    """The likeliest first; where sources differ, that is said."""
    others = format_html_join("", '<span class="app-note">or {}</span>', ((value,) for value in values[1:]))
    return format_html("<div>{}{}</div>", values[0], others) if values else "Not known"


def _understood(kind: str, said: str) -> str:
    match kind:
        case "name":
            return f"name or street “{said}”"
        case "postcode":
            return said if said.startswith("postcode") else f"postcode {said.upper()}"
    return said


def page_asked(given: Mapping[str, str]) -> int:
    """The page that the address names; the first when it names none."""
    text = given.get("page", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 1
