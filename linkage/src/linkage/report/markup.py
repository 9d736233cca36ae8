"""HTML from parts. Whatever is not markup already is escaped, so that no value of a file can be more than text."""

from collections.abc import Iterable
from html import escape

VOID = frozenset({"meta", "br", "rect", "line", "path", "col"})


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def element(tag: str, *content: object, **attributes: object) -> Markup:
    """`element("td", value, class_="n")`; an attribute that is None is left out, `data_x` is written `data-x`."""
    named = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(str(value), quote=True)}"'
        for name, value in attributes.items()
        if value is not None
    )
    if tag in VOID:
        return Markup(f"<{tag}{named}/>")
    return Markup(f"<{tag}{named}>{together(content)}</{tag}>")


def together(parts: Iterable[object]) -> Markup:
    """One after another; None is nothing."""
    said = (part for part in parts if part is not None)
    return Markup("".join(part if isinstance(part, Markup) else escape(str(part)) for part in said))


def section(heading: str, *content: object) -> Markup:
    """Nothing at all where there is no content."""
    if not any(part for part in content if part is not None):
        return Markup("")
    name = heading.lower().replace(" ", "-")
    return element("section", element("h2", heading, id=name), *content, aria_labelledby=name)


def paragraph(*content: object) -> Markup:
    return element("p", *content)
