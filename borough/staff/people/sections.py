"""The parts of a person's page, each with the field group that opens it. Absent means absent: no heading, no gap."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.html import format_html

from borough.platform.access.api import Actor, may_open
from borough.platform.feeds import api as feeds
from borough.platform.privacy.api import Fields
from borough.residents import api as residents
from borough.ui import api as ui

from . import words

IDENTITY = ("name", "date_of_birth", "sex")
NUMBERS = ("nino", "nhs_number")
CONTACT = ("phone", "email")
SEVERAL = {*CONTACT}  # of these a person may have more than one: no disagreement


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the index says of one person under one purpose. `groups`, `numbers`: what the purpose opens.

    `crowd`: so many are placed at the address that it is a building, not a household; then nobody is shown.
    """

    actor: Actor
    sheet: residents.Sheet
    home: str
    household: tuple[residents.Member, ...]
    crowd: bool
    moves: tuple[residents.Moved, ...]
    groups: frozenset[Fields]
    numbers: frozenset[str]
    today: date


def of(known: Known) -> list[tuple[Fields, ui.ItemSection]]:
    """What is to be shown, in order."""
    made = ((group, make(known)) for group, make in SECTIONS if group in known.groups)
    return [(group, section) for group, section in made if section]


def disagreements(known: Known) -> list[str]:
    """The opened facts on which systems disagree, in words."""
    shown = (*IDENTITY, *(number for number in NUMBERS if number in known.numbers))
    return [words.LABELS[field.name].lower() for field in known.sheet.fields
            if field.name in shown and len(field.facts) > 1]  # fmt: skip


def _identity(known: Known) -> ui.ItemSection:
    numbers = tuple(number for number in NUMBERS if number in known.numbers)
    return ui.ItemSection(heading="Who this is", content=_facts(known, IDENTITY + numbers))


def _contact(known: Known) -> ui.ItemSection:
    return ui.ItemSection(heading="Telephone and e-mail", content=_facts(known, CONTACT))


def _facts(known: Known, names: tuple[str, ...]) -> ui.SummaryList:
    """Each field with its values side by side; one that no source knows says so."""
    found = {field.name: field for field in known.sheet.fields}
    return ui.SummaryList(
        rows=[ui.Fact(key=words.LABELS[name], value=_versions(name, found.get(name))) for name in names]
    )


def _versions(name: str, field: residents.Field | None) -> str:
    if field is None:
        return "Not known to any system"
    versions = [ui.Version(value=words.value(name, fact.value), by=_by(name, fact)) for fact in field.facts]
    several = name in SEVERAL
    return str(ui.Versions(versions=versions, differ="" if several else "Systems disagree"))


def _by(name: str, fact: residents.Fact) -> str:
    """Who says so, and who says the same in fewer letters."""
    shorter = (f"written {words.value(name, one.value)}: {words.sources(one.said)}" for one in fact.shorter)
    return "; ".join((words.sources(fact.said), *shorter))


def _addresses(known: Known) -> ui.ItemSection:
    stays = known.sheet.stays
    present = [stay for stay in stays if stay.until is None or stay.until >= known.today]
    note = (
        f"Systems disagree: {len(present)} addresses are each said to be current. The newest stands first."
        if len(present) > 1
        else ""
    )
    events = [_stay(stay, current=stay in present) for stay in stays]
    return ui.ItemSection(
        heading="Addresses",
        note=note,
        content=ui.Timeline(events=events, empty="No system knows an address."),
    )


def _stay(stay: residents.Stay, *, current: bool) -> ui.Event:
    return ui.Event(
        title=stay.address,
        when=stay.since,
        until=stay.until,
        lasting=stay.until is None,
        text=f"UPRN {stay.uprn}" if stay.uprn else "",
        by=words.sources(stay.said),
        tag=ui.Tag(text="Current", colour="green") if current else ui.Tag(text="Former", colour="grey"),
    )


def _household(known: Known) -> ui.ItemSection:
    rows = [
        [
            _link(member.identifier, member.name),
            words.born(member.date_of_birth, known.today) if member.date_of_birth else "Not known",
            words.sources(member.said),
        ]
        for member in known.household
    ]
    return ui.ItemSection(
        heading="Household now",
        note=_at_home(known),
        content=ui.Table(
            head=["Name", "Born", "Who says so"], rows=rows, stacked=True, first_cell_is_header=True
        )
        if rows
        else "",
    )


def _at_home(known: Known) -> str:
    if not known.home:
        return "No system says where this person lives now."
    if known.crowd:
        return (
            f"So many people are placed at {known.home} that it is more likely a building than a household. "
            "Nobody is shown: search for the address with its flat number."
        )
    if not known.household:
        return f"No system places anybody else at {known.home} now."
    return f"Others whom a system places at {known.home}. Opening one of them is a look of its own."


def _link(identifier: str, text: str) -> str:
    address = reverse("staff:person", args=[identifier])
    return format_html('<a class="govuk-link" href="{}">{}</a>', address, text)


def _services(known: Known) -> ui.ItemSection:
    newest: dict[str, date] = {}
    for record in known.sheet.records:
        newest[record.said.feed] = max(record.said.as_of, newest.get(record.said.feed, record.said.as_of))
    rows = [[words.system(feed), _owner(feed), ui.date_in_words(day)] for feed, day in newest.items()]
    return ui.ItemSection(
        heading="Services that know this person",
        content=ui.Table(
            head=["System", "Owner", "Last heard from"],
            rows=sorted(rows),
            stacked=True,
            first_cell_is_header=True,
        ),
    )


def _owner(feed: str) -> str:
    contract = feeds.contract_of(feed)
    return contract.owner if contract else ""


def _records(known: Known) -> ui.ItemSection:
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
            rows=rows, stacked=True, first_cell_is_header=True,
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


def _moves(known: Known) -> ui.ItemSection | None:
    if not known.moves:
        return None
    events = [_move(moved, known.sheet.identifier) for moved in known.moves]
    return ui.ItemSection(heading="Merges and splits", content=ui.Timeline(events=events))


def _move(moved: residents.Moved, this: str) -> ui.Event:
    """From the side of this person: what came, and what went."""
    count = f"{moved.records} record{'' if moved.records == 1 else 's'}"
    match moved.kind, moved.target == this:
        case "merged", True:
            title = f"{moved.source} was merged into this person: {count}"
        case "merged", False:
            title = f"This person was merged into {moved.target}: {count}"
        case _, True:
            title = f"{count} came from {moved.source}, being about this person"
        case _:
            title = f"{count} went to {moved.target}, being about somebody else"
    other = moved.source if moved.target == this else moved.target
    return ui.Event(title=title, when=moved.day, href=reverse("staff:person", args=[other]), by="Linking")


SECTIONS: list[tuple[Fields, Callable[[Known], ui.ItemSection | None]]] = [
    (Fields.IDENTITY, _identity),
    (Fields.ADDRESS, _addresses),
    (Fields.HOUSEHOLD, _household),
    (Fields.CONTACT, _contact),
    (Fields.SERVICES, _services),
    (Fields.EVIDENCE, _records),
    (Fields.EVIDENCE, _moves),
]
