"""The editors' lists, declared once for the screen and for CSV."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from borough.platform.access.api import Actor
from borough.platform.places.reports.subjects import owners
from borough.platform.registers import api as registers
from borough.ui import api as ui

from .fields import REGISTER
from .rows import ASSURED, HOURS, Kept, kept, kind_words

WHERE = [("in", "In the borough"), ("outside", "Outside")]
HELD = [("held", "Has places"), ("missing", "Missing")]
RECENT = 2_000
"""Of so many changes it is known whose they are."""

COLOURS: dict[str, Any] = {
    "known": "green", "doubtful": "orange", "not read": "yellow", "none": "grey",
    "fresh": "green", "stale": "yellow", "never": "yellow",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    """A place with what is its editor's: whether there is a draft, and whose."""

    place: Kept
    draft: str
    mine: str


def rows(actor: Actor) -> Sequence[Listed]:
    """`mine`: what this editor has amended, or keeps as a draft."""
    drafts = {draft.key: draft.by for draft in registers.drafts(REGISTER)}
    mine = {event.key for event in registers.changes(REGISTER, RECENT) if event.by == actor.name}
    mine |= {key for key, by in drafts.items() if by == actor.name}
    said = {True: "yes", False: "no"}
    return [Listed(place, said[place.key in drafts], said[place.key in mine]) for place in kept()]


def hours_tag(standing: str) -> ui.Tag:
    return ui.Tag(text=HOURS[standing], colour=COLOURS[standing])


def assured_tag(standing: str) -> ui.Tag:
    return ui.Tag(text=ASSURED[standing], colour=COLOURS[standing])


PLACES = ui.ListPage(
    name="places",
    title="Places",
    sort="name",
    empty="There is no place yet: the register of places has not been loaded.",
    search=ui.Search(
        fields=["place.name", "place.postcode", "place.key"], label="Search names and postcodes"
    ),
    filters=[
        ui.Filter(name="mine", label="Mine", field="mine", choices=[("yes", "Changed by me")]),
        ui.Filter(name="kind", label="Kind", field="place.kind", choices=kind_words),
        ui.Filter(
            name="owner", label="Owner", field="place.owner", choices=lambda: [(n, n) for n in owners()]
        ),
        ui.Filter(name="hours", label="Hours", field="place.hours", choices=list(HOURS.items())),
        ui.Filter(name="assured", label="Assured", field="place.assured", choices=list(ASSURED.items())),
        ui.Filter(name="draft", label="Draft", field="draft", choices=[("yes", "Has a draft")]),
        ui.Filter(
            name="in",
            label="Where",
            field="place.borough",
            choices=WHERE,
        ),
    ],
    columns=[
        ui.Column(
            heading="Name",
            value="place.name",
            sort="place.name",
            link=lambda row: reverse("places-editing:place", args=[row.place.key]),
        ),
        ui.Column(heading="Kind", value="place.kind_name", sort="place.kind_name"),
        ui.Column(heading="Ward", value="place.ward", sort="place.ward"),
        ui.Column(
            heading="Hours",
            value=lambda row: HOURS[row.place.hours],
            shown=lambda row: hours_tag(row.place.hours),
            sort="place.hours",
        ),
        ui.Column(
            heading="Assured",
            value=lambda row: row.place.assured_on or ASSURED[row.place.assured],
            shown=lambda row: assured_tag(row.place.assured),
            sort="place.assured",
        ),
        ui.Column(heading="Owner", value="place.owner", sort="place.owner"),
        ui.Column(heading="Draft", value=lambda row: "Draft" if row.draft == "yes" else "", sort="draft"),
    ],
)

KINDS = ui.ListPage(
    name="kinds-of-place",
    title="Kinds of place",
    intro="Every kind that people can ask for. Those without places are never shown to the public as empty.",
    sort="places",
    crumbs=[("Places", "places-editing:list")],
    search=ui.Search(fields=["title"], label="Search kinds"),
    filters=[
        ui.Filter(
            name="held",
            label="Places",
            field="held",
            choices=HELD,
        ),
        ui.Filter(name="owner", label="Owner", field="owner", choices=lambda: [(n, n) for n in owners()]),
    ],
    columns=[
        ui.Column(heading="Kind", value="title", sort="title"),
        ui.Column(heading="Category", value="category", sort="category"),
        ui.Column(heading="Places", value="places", sort="places", numeric=True),
        ui.Column(heading="With hours", value="with_hours", sort="with_hours", numeric=True),
        ui.Column(heading="Assured", value="fresh", sort="fresh", numeric=True),
        ui.Column(heading="Owner", value="owner", sort="owner"),
        ui.Column(
            heading="State",
            value="held",
            shown=lambda row: "" if row.held == "held" else ui.Tag(text="Missing", colour="orange"),
            sort="held",
        ),
    ],
)
