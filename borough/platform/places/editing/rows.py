"""How each place is kept: what the editors' list shows, kept in the process until the register changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from borough.platform.places.holding import kind_filled
from borough.platform.places.hours import findings, read
from borough.platform.places.kinds import kinds
from borough.platform.places.standing import assurance_of
from borough.platform.registers import api as registers

from .fields import REGISTER

HOURS = {"known": "Known", "doubtful": "In doubt", "not read": "Not read", "none": "None"}
ASSURED = {"fresh": "Fresh", "stale": "Stale", "never": "Never"}


@dataclass(frozen=True, slots=True)
class Kept:
    """One place on the editors' list. `hours`: a key of HOURS."""

    key: str
    name: str
    kind: str
    kind_name: str
    owner: str
    ward: str
    postcode: str
    inside: bool
    hours: str
    findings: int
    assured_on: date | None
    stale_after: int
    lat: float
    lon: float
    easting: float
    northing: float

    @property
    def assured(self) -> str:
        """Of today, though the row was made before: a key of ASSURED."""
        if self.assured_on is None:
            return "never"
        old = self.assured_on + timedelta(days=self.stale_after) < timezone.localdate()
        return "stale" if old else "fresh"

    @property
    def borough(self) -> str:
        return "in" if self.inside else "outside"


def kept() -> list[Kept]:
    """Every place of the register, by name; those without a position too."""
    return _snapshot.get()


def hours_standing(given: str) -> str:
    """A key of HOURS."""
    hours = read(given)
    return (
        "none"
        if not hours.given
        else "not read"
        if not hours.known
        else "doubtful"
        if hours.doubtful
        else "known"
    )


def _built() -> list[Kept]:
    if not registers.find(REGISTER):
        return []
    return [_row(item) for item in registers.items(REGISTER)]


def _row(item: registers.Item) -> Kept:
    values: Mapping[str, str] = item.values
    kind = kind_filled(REGISTER, values["kind"])
    return Kept(
        key=item.key, name=item.label.strip(), kind=values["kind"],
        kind_name=kind.title if kind else values["kind"].replace("_", " ").capitalize(),
        owner=kind.reports_to if kind else "Customer services", ward=values.get("ward_name", ""),
        postcode=values.get("postcode", ""),
        inside=values.get("in_borough", "1") not in ("0", "no", "false"),
        hours=hours_standing(values.get("opening_hours", "")),
        findings=len(findings(values.get("opening_hours", ""))),
        assured_on=assurance_of(values, date.max).on, stale_after=kind.stale_after if kind else 365,
        lat=item.lat or 0.0, lon=item.lon or 0.0,
        easting=item.easting or 0.0, northing=item.northing or 0.0,
    )  # fmt: skip


def kind_words() -> list[tuple[str, str]]:
    """The words of sources that a place may have as its kind, with their names."""
    words = {word for kind in kinds().kinds.values() if not kind.register for word in kind.sources}
    named = [(word, kind.title if (kind := kind_filled(REGISTER, word)) else word) for word in words]
    return sorted(named, key=lambda pair: pair[1].casefold())


_snapshot = registers.Snapshot(_built, REGISTER)
