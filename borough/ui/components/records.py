"""Components that show facts: summary list and table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.html import strip_tags

from .base import Attributes, Component, Part


@dataclass(frozen=True, kw_only=True)
class RowAction(Part):
    """A link beside a fact ("Change"), with words that tell a screen reader which fact."""

    text: str
    href: str
    hidden_text: str = ""


@dataclass(frozen=True, kw_only=True)
class Fact(Part):
    """A key and its value, with what can be done about it."""

    key: str
    value: str
    actions: Sequence[RowAction] = ()
    key_classes: str = ""
    value_classes: str = ""
    actions_classes: str = ""


@dataclass(frozen=True, kw_only=True)
class Card(Part):
    """A box with a title around a summary list."""

    title: str = ""
    heading_level: int = 2
    actions: Sequence[RowAction] = ()
    title_classes: str = ""
    actions_classes: str = ""


@dataclass(frozen=True, kw_only=True)
class SummaryList(Component):
    """Facts about one thing, or answers to check."""

    rows: Sequence[Fact]
    card: Card | None = None

    @property
    def has_actions(self) -> bool:
        return any(row.actions for row in self.rows)


@dataclass(frozen=True, kw_only=True)
class Cell(Part):
    """One cell; `format="numeric"` puts figures under one another."""

    text: str = ""
    format: str = ""
    colspan: int | None = None
    rowspan: int | None = None

    @property
    def spans(self) -> Attributes:
        return {"colspan": self.colspan, "rowspan": self.rowspan, **self.attributes}


@dataclass(frozen=True, kw_only=True)
class Table(Component):
    """Facts about many things. The caption is its name; plain values are cells too.

    `stacked`: on a phone each row becomes a block, with the headings beside the values. A table without
    headings, or with cells that span, cannot: it scrolls within itself. No word is ever broken to fit.
    """

    rows: Sequence[Sequence[Cell | str]]
    head: Sequence[Cell | str] = ()
    caption: str = ""
    caption_classes: str = ""
    first_cell_is_header: bool = False
    stacked: bool = True

    @property
    def headings(self) -> list[Cell]:
        return list(_cells(self.head))

    @property
    def stacks(self) -> bool:
        cells = [cell for row in (self.head, *self.rows) for cell in _cells(row)]
        return self.stacked and bool(self.head) and not any(cell.colspan or cell.rowspan for cell in cells)

    @property
    def body(self) -> list[list[Cell]]:
        rows = [list(_cells(row)) for row in self.rows]
        if not self.stacks:
            return rows
        headings = [cell.text for cell in self.headings]
        return [[_under(heading, cell) for heading, cell in zip(headings, row, strict=True)] for row in rows]


def _cells(row: Sequence[Cell | str]) -> Iterator[Cell]:
    return (cell if isinstance(cell, Cell) else Cell(text=cell) for cell in row)


def _under(heading: str, cell: Cell) -> Cell:
    return replace(cell, attributes={**cell.attributes, "data-heading": strip_tags(heading)})
