"""The looks of a week, with the four weeks and ninety days before it, as detectors ask for them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar

from .explaining import Ties
from .facts import Kind, Look, Officer, Person, World

K = TypeVar("K")
V = TypeVar("V")
FOUR_WEEKS = timedelta(days=28)


class Window:
    """`looks` may reach back ninety days. `first` is the first day of the week that is judged, `last` its last."""

    def __init__(self, looks: Iterable[Look], ties: Ties, world: World, *, last: date) -> None:
        self.last, self.first = last, last - timedelta(days=6)
        self.looks = [look for look in looks if look.day <= last]
        self.ties, self.world = ties, world

    def officer(self, look: Look) -> Officer | None:
        return self.world.officers.get(look.officer)

    def person(self, look: Look) -> Person | None:
        return self.world.persons.get(look.person)

    def fresh(self, looks: Iterable[Look]) -> bool:
        """Whether one of these is of the week that is judged; the rest were judged before."""
        return any(look.day >= self.first for look in looks)

    @cached_property
    def month(self) -> list[Look]:
        return [look for look in self.looks if look.day > self.last - FOUR_WEEKS]

    @cached_property
    def week(self) -> list[Look]:
        return [look for look in self.month if look.day >= self.first]

    @cached_property
    def unexplained(self) -> list[Look]:
        """Pages opened in the four weeks that nothing explains."""
        opened = (look for look in self.month if look.kind is Kind.OPENED)
        return [look for look in opened if not self.ties.explain(look, self.officer(look))]

    @cached_property
    def strange(self) -> list[tuple[Look, Officer, Person]]:
        """Those of the week, with both whom they join, where both are known."""
        pairs = ((look, self.officer(look), self.person(look)) for look in self.unexplained)
        return [(k, o, p) for k, o, p in pairs if o and p and k.day >= self.first]

    @cached_property
    def unexplained_by_officer(self) -> dict[str, list[Look]]:
        return grouped((look.officer, look) for look in self.unexplained)

    def of(self, *kinds: Kind) -> Iterator[Look]:
        return (look for look in self.month if look.kind in kinds)


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    found: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return dict(found)
