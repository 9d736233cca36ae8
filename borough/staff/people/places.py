"""Where the person lives and has lived, and who else is placed there now."""

from django.urls import reverse
from django.utils.html import format_html

from borough.residents import api as residents
from borough.ui import api as ui

from . import words
from .known import Known


def addresses(known: Known) -> ui.ItemSection:
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


def household(known: Known) -> ui.ItemSection:
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
        content=ui.Table(head=["Name", "Born", "Who says so"], rows=rows, first_cell_is_header=True)
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
    if known.vague:
        return f"Who else lives there cannot be told: {known.home} is all that systems say, without a door."
    if not known.household:
        return f"No system places anybody else at {known.home} now."
    return f"Others whom a system places at {known.home}. Opening one of them is a look of its own."


def _link(identifier: str, text: str) -> str:
    address = reverse("staff:person", args=[identifier])
    return format_html('<a class="govuk-link" href="{}">{}</a>', address, text)
