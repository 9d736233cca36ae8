"""What a list shows and how it may be narrowed, declared once for the screen and for the CSV file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from django.utils.text import slugify

Value = Callable[[Any], object]


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column. `value`: the path of an attribute or key ("feed.name"), or a function of the row.

    `sort`: the field to order by (a queryset's lookup, or a path in a row); empty: not sortable.
    `link`: the address of the row behind this cell. `shown`: words or component for the screen alone.
    """

    heading: str
    value: str | Value
    sort: str = ""
    link: Callable[[Any], str] | None = None
    shown: Value | None = None
    numeric: bool = False

    @property
    def key(self) -> str:
        """Its name in the address: ?sort=date-received."""
        return slugify(self.heading)

    def of(self, row: Any) -> object:
        return self.value(row) if callable(self.value) else found(row, self.value)


@dataclass(frozen=True, kw_only=True)
class Filter:
    """A choice that narrows the list. `choices`: value and words, or a function that gives them.

    `field`: what must equal the value. `?name=value` in the address.
    """

    name: str
    label: str
    field: str
    choices: Sequence[tuple[str, str]] | Callable[[], Sequence[tuple[str, str]]]

    def options(self) -> list[tuple[str, str]]:
        return list(self.choices() if callable(self.choices) else self.choices)


@dataclass(frozen=True, kw_only=True)
class Search:
    """One box: each word typed must be somewhere in these fields, in any case."""

    fields: Sequence[str]
    label: str = "Search"
    hint: str = ""


def found(row: Any, path: str) -> object:
    """Follows a dotted path through attributes and keys; a missing step is None."""
    return reduce(_step, path.split("."), row)


def _step(thing: Any, name: str) -> Any:
    return thing.get(name) if isinstance(thing, Mapping) else getattr(thing, name, None)
