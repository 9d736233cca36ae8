"""The list page itself.

BATCHES = ui.ListPage(name="batches", title="What arrived", columns=[...], sort="-received")

@allow(READ)
def batches(request):
    return BATCHES.show(request, queries.batches())
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from borough.ui.components.fields import Option
from borough.ui.components.records import Cell, Table
from borough.ui.components.wayfinding import Pagination
from borough.ui.written import written

from . import asked, spreadsheet
from .asked import Asked
from .columns import Column, Filter, Search
from .pages import pagination
from .sources import Source, source

COUNTED = 10_000
"""Rows beyond this are said to be "more than 10,000": counting and leafing through them helps nobody."""


@dataclass(frozen=True, kw_only=True)
class ListPage:
    """A list, declared. `name` names its CSV file; `sort` is a column's key, with a minus for descending.

    `crumbs`: words and route (or address) of each page above.
    `kept`: parameters of the page that the list's own addresses keep.
    `intro` stands under the title. `empty` is said when there is nothing at all.
    """

    name: str
    title: str
    columns: Sequence[Column]
    sort: str
    filters: Sequence[Filter] = ()
    search: Search | None = None
    crumbs: Sequence[tuple[str, str]] = ()
    intro: str = ""
    empty: str = "There is nothing here yet."
    per_page: int = 50
    kept: Sequence[str] = ()
    door: Literal["staff", "public"] = "staff"

    def show(
        self,
        request: HttpRequest,
        rows: QuerySet[Any] | Sequence[Any],
        context: Mapping[str, Any] | None = None,
        template: str = "ui/list.html",
    ) -> HttpResponseBase:
        """The page, or the CSV file when the address asks for it. Two queries whatever the size."""
        asked_for = self.asked(request)
        if asked_for.csv:
            return self.file(self._narrowed(asked_for, rows))
        listing = self._read(asked_for, rows)
        shell = "ui/staff.html" if self.door == "staff" else "ui/page.html"
        return render(request, template, {"listing": listing, "shell": shell, **(context or {})})

    def asked(self, request: HttpRequest) -> Asked:
        return asked.read(request.GET, self.columns, self.filters, self.sort, self.kept)

    def read(self, request: HttpRequest, rows: QuerySet[Any] | Sequence[Any]) -> "Listing":
        """The list alone, to stand in a page of yours: `{{ listing }}`."""
        return self._read(self.asked(request), rows)

    def file(self, rows: Source) -> HttpResponseBase:
        reply = StreamingHttpResponse(spreadsheet.lines(self.columns, rows), content_type="text/csv")
        reply["Content-Disposition"] = f'attachment; filename="{self.name}-{timezone.localdate()}.csv"'
        return reply

    def _read(self, wanted: Asked, rows: QuerySet[Any] | Sequence[Any]) -> "Listing":
        narrowed = self._narrowed(wanted, rows)
        count = narrowed.count(COUNTED + 1)
        last = max(1, -(-min(count, COUNTED) // self.per_page))
        page = min(wanted.page, last)
        cut = narrowed.cut((page - 1) * self.per_page, page * self.per_page)
        return Listing(declared=self, asked=wanted, rows=cut, count=count, page=page, last=last)

    def _narrowed(self, wanted: Asked, rows: QuerySet[Any] | Sequence[Any]) -> Source:
        found = source(rows)
        fields = {choice.name: choice.field for choice in self.filters}
        for name, value in wanted.filters.items():
            found = found.where(fields[name], value)
        if self.search and wanted.words:
            found = found.with_words(wanted.words.split(), self.search.fields)
        sorts = {column.key: column.sort for column in self.columns if column.sort}
        if wanted.column in sorts:
            found = found.by(sorts[wanted.column], descending=wanted.descending)
        return found


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A list as asked for: one page of its rows, and the ways on from it."""

    declared: ListPage
    asked: Asked
    rows: Sequence[Any] = field(repr=False)
    count: int
    page: int
    last: int

    @property
    def counted(self) -> str:
        """ "1 result", "24 results", "More than 10,000 results"."""
        if self.count > COUNTED:
            return f"More than {COUNTED:,} results"
        return f"{self.count:,} result{'' if self.count == 1 else 's'}"

    @property
    def span(self) -> str:
        """Which of them this page shows, when there are more pages."""
        first = (self.page - 1) * self.declared.per_page + 1
        return f"showing {first:,} to {first + len(self.rows) - 1:,}" if self.last > 1 else ""

    @property
    def capped(self) -> bool:
        return self.count > COUNTED

    @property
    def everything(self) -> str:
        """The address of the list without search and filters."""
        return self.asked.address(words="", filters={}, page=1)

    @property
    def csv_address(self) -> str:
        return self.asked.address(csv=True, page=1)

    @property
    def pagination(self) -> Pagination | None:
        return pagination(self.page, self.last, lambda page: self.asked.address(page=page))

    @property
    def filters(self) -> list[tuple[Filter, list[Option]]]:
        """Each filter with its options; the first is for no choice."""
        return [(choice, self._options(choice)) for choice in self.declared.filters]

    def _options(self, choice: Filter) -> list[Option]:
        chosen = self.asked.filters.get(choice.name, "")
        return [
            Option(text=words, value=value, selected=value == chosen)
            for value, words in [("", "All"), *choice.options()]
        ]

    @property
    def table(self) -> Table:
        return Table(
            caption=self.declared.title,
            caption_classes="govuk-visually-hidden",
            head=[self._heading(column) for column in self.declared.columns],
            rows=[[_cell(column, row) for column in self.declared.columns] for row in self.rows],
        )

    def _heading(self, column: Column) -> Cell:
        kind = "numeric" if column.numeric else ""
        if not column.sort:
            return Cell(text=column.heading, format=kind)
        sorted_by = self.asked.column == column.key
        down = sorted_by and self.asked.descending
        href = self.asked.address(sort=column.key if down or not sorted_by else f"-{column.key}", page=1)
        way = ("descending" if down else "ascending") if sorted_by else "none"
        link = '<a class="govuk-link app-sort app-sort--{}" href="{}">{}</a>'
        text = format_html(link, way, href, column.heading)
        return Cell(text=text, format=kind, attributes={"aria-sort": way})

    def __html__(self) -> SafeString:
        return render_to_string("ui/listing.html", {"listing": self, "declared": self.declared})

    def __str__(self) -> str:
        return self.__html__()


def _cell(column: Column, row: Any) -> Cell:
    text = written(column.shown(row) if column.shown else column.of(row))
    if column.link:
        text = format_html('<a class="govuk-link" href="{}">{}</a>', column.link(row), text)
    return Cell(text=text, format="numeric" if column.numeric else "")
