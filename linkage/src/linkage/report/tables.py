"""Tables: a caption, headed columns and rows, and room to scroll sideways on a narrow screen."""

import math
from collections.abc import Iterable, Sequence
from hashlib import sha256

from .markup import Markup, element


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Markup:
    """The first cell of a row heads it. A column named `#Pairs` is of numbers, set to the right.

    Nothing where there are no rows.
    """
    its = list(rows)
    if not its:
        return Markup("")
    name = "table-" + sha256(repr((caption, columns)).encode()).hexdigest()[:8]
    kinds = ["n" if head.startswith("#") else None for head in columns]
    heads = (
        element("th", its.lstrip("#"), scope="col", class_=kind)
        for its, kind in zip(columns, kinds, strict=True)
    )
    body = (_row(row, kinds) for row in its)
    whole = element(
        "table",
        element("caption", caption, id=name),
        element("thead", element("tr", *heads)),
        element("tbody", *body),
    )
    return element("div", whole, class_="scroll", role="region", tabindex=0, aria_labelledby=name)


def _row(row: Sequence[object], kinds: Sequence[str | None]) -> Markup:
    first, *others = (f"{value:,}" if isinstance(value, int) else value for value in row)
    cells = (element("td", value, class_=kind) for value, kind in zip(others, kinds[1:], strict=True))
    return element("tr", element("th", first, scope="row", class_=kinds[0]), *cells)


def share(part: float, whole: float) -> str:
    """`12.3 %`; small shares keep a digit that says something."""
    return percent(part / whole) if whole else ""


def percent(value: float) -> str:
    """Written out, with one digit that says something: `0.004 %`; what is smaller than that is told as such."""
    if value >= 0.001 or not value:
        return f"{100 * value:.1f}\N{NO-BREAK SPACE}%" if value else "0\N{NO-BREAK SPACE}%"
    if value < 1e-6:
        return "under 0.0001\N{NO-BREAK SPACE}%"
    return f"{100 * value:.{math.ceil(-math.log10(100 * value))}f}\N{NO-BREAK SPACE}%"
