"""The bank holidays of England: a list with a first and a last year; beyond it nobody knows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType


@dataclass(frozen=True)
class BankHolidays:
    """Dates with their names, as published by GOV.UK for England and Wales. Empty: nothing is known."""

    names: MappingProxyType[date, str] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, days: Iterable[tuple[date, str]]) -> "BankHolidays":
        return cls(MappingProxyType(dict(days)))

    def __contains__(self, day: object) -> bool:
        return day in self.names

    def __hash__(self) -> int:
        return hash(tuple(self.names))

    def name(self, day: date) -> str:
        return self.names.get(day, "")

    def knows(self, day: date) -> bool:
        """Whether the list speaks of the year of that day."""
        first, last = self.years
        return first <= day.year <= last

    @cached_property
    def years(self) -> tuple[int, int]:
        """The first and the last that the list speaks of; none: no year lies between them."""
        years = [known.year for known in self.names]
        return (min(years), max(years)) if years else (1, 0)
