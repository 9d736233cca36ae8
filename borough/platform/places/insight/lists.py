"""The tables of insight."""

from django.urls import reverse

from borough.ui import api as ui

CRUMBS = [("Insight", "places-insight:home")]

SOUGHT = ui.ListPage(
    name="sought",
    title="What people look for",
    sort="-looked-for",
    empty="Nothing has been counted yet. Counts are written once a minute.",
    search=ui.Search(fields=["kind", "ward"], label="Search kinds and wards"),
    columns=[
        ui.Column(heading="Kind", value="kind", sort="kind"),
        ui.Column(heading="Ward", value="ward", sort="ward"),
        ui.Column(heading="Looked for", value="asked_shown", sort="asked", numeric=True),
        ui.Column(heading="Not found", value="not_found_shown", sort="not_found", numeric=True),
        ui.Column(heading="Found, percent", value="found_rate", sort="found_rate", numeric=True),
    ],
)

_REACH = [
    ui.Column(
        heading="Within 400 m, percent", value="reach.within_400", sort="reach.within_400", numeric=True
    ),
    ui.Column(heading="Within 800 m", value="reach.within_800", sort="reach.within_800", numeric=True),
    ui.Column(heading="Within a mile", value="reach.within_mile", sort="reach.within_mile", numeric=True),
    ui.Column(heading="Middle distance, metres", value="reach.median", sort="reach.median", numeric=True),
]

COVERAGE = ui.ListPage(
    name="coverage",
    title="How near things are",
    intro="The share of homes within a straight distance of the nearest place of each kind.",
    sort="kind",
    crumbs=CRUMBS,
    empty="Nothing has been measured yet: the worker does it every hour, or borough places measure at once.",
    search=ui.Search(fields=["kind.plural"], label="Search kinds"),
    columns=[
        ui.Column(
            heading="Kind",
            value="kind.plural_title",
            sort="kind.plural_title",
            link=lambda row: reverse("places-insight:kind", args=[row.kind.slug]),
        ),
        *_REACH,
    ],
)

GAPS = ui.ListPage(
    name="gaps",
    title="Gaps",
    intro="Wards where less than half of the homes have one of the commonest kinds within 800 metres.",
    sort="within-800-m",
    crumbs=CRUMBS,
    empty="There is none.",
    search=ui.Search(fields=["kind.plural", "ward"], label="Search kinds and wards"),
    columns=[
        ui.Column(
            heading="Kind",
            value="kind.plural_title",
            sort="kind.plural_title",
            link=lambda row: reverse("places-insight:kind", args=[row.kind.slug]),
        ),
        ui.Column(heading="Ward", value="ward", sort="ward"),
        *_REACH,
    ],
)


def of_kind(name: str) -> ui.ListPage:
    """One kind by ward."""
    return ui.ListPage(
        name="coverage-by-ward",
        title=f"How near: {name}",
        intro="The share of each ward's homes within a straight distance of the nearest one.",
        sort="ward",
        crumbs=[*CRUMBS, ("How near things are", "places-insight:coverage")],
        columns=[ui.Column(heading="Ward", value="ward", sort="ward"), *_REACH],
    )
