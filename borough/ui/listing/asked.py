"""What somebody asked of a list, from its address. Anything that makes no sense is as if not asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from .columns import Column, Filter

LONGEST_SEARCH = 200


@dataclass(frozen=True, kw_only=True)
class Asked:
    """`sort`: a column's key, with a minus for the other way round. `page` counts from 1. `kept`: parameters
    of the page around the list, which every address of the list keeps.
    """

    words: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    sort: str = ""
    page: int = 1
    csv: bool = False
    kept: Mapping[str, str] = field(default_factory=dict)

    @property
    def column(self) -> str:
        return self.sort.removeprefix("-")

    @property
    def descending(self) -> bool:
        return self.sort.startswith("-")

    @property
    def narrowed(self) -> bool:
        return bool(self.words or self.filters)

    def address(self, **changes: object) -> str:
        """The query string of the same list with something changed."""
        asked = replace(self, **changes)  # type: ignore[arg-type]
        parts = {
            **asked.kept,
            "q": asked.words,
            **asked.filters,
            "sort": asked.sort,
            "page": str(asked.page) if asked.page > 1 else "",
            "format": "csv" if asked.csv else "",
        }
        return "?" + urlencode({name: value for name, value in parts.items() if value})


def read(
    given: Mapping[str, str],
    columns: Sequence[Column],
    filters: Sequence[Filter],
    sort: str,
    kept: Sequence[str] = (),
) -> Asked:
    """From the query parameters. `sort` is the list's own order, used when none is asked."""
    sortable = {column.key for column in columns if column.sort}
    asked_sort = given.get("sort", "")
    page = given.get("page", "1")
    chosen = {
        choice.name: given[choice.name]
        for choice in filters
        if given.get(choice.name) in {value for value, _ in choice.options()} - {""}
    }
    return Asked(
        words=given.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH],
        filters=chosen,
        sort=asked_sort if asked_sort.removeprefix("-") in sortable else sort,
        page=int(page) if page.isascii() and page.isdecimal() and 0 < len(page) < 7 else 1,
        csv=given.get("format") == "csv",
        kept={name: given[name][:LONGEST_SEARCH] for name in kept if given.get(name)},
    )
