"""Where a list's rows come from: a queryset, or rows in memory. Both are narrowed, sorted and cut alike."""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any, Protocol, Self

from django.db.models import F, Q, QuerySet

from .columns import found

CHUNK = 2_000


class Source(Protocol):
    """Rows that are not fetched until they are cut."""

    def where(self, field: str, value: str) -> Self: ...
    def with_words(self, words: Sequence[str], fields: Sequence[str]) -> Self: ...
    def by(self, field: str, *, descending: bool) -> Self: ...
    def count(self, at_most: int) -> int: ...
    def cut(self, start: int, stop: int) -> Sequence[Any]: ...
    def __iter__(self) -> Iterator[Any]: ...


class Query:
    """A queryset. One query to count (never beyond the limit), one for a page."""

    def __init__(self, rows: QuerySet[Any]) -> None:
        self.rows = rows

    def where(self, field: str, value: str) -> "Query":
        return Query(self.rows.filter(**{field: value}))

    def with_words(self, words: Sequence[str], fields: Sequence[str]) -> "Query":
        each = (reduce(or_, (Q(**{f"{field}__icontains": word}) for field in fields)) for word in words)
        return Query(self.rows.filter(reduce(and_, each)))

    def by(self, field: str, *, descending: bool) -> "Query":
        """Empty values last, and the key at the end: the same row never stands on two pages."""
        column = F(field.replace(".", "__"))
        order = column.desc(nulls_last=True) if descending else column.asc(nulls_last=True)
        return Query(self.rows.order_by(order, "pk"))

    def count(self, at_most: int) -> int:
        return self.rows.order_by()[:at_most].count()

    def cut(self, start: int, stop: int) -> Sequence[Any]:
        rows = self.rows if self.rows.ordered else self.rows.order_by("pk")
        return list(rows[start:stop])

    def __iter__(self) -> Iterator[Any]:
        return self.rows.iterator(chunk_size=CHUNK)


class Rows:
    """Rows in memory: dataclasses or mappings."""

    def __init__(self, rows: Sequence[Any]) -> None:
        self.rows = rows

    def where(self, field: str, value: str) -> "Rows":
        return Rows([row for row in self.rows if str(found(row, field)) == value])

    def with_words(self, words: Sequence[str], fields: Sequence[str]) -> "Rows":
        def text(row: Any) -> str:
            return "\n".join(str(found(row, field) or "") for field in fields).casefold()

        return Rows([row for row in self.rows if all(word.casefold() in text(row) for word in words)])

    def by(self, field: str, *, descending: bool) -> "Rows":
        known = [row for row in self.rows if found(row, field) is not None]
        unknown = [row for row in self.rows if found(row, field) is None]
        return Rows(sorted(known, key=lambda row: _order(found(row, field)), reverse=descending) + unknown)

    def count(self, at_most: int) -> int:
        return min(len(self.rows), at_most)

    def cut(self, start: int, stop: int) -> Sequence[Any]:
        return self.rows[start:stop]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)


def _order(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def source(rows: QuerySet[Any] | Sequence[Any]) -> Source:
    if isinstance(rows, QuerySet):
        return Query(rows)
    return Rows([rows] if isinstance(rows, Mapping) else rows)
