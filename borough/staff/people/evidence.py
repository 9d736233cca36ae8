"""Which systems know the person, each record with where it stands, and what linking did with them."""

from datetime import date

from django.urls import reverse
from django.utils.html import format_html

from borough.platform.access.api import Actor, may_open
from borough.platform.feeds import api as feeds
from borough.residents import api as residents
from borough.ui import api as ui

from . import words
from .known import Known


def services(known: Known) -> ui.ItemSection:
    newest: dict[str, date] = {}
    for record in known.sheet.records:
        newest[record.said.feed] = max(record.said.as_of, newest.get(record.said.feed, record.said.as_of))
    rows = [[words.system(feed), _owner(feed), ui.date_in_words(day)] for feed, day in newest.items()]
    return ui.ItemSection(
        heading="Services that know this person",
        content=ui.Table(
            head=["System", "Owner", "Last heard from"],
            rows=sorted(rows),
            first_cell_is_header=True,
        ),
    )


def _owner(feed: str) -> str:
    contract = feeds.contract_of(feed)
    return contract.owner if contract else ""


def records(known: Known) -> ui.ItemSection:
    likeliest = {field.name: _writings(field.facts[0]) for field in known.sheet.fields}
    rows = [
        [
            words.system(record.said.feed),
            record.said.key,
            _beside(record.name, record.name, likeliest.get("name", ())),
            _born(record.date_of_birth, likeliest.get("date_of_birth", ())),
            record.address or "Not given",
            _extract(record.said, known.actor),
            words.sureness(record.confidence),
        ]
        for record in known.sheet.records
    ]
    return ui.ItemSection(
        heading="What each system says",
        note="One line for each record. How sure: that the record is about this person.",
        content=ui.Table(
            head=["System", "Its key", "Name", "Born", "Address", "Extract", "How sure"],
            rows=rows, first_cell_is_header=True,
        ),
    )  # fmt: skip


def _writings(fact: residents.Fact) -> tuple[str, ...]:
    return fact.value, *(one.value for one in fact.shorter)


def _born(born: date | None, likeliest: tuple[str, ...]) -> str:
    return _beside(ui.date_in_words(born), born.isoformat(), likeliest) if born else "Not given"


def _beside(shown: str, said: str, likeliest: tuple[str, ...]) -> str:
    """A value, marked in words where it is not what most systems say."""
    if not said:
        return "Not given"
    if said in likeliest:
        return shown
    return format_html('<div>{}<span class="app-note">differs</span></div>', shown)


def _extract(said: residents.Said, actor: Actor) -> str:
    """Where the record stands in what the source sent, with links for those who may follow them."""
    batch = _to("feeds:batch", (said.batch,), f"batch {said.batch}", actor)
    row = _to("feeds:stored", (said.batch, said.row), f"row {said.row}", actor)
    return format_html("<div>{}, {}, {}</div>", ui.date_in_words(said.as_of), batch, row)


def _to(route: str, places: tuple[int, ...], text: str, actor: Actor) -> str:
    if not may_open(actor, route, *places):
        return text
    return format_html('<a class="govuk-link" href="{}">{}</a>', reverse(route, args=places), text)


def moves(known: Known) -> ui.ItemSection | None:
    if not known.moves:
        return None
    events = [_move(moved, known.sheet.identifier) for moved in known.moves]
    return ui.ItemSection(heading="Merges and splits", content=ui.Timeline(events=events))


def _move(moved: residents.Moved, this: str) -> ui.Event:
    """From the side of this person: what came, what went, what is gone."""
    count = f"{moved.records} record{'' if moved.records == 1 else 's'}"
    match moved.kind, moved.target == this:
        case "gone", _:
            title = f"{words.system(moved.feed)} deleted {count} of this person"
        case "merged", True:
            title = f"{moved.source} was merged into this person: {count}"
        case "merged", False:
            title = f"This person was merged into {moved.target}: {count}"
        case _, True:
            title = f"{count} came from {moved.source}, being about this person"
        case _:
            title = f"{count} went to {moved.target}, being about somebody else"
    other = moved.source if moved.target == this else moved.target
    href = reverse("staff:person", args=[other]) if other else ""
    return ui.Event(title=title, when=moved.day, href=href, by=_because(moved))


def _because(moved: residents.Moved) -> str:
    """What made it so: a batch, a linking of all records, or somebody's decision."""
    match moved.cause:
        case "batch":
            return f"Batch {moved.number}"
        case "decision":
            return f"Decision {moved.number} of {moved.by}"
        case "relink":
            return f"Linking {moved.number}"
        case _:
            return "Linking"
