"""The snippet that puts "find your nearest" on another site: one plain form, and a script that is not needed."""

from dataclasses import dataclass

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html

from borough.platform.places import holding
from borough.platform.places.kinds import Kind, kinds
from borough.ui import api as ui


@dataclass(frozen=True)
class Snippet:
    """`html`: what goes into the other page. `kind`: of what it finds the nearest."""

    kind: Kind
    html: str


def select(chosen: str) -> ui.Select:
    """The question of the page."""
    options = [ui.Option(value=value, text=words, selected=value == chosen) for value, words in choices()]
    return ui.Select(id="kind", name="kind", label=ui.Label(text="Nearest what?"), items=options)


def choices() -> list[tuple[str, str]]:
    """The kinds that have places."""
    held = holding.holding().by_kind
    found = [(kind.slug, kind.plural_title) for kind in kinds().kinds.values() if kind.key in held]
    return sorted(found, key=lambda pair: pair[1].casefold())


def snippet(kind: Kind, origin: str) -> Snippet:
    """`origin`: https://host of this council. Without the script it is a form that leads to our page."""
    html = format_html(
        '<form class="borough-nearest" action="{}{}" method="get" data-kind="{}">\n'
        '  <label for="borough-nearest-{}">Find your nearest {}: postcode or street</label>\n'
        '  <input id="borough-nearest-{}" name="q" type="text" autocomplete="postal-code" required>\n'
        "  <button>Find</button>\n"
        "</form>\n"
        '<script src="{}{}" async></script>',
        origin, reverse("places:ask", args=[kind.slug]), kind.key, kind.slug, kind.name, kind.slug,
        origin, static("places/widget.js"),
    )  # fmt: skip
    return Snippet(kind, html)
