"""Reads what editors see of a place."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from borough.platform.places import holding
from borough.platform.places.hours import Hours, exceptions_of, findings, read, week
from borough.platform.places.kinds import Kind, kinds
from borough.platform.places.opening import bank_holidays
from borough.platform.registers import api as registers

from .fields import REGISTER, label_of, written
from .models import Merged
from .rows import Kept, kept
from .rules import Candidate, candidates


@dataclass(frozen=True)
class Difference:
    """One field before and after, in words."""

    field: str
    before: str
    after: str


def place(key: str) -> registers.Item | None:
    return registers.item(REGISTER, key)


def merged_into(key: str) -> str | None:
    """The place that stands for one that was merged."""
    row = Merged.objects.filter(pk=key).first()
    return row.kept if row else None


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[Difference]:
    """What would change, in words; fields that stay are left out."""
    return [
        Difference(label_of(name), written(name, before.get(name, "")), written(name, value))
        for name, value in after.items()
        if value != before.get(name, "")
    ]


def coming_week(values: Mapping[str, str], first: date) -> list[tuple[str, str]]:
    """Seven days in words, with the exceptions and the bank holidays."""
    return week(hours_of(values), first, exceptions_of(values.get("hours_exceptions", "")), bank_holidays())


def hours_of(values: Mapping[str, str]) -> Hours:
    return read(values.get("opening_hours", ""))


def findings_of(values: Mapping[str, str]) -> list[tuple[str, str]]:
    """What is found and what to do."""
    return [(each.detail, each.remedy) for each in findings(values.get("opening_hours", ""))]


def near_duplicates(name: str, kind: str, easting: float, northing: float, but: str = "") -> list[Candidate]:
    return candidates(name, kind, easting, northing, kept(), but)


@dataclass(frozen=True)
class KindHeld:
    """How many places a kind has, and how well they are kept."""

    kind: Kind
    places: int
    with_hours: int
    fresh: int

    @property
    def title(self) -> str:
        return self.kind.plural_title

    @property
    def category(self) -> str:
        return self.kind.category.name

    @property
    def owner(self) -> str:
        return self.kind.reports_to

    @property
    def held(self) -> str:
        return "held" if self.places or self.kind.shape != "point" else "missing"


def kinds_held() -> list[KindHeld]:
    """Every kind that can be asked for, those with nothing too."""
    counted: Counter[str] = Counter()
    hours: Counter[str] = Counter()
    fresh: Counter[str] = Counter()
    for row in kept():
        counted[row.kind] += 1
        hours[row.kind] += row.hours == "known"
        fresh[row.kind] += row.assured == "fresh"
    return [_held(kind, counted, hours, fresh) for kind in kinds().kinds.values()]


def _held(kind: Kind, counted: Counter[str], hours: Counter[str], fresh: Counter[str]) -> KindHeld:
    if kind.register or kind.where:
        points = len(holding.holding().by_kind.get(kind.key, ()))
        return KindHeld(kind, points if kind.shape == "point" else _count(kind.register), 0, 0)
    words = kind.sources
    return KindHeld(kind, *(sum(count[word] for word in words) for count in (counted, hours, fresh)))


def _count(name: str) -> int:
    return sum(1 for _ in registers.each_item(name)) if registers.find(name) else 0


def of_kind_and_ward(kind: str, ward: str) -> list[Kept]:
    """Places in the borough to which an exception may be given at once."""
    return [row for row in kept() if row.inside and row.kind == kind and (not ward or row.ward == ward)]
