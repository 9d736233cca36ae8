"""Timeline, chart, map and item page: what they say to whom."""

from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup
from django.test import RequestFactory
from django.utils.safestring import mark_safe

from borough.config.settings import tile_servers
from borough.ui import api as ui
from borough.ui.components.drawing import drawn


def soup(component) -> BeautifulSoup:
    return BeautifulSoup(str(component), "html.parser")


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ({"when": date(2020, 3, 4)}, "4 March 2020"),
        ({"when": datetime(2026, 7, 1, 12, 5, tzinfo=UTC)}, "1 July 2026 at 1:05pm"),
        ({"when": datetime(2026, 1, 1, 0, 0, tzinfo=UTC)}, "1 January 2026 at 12:00am"),
        ({"when": date(2020, 3, 4), "until": date(2021, 1, 2)}, "4 March 2020 to 2 January 2021"),
        ({"when": date(2020, 3, 4), "lasting": True}, "Since 4 March 2020"),
        ({"when": None}, "Date not known"),
        ({"when": None, "lasting": True}, "Still so, start not known"),
    ],
)
def test_a_moment_is_written_in_london(event, words):
    assert ui.Event(title="Moved in", **event).time == words


def test_a_timeline_keeps_its_order_and_escapes():
    events = [
        ui.Event(title="<b>Out</b>", when=date(2021, 1, 1)),
        ui.Event(title="In", when=date(2020, 1, 1)),
    ]
    shown = soup(ui.Timeline(events=events))
    assert [p.text for p in shown.select(".app-timeline__title")] == ["<b>Out</b>", "In"]
    assert shown.select_one("time")["datetime"] == "2021-01-01"
    assert "Nothing has happened yet" in soup(ui.Timeline(events=[])).text


def test_versions_say_in_words_that_they_differ_and_only_then():
    one, other = ui.Version(value="<b>1979</b>", by="Housing"), ui.Version(value="1984", by="Libraries")
    agreed, disputed = soup(ui.Versions(versions=[one])), soup(ui.Versions(versions=[one, other]))
    assert "disagree" not in agreed.text
    assert "Systems disagree" in disputed.text
    assert [v.text for v in disputed.select(".app-versions__value")] == ["<b>1979</b>", "1984"]


POINTS = [("Bloomsbury", 120.0), ("<script>alert(1)</script>", 80.0)]


@pytest.mark.parametrize("kind", ["bar", "line"])
def test_a_chart_has_its_sentence_its_table_and_nothing_that_the_policy_forbids(kind):
    chart = ui.Chart(
        title="Homes",
        sentence="Most homes are in Bloomsbury.",
        kind=kind,
        points=POINTS,
        label_heading="Ward",
        value_heading="Homes",
    )
    shown = soup(chart)
    assert "Most homes are in Bloomsbury." in shown.figcaption.text
    assert shown.select_one("tbody tr").text.split() == ["Bloomsbury", "120"]
    assert len(shown.select("svg[aria-hidden=true]")) == 2
    assert not shown.select("script, style, [style], image, foreignObject")
    assert not [a for tag in shown.select("svg *") for a in tag.attrs if a.startswith("on")]


def test_the_same_figures_are_drawn_once():
    points = (("Once", 1.0),)
    assert drawn("bar", points, 320) is drawn("bar", points, 320)


def test_a_chart_of_nothing_still_speaks():
    chart = ui.Chart(
        title="Homes", sentence="None yet.", points=[], label_heading="Ward", value_heading="Homes"
    )
    assert "None yet." in soup(chart).text


def test_a_map_is_complete_without_its_picture(settings):
    settings.TILE_URL = "https://tiles.example.org/{z}/{x}/{y}.png"
    shown = soup(ui.Map(title="Wards", geojson="/w.geojson", places=ui.Table(rows=[["Bloomsbury"]])))
    assert shown.select_one(".app-map__places td").text == "Bloomsbury"
    canvas = shown.select_one(".app-map__canvas")
    assert canvas.has_attr("hidden")
    assert canvas["data-tiles"].startswith("https://tiles")


@pytest.mark.parametrize(
    ("url", "origins"),
    [
        ("", []),
        ("https://tiles.example.org/{z}/{x}/{y}.png", ["https://tiles.example.org"]),
        ("https://{s}.tiles.org/{z}/{x}/{y}", ["https://*.tiles.org"]),
    ],
)
def test_only_the_tile_server_is_let_through(url, origins):
    assert tile_servers(url) == origins


def test_an_item_page_shows_its_facts_by_section():
    item = ui.Item(
        title="Council tax, 1 November",
        caption="Load",
        door="public",
        status=ui.Tag(text="Applied", colour="green"),
        crumbs=[("Loads", "/loads/")],
        actions=[ui.Button(text="Reverse", variant="warning")],
        sections=[
            ui.ItemSection(
                heading="Figures", content=ui.facts({"Rows": 12_345, "Note": None}, change={"Note": "/n/"})
            ),
            ui.ItemSection(heading="Sources", content=mark_safe("<p>A file</p>"), note="Where it came from."),
            ui.ItemSection(heading="History", content=ui.Timeline(events=[])),
            ui.ItemSection(heading="Refused", content="<none>"),
        ],
    )
    request = RequestFactory().get("/loads/1/")
    request.user = None
    shown = BeautifulSoup(item.show(request).content, "html.parser")
    assert shown.h1.text.split() == ["Load", "Council", "tax,", "1", "November"]
    assert [h2.text for h2 in shown.select("main h2")] == ["Figures", "Sources", "History", "Refused"]
    assert shown.select_one(".govuk-summary-list__value").text.strip() == "12,345"
    assert shown.select_one(".govuk-summary-list__actions a").text == "Change note"
    assert [a["href"] for a in shown.select(".app-contents a")] == [
        "#figures",
        "#sources",
        "#history",
        "#refused",
    ]
    assert "<none>" in shown.text
