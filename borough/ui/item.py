"""The one item page: a thing, its facts by section, what may be done with it.

return ui.Item(
    title=batch.name,
    status=ui.Tag(text="Applied", colour="green"),
    sections=[ui.ItemSection(heading="Load", content=ui.facts({"Rows": batch.rows}))],
).show(request)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify

from .components.base import Component
from .components.content import Button, Tag
from .components.records import Fact, RowAction, SummaryList
from .written import written


@dataclass(frozen=True, kw_only=True)
class ItemSection:
    """A heading and what stands under it: facts, a table, a chart. `note`: one sentence before."""

    heading: str
    content: Component | str
    note: str = ""

    @property
    def anchor(self) -> str:
        return slugify(self.heading)


@dataclass(frozen=True, kw_only=True)
class Item:
    """`caption`: what kind of thing it is. `crumbs`: words and route (or address) of each page above.

    With more than three sections the page begins with links to them.
    """

    title: str
    sections: Sequence[ItemSection]
    caption: str = ""
    intro: str = ""
    status: Tag | None = None
    crumbs: Sequence[tuple[str, str]] = ()
    actions: Sequence[Button] = ()
    door: Literal["staff", "public"] = "staff"

    def show(
        self, request: HttpRequest, context: Mapping[str, Any] | None = None, template: str = "ui/item.html"
    ) -> HttpResponse:
        shell = "ui/staff.html" if self.door == "staff" else "ui/page.html"
        return render(request, template, {"item": self, "shell": shell, **(context or {})})

    @property
    def contents(self) -> Sequence[ItemSection]:
        return self.sections if len(self.sections) > 3 else ()


def facts(values: Mapping[str, object], *, change: Mapping[str, str] | None = None) -> SummaryList:
    """A summary list of plain values, written for people. `change`: key -> address where it is changed."""

    def actions(key: str) -> list[RowAction]:
        href = (change or {}).get(key)
        return [RowAction(text="Change", href=href, hidden_text=key.lower())] if href else []

    rows = [Fact(key=key, value=written(value), actions=actions(key)) for key, value in values.items()]
    return SummaryList(rows=rows)
