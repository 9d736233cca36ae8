"""A person's page: what each system says, as far as the purpose opens it, on the record first."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from borough.platform.privacy.api import Explained, Fields
from borough.residents import api as residents
from borough.ui import api as ui

from . import facts, sections, words
from .known import Known
from .looks import Look

UNEXPLAINED = (
    "Your reference does not show that it is about this person, so the look is marked as unexplained: "
    "an auditor may ask you."
)
LARGEST_HOUSEHOLD = 20  # people; beyond it the address lacks a flat number, and they are neighbours


@dataclass(frozen=True, slots=True)
class Merged:
    """The identifier is that of a person whose records turned out to be another's."""

    was: str
    into: str

    @property
    def notice(self) -> str:
        return f"{self.was} was merged into {self.into}: their records are about the same person."


@dataclass(frozen=True, slots=True)
class Unexplained:
    """The purpose opens a person only when the reference given is about them, and it does not show that."""

    reason: str
    example: str


def open_person(look: Look, identifier: str, *, now: datetime) -> ui.Item | Merged | Unexplained | None:
    """None: there is no such person, or no source that this purpose opens knows them; which, is not said."""
    sheet = residents.sheet(identifier, opened=look.opened)
    if sheet and sheet.became:
        return Merged(sheet.identifier, sheet.became)
    if sheet is None or not sheet.records:
        look.write("person.not_shown", subject=residents.read_identifier(identifier) or "")
        return None
    explained = look.explained(sheet.identifier)
    if explained.refused:
        look.write("person.refused", subject=sheet.identifier, explained="")
        return Unexplained(look.stated.reason, look.stated.purpose.example)
    known = _read(look, sheet, now)
    shown = sections.of(known)
    entry = look.write(
        "person.looked",
        subject=sheet.identifier,
        people=[sheet.identifier, *(member.identifier for member in known.household)],
        fields={group for group, _ in shown},
        numbers=sorted({field.name for field in sheet.fields} & look.opened.numbers),
        explained=explained.kind,
    )
    return _page(known, [section for _, section in shown], _recorded(look, entry, now, explained))


def _read(look: Look, sheet: residents.Sheet, now: datetime) -> Known:
    """What a purpose does not open is not even read."""
    today = timezone.localdate(now)
    home = residents.Household("", ())
    if look.may(Fields.HOUSEHOLD):
        home = residents.household(sheet.identifier, today=today, opened=look.opened)
    crowd = len(home.members) > LARGEST_HOUSEHOLD
    return Known(
        actor=look.actor,
        sheet=sheet,
        home=home.address,
        household=() if crowd else home.members,
        crowd=crowd,
        vague=not home.decided,
        moves=tuple(residents.changes(sheet.identifier, opened=look.opened))
        if look.may(Fields.EVIDENCE)
        else (),
        groups=look.stated.purpose.opens,
        numbers=look.opened.numbers,
        today=today,
    )


def _page(known: Known, shown: list[ui.ItemSection], recorded: str) -> ui.Item:
    disputed = facts.disagreements(known)
    return ui.Item(
        title=known.sheet.name,
        caption=f"Person {known.sheet.identifier}",
        status=ui.Tag(text=f"Systems disagree on {words.listed(disputed)}", colour="yellow")
        if disputed
        else None,
        crumbs=[("Staff", reverse("staff:home")), ("Find a person", reverse("staff:people"))],
        intro=recorded,
        sections=shown,
    )


def _recorded(look: Look, entry: int, now: datetime, explained: Explained) -> str:
    """So that nobody looks without knowing that it is known; on paper it says whose print it is."""
    return format_html(
        '<p class="govuk-body">This look is entry {} of the log: {}, {}, “{}” ({}). It is kept in the list of '
        "who looked at this person.{}</p>",
        f"{entry:,}", look.actor.name, ui.time_in_words(now), look.stated.purpose.name, look.stated.reason,
        "" if explained or not look.stated.purpose.references else f" {UNEXPLAINED}",
    )  # fmt: skip
