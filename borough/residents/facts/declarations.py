"""The kinds of fact, as `facts.toml` declares them. A wrong entry stops the start and is named."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from borough.residents.gates import opened_by

FILE = Path(__file__).with_name("facts.toml")
COLUMNS = ("since", "until", "says", "also", "on", "amount", "rate", "within")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of fact of one feed; the file explains each field."""

    feed: str
    name: str
    people: tuple[int, ...] = (1,)
    where: dict[str, list[str]] = field(default_factory=dict)
    where_given: str = ""
    since: str = ""
    until: str = ""
    says: str = ""
    also: str = ""
    on: str = ""
    amount: str = ""
    rate: str = ""
    within: str = ""
    place: bool = True
    law: str = ""
    purposes: tuple[str, ...] = ()

    @property
    def fields(self) -> set[str]:
        """The columns of the feed that it is made from."""
        own = {getattr(self, name) for name in COLUMNS} | set(self.where) | {self.where_given}
        return own - {""}


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind, in the order of the file. Raises ValueError naming a wrong entry."""
    table = tomllib.loads(FILE.read_text())
    return tuple(_kind(feed, name, entry) for feed, its in table.items() for name, entry in its.items())


def _kind(feed: str, name: str, entry: dict[str, Any]) -> Kind:
    lists: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
    }
    try:
        return Kind(feed=feed, name=name, **lists)
    except TypeError as wrong:
        raise ValueError(f"{FILE.name}, [{feed}.{name}]: {wrong}") from wrong


def open_kinds(purpose: str) -> tuple[Kind, ...]:
    """The kinds that this purpose may read: those of the sources it opens, and those opened by their own law."""
    feeds = opened_by(purpose).feeds
    return tuple(kind for kind in kinds() if (purpose in kind.purposes if kind.law else kind.feed in feeds))
