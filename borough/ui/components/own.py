"""Components of our own, for what GOV.UK Frontend has not: the timeline, versions, the chart, the map."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Literal

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString

from borough.ui.written import date_in_words, time_in_words, written

from .base import Component, Part
from .content import Tag
from .drawing import drawn
from .records import Cell, Table


@dataclass(frozen=True, kw_only=True)
class Event(Part):
    """Something that happened at a moment, or lasted (`until`; `lasting` when it has not ended).

    `when` None: nobody knows. `by`: who or which system says so.
    """

    title: str
    when: date | datetime | None
    until: date | datetime | None = None
    lasting: bool = False
    text: str = ""
    by: str = ""
    href: str = ""
    tag: Tag | None = None

    @property
    def stamp(self) -> str:
        """For the datetime attribute: ISO 8601, in London."""
        if isinstance(self.when, datetime) and self.when.tzinfo:
            return timezone.localtime(self.when).isoformat(timespec="minutes")
        return self.when.isoformat() if self.when else ""

    @property
    def time(self) -> str:
        start = _moment(self.when) if self.when else "Date not known"
        if self.lasting:
            return f"Since {start}" if self.when else "Still so, start not known"
        return f"{start} to {_moment(self.until)}" if self.until else start


def _moment(moment: date | datetime) -> str:
    return time_in_words(moment) if isinstance(moment, datetime) else date_in_words(moment)


@dataclass(frozen=True, kw_only=True)
class Timeline(Component):
    """What happened, in order. Give the events in the order in which they are to be read."""

    events: Sequence[Event]
    empty: str = "Nothing has happened yet."


@dataclass(frozen=True, kw_only=True)
class Version(Part):
    """One value, and who says so."""

    value: str
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class Versions(Component):
    """What several sources say of one thing. Where they disagree, the values stand side by side, and
    `differ` says so in words; the likeliest comes first. Where several are no disagreement (telephone
    numbers), leave it empty.
    """

    versions: Sequence[Version]
    differ: str = "Systems disagree"

    @property
    def tag(self) -> Tag | None:
        return Tag(text=self.differ, colour="yellow") if self.differ and len(self.versions) > 1 else None


@dataclass(frozen=True, kw_only=True)
class Chart(Component):
    """Figures as a picture, with a sentence that says what it shows and a table of every figure.

    `points`: label and value, in the order shown. `kind`: bars for categories, a line for dates in order.
    `value_heading` names the figures with their unit ("Postcodes", "Minutes").
    """

    title: str
    sentence: str
    points: Sequence[tuple[str, float]]
    label_heading: str
    value_heading: str
    kind: Literal["bar", "line"] = "bar"
    WIDTHS: ClassVar[dict[str, int]] = {"wide": 680, "narrow": 320}

    @property
    def drawings(self) -> list[tuple[str, SafeString]]:
        """One for a desk and one for a phone, so that the words in it are never shrunk."""
        points = tuple((str(label), float(value)) for label, value in self.points)
        return [(name, drawn(self.kind, points, width)) for name, width in self.WIDTHS.items()]

    @property
    def table(self) -> Table:
        return Table(
            caption=self.title,
            caption_classes="govuk-visually-hidden",
            first_cell_is_header=True,
            head=[self.label_heading, Cell(text=self.value_heading, format="numeric")],
            rows=[[label, Cell(text=written(value), format="numeric")] for label, value in self.points],
        )


@dataclass(frozen=True, kw_only=True)
class Links(Component):
    """A plain list of links, in columns where there is room: words and address of each."""

    links: Sequence[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Map(Component):
    """Places on a map, beside the list of the same places, which is complete without it.

    `geojson`: address of a FeatureCollection; a feature's `name` is shown and its `href` followed. One with a
    `number` is that number, as in the list; the one with `here` is where the reader asked about. `ground`:
    address of shapes drawn faintly beneath, to know where one is. `still`: an SVG that is the map until somebody
    wants to move it; only then is the script that does so fetched. `places`: the list, any component.
    `attribution`: whose data the shapes are.
    """

    title: str
    geojson: str
    places: Component
    ground: str = ""
    still: str = ""
    attribution: str = "Contains OS data © Crown copyright and database right 2025"

    @property
    def tiles(self) -> str:
        """The tile server of this installation; empty: the shapes alone."""
        return str(settings.TILE_URL)
