"""On the page about an address: the nearest of each of the commonest kinds."""

from datetime import datetime

from django.urls import reverse
from django.utils.html import format_html

from borough.platform.gazetteer.api import Location
from borough.ui import api as ui

HEADING = "Nearest to here"
TEN = 10  # the page has much else to say


def nearest_section(location: Location, now: datetime) -> ui.ItemSection | None:
    from .answering import each_nearest

    found = each_nearest(location, now, TEN)
    if not found:
        return None
    rows = [
        [
            format_html(
                '<a class="govuk-link" href="{}">{}</a>',
                reverse("places:answer", args=[kind.slug, location.where]),
                kind.title,
            ),
            near.place.name,
            near.distance,
            near.known,
        ]
        for kind, near in found
    ]
    table = ui.Table(
        caption=HEADING,
        caption_classes="govuk-visually-hidden",
        head=["What", "The nearest", "How far", "As known"],
        rows=rows,
        first_cell_is_header=True,
    )
    return ui.ItemSection(heading=HEADING, content=table)
