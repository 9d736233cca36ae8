"""The pages of the wards: the list with its map and its chart, and one ward."""

from django.urls import reverse

from borough.ui import api as ui

from .wards import SHOWN, Place, Ward, most_and_least, places_in, shapes, wards


def _address(ward: Ward) -> str:
    return reverse("public:ward", args=[ward.slug])


LIST = ui.ListPage(
    name="wards",
    title="The borough in wards",
    door="public",
    sort="ward",
    crumbs=[("Home", "public:home")],
    search=ui.Search(fields=["name"], label="Search the wards"),
    columns=[
        ui.Column(
            heading="Ward",
            value="name",
            sort="name",
            link=lambda row: reverse("public:ward", args=[row.slug]),
        ),
        *[
            ui.Column(heading=words, value=f"counts.{kind}", sort=f"counts.{kind}", numeric=True)
            for kind, words in SHOWN.items()
        ],
        ui.Column(heading="Postcodes", value="postcodes", sort="postcodes", numeric=True),
    ],
)


def picture() -> ui.Map:
    """Every ward on the map, with the same wards as links beside it."""
    links = [(ward.name, _address(ward)) for ward in wards()]
    return ui.Map(
        title=f"The {len(links)} wards",
        geojson=reverse("public:ward_shapes"),
        places=ui.Links(links=links),
    )


def chart() -> ui.Chart | None:
    """None before there is a ward to count."""
    if not wards():
        return None
    counted = sorted(((ward.name, ward.health) for ward in wards()), key=lambda pair: -pair[1])
    return ui.Chart(
        title="GP surgeries, dentists and pharmacies by ward",
        sentence=most_and_least(counted),
        points=counted,
        label_heading="Ward",
        value_heading="Places",
    )


def item(ward: Ward) -> ui.Item:
    found = places_in(ward.code)
    counts = {words: ward.counts[kind] for kind, words in SHOWN.items()}
    by_kind = [
        ui.ItemSection(heading=words, content=_table(words, [place for place in found if place.kind == kind]))
        for kind, words in SHOWN.items()
        if ward.counts[kind]
    ]
    summary = ui.ItemSection(heading="In figures", content=ui.facts({"Postcodes": ward.postcodes, **counts}))
    return ui.Item(
        title=ward.name,
        caption="Ward",
        door="public",
        crumbs=[("Home", "public:home"), ("The borough in wards", "public:wards")],
        sections=[summary, *by_kind],
    )


def geojson() -> dict[str, object]:
    return shapes({ward.code: _address(ward) for ward in wards()})


def _table(caption: str, places: list[Place]) -> ui.Table:
    return ui.Table(
        caption=caption,
        caption_classes="govuk-visually-hidden",
        first_cell_is_header=True,
        head=["Name", "Address", "Postcode", "As known on"],
        rows=[[ui.written(text) for text in (p.name, p.address, p.postcode, p.dated)] for p in places],
    )
