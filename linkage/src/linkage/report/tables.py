"""Tables: a caption, headed columns and rows, and room to scroll sideways on a narrow screen."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from .markup import Markup, element


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[object]], text: int = 1) -> Markup:
    """The first cell of a row heads it; all but the first `text` columns are numbers, set to the right.

    Nothing where there are no rows.
    """
    its = list(rows)
    if not its:
        return Markup("")
    name = "table-" + sha256(repr((caption, columns)).encode()).hexdigest()[:8]
    head = element("tr", *(_cell("th", head, place, text, scope="col") for place, head in enumerate(columns)))
    body = (
        element(
            "tr",
            _cell("th", row[0], 0, text, scope="row"),
            *(_cell("td", value, place, text) for place, value in enumerate(row[1:], 1)),
        )
        for row in its
    )
    whole = element(
        "table", element("caption", caption, id=name), element("thead", head), element("tbody", *body)
    )
    return element("div", whole, class_="scroll", role="region", tabindex=0, aria_labelledby=name)


def _cell(tag: str, value: object, place: int, text: int, **attributes: object) -> Markup:
    shown = f"{value:,}" if isinstance(value, int) else "" if value is None else value
    return element(tag, shown, class_=None if place < text else "n", **attributes)


def share(part: float, whole: float) -> str:
    """`12.3 %`; small shares keep a digit that says something."""
    return percent(part / whole) if whole else ""


def percent(value: float) -> str:
    return "0 %" if not value else f"{value:.1%}".replace("%", " %") if value >= 0.001 else f"{value:.1g}"
