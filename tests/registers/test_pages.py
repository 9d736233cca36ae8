"""The public pages of a register: list, item, another day, and a helpful word where there is nothing."""

import json

import pytest
from bs4 import BeautifulSoup

from borough.platform.registers import api as registers
from tests.registers.world import EDITOR, NOW, WHY, loaded

pytestmark = pytest.mark.django_db
CAFES = """
1 | Ada | Belsize    | NW3 4XJ | 51.5478 | -0.1660 | Mo-Fr 09:00-17:00
2 | Bob | Gospel Oak | NW5 2AA | 51.5500 | -0.1405 | Mo-Su 08:00-18:00
3 | Cy  | Belsize    | NW3 4XJ |         |         |
"""


def page(client, address: str, status: int = 200) -> BeautifulSoup:
    reply = client.get(address)
    assert reply.status_code == status, address
    assert not reply.cookies
    return BeautifulSoup(reply.content, "html.parser")


def named(shown: BeautifulSoup) -> list[str]:
    return [row.find(["th", "td"]).text.strip() for row in shown.select("tbody tr")]


@pytest.fixture
def known(cafes):
    cafes.brings(CAFES, day=0)
    cafes.brings(CAFES.replace("17:00", "19:00"), day=7)
    return cafes


def test_every_register_is_listed_with_licence_and_age(client):
    loaded("borough", "toilets_osm")
    shown = page(client, "/registers/")
    assert len(named(shown)) == min(50, len(registers.registers()))
    text = shown.main.text
    assert "Open Database License v1.0" in text
    assert "14 November 2021" in text


QUERIES = """
                          | Ada Bob Cy
?q=bo                     | Bob
?ward=Belsize             | Ada Cy
?sort=-name               | Cy Bob Ada
?sort=ward                | Ada Cy Bob
?ward=nowhere             | Ada Bob Cy
?q=%27%3B--               |
"""


@pytest.mark.parametrize("line", QUERIES.strip("\n").splitlines())
def test_the_list_is_searched_filtered_and_sorted(client, known, line):
    query, _, names = line.partition("|")
    shown = page(client, f"/registers/cafes/{query.strip()}")
    assert named(shown) == names.split()


def test_the_list_and_its_map_show_the_same_items(client, known):
    shown = page(client, "/registers/cafes/?ward=Belsize")
    address = shown.select_one(".app-map__canvas")["data-geojson"]
    drawn = json.loads(client.get(address).content)
    assert [one["properties"]["name"] for one in drawn["features"]] == ["Ada", "Cy"]
    assert [a.text for a in shown.select(".app-map__places a")] == ["Ada"], "Cy is nowhere"


def test_an_item_shows_every_field_its_source_and_what_became_of_it(client, known):
    registers.amend("cafes", "1", {"note": "Ring the bell."}, by=EDITOR, why=WHY, now=NOW)
    text = page(client, "/registers/cafes/1/").main.text
    for said in (
        "Ada", "Belsize", "NW3 4XJ", "Mo-Fr 09:00-19:00", "Ring the bell.", "Amended by the council",
        "51.547800, -0.166000", "8 October 2026", "Open Government Licence v3.0", "Contains survey data.",
        "Hours: Mo-Fr 09:00-19:00, before that Mo-Fr 09:00-17:00",
    ):  # fmt: skip
        assert said in text
    assert "Maya" not in text, "who of the council did it is for staff"
    assert WHY not in text


def test_another_day_stays_asked_through_the_links_of_the_list(client, known):
    shown = page(client, "/registers/cafes/?at=2026-10-02&ward=Belsize")
    assert "As it was on 2 October 2026" in shown.main.text
    assert "Mo-Fr 09:00-17:00" in shown.main.text
    for link in shown.select("th a.app-sort, .app-list__apply a, .app-list__file a"):
        assert "at=2026-10-02" in link["href"]
    assert shown.select_one("form.app-list__controls input[name=at]")["value"] == "2026-10-02"
    item = page(client, shown.select_one("tbody a")["href"])
    assert "Mo-Fr 09:00-17:00" in item.main.text


NOTHING = """
/registers/cafe/                        | There is no such register       | /registers/cafes/
/registers/cafes/9/                     | There is no such item           | /registers/cafes/?q=9
/registers/cafes/?at=2020-01-01         | Nothing is known of 1 January 2020 | /registers/cafes/?at=2026-10-01
/registers/cafes/1/?at=2020-01-01       | Nothing is known of 1 January 2020 | /registers/cafes/
/registers/cafes/?at=yesterday          | That is not a day               | /registers/cafes/
/registers/cafes/?at=2026-02-30         | That is not a day               | /registers/cafes/
/registers/x%3Cscript%3E/               |                                 |
"""


@pytest.mark.parametrize("line", NOTHING.strip().splitlines())
def test_where_there_is_nothing_the_page_says_where_to_go(client, known, line):
    address, title, way = (part.strip() for part in line.split("|"))
    shown = page(client, address, status=404)
    assert not title or shown.h1.text == title
    assert not way or way in [a["href"] for a in shown.main.select("a")]


def test_what_is_invented_or_old_says_so_on_every_page(client, cafes):
    cafes.declare(register="demonstration = true")
    cafes.brings(CAFES, day=-400)
    for address in ("/registers/cafes/", "/registers/cafes/1/"):
        text = page(client, address).main.text
        assert "Demonstration data" in text
        assert "This register is old: it says how things were on 27 August 2025" in text
    assert "Demonstration data" in page(client, "/registers/?q=cafes").main.text
    assert json.loads(client.get("/registers/cafes/1.json").content)["about"]["demonstration"] is True


def test_freshness_says_how_much_is_known(client, known):
    shown = page(client, "/registers/freshness/")
    row = next(row for row in shown.select("tbody tr") if row.find(["th", "td"]).text.strip() == "Cafes")
    assert "67%" in row.text
    assert "8 October 2026" in row.text


def test_text_of_others_is_never_markup(client, cafes):
    cafes.brings(
        '1 | <script>alert(1)</script> | javascript:alert(1) | | 51.55 | -0.14 | http://a.example/"x'
    )
    for address in ("/registers/cafes/", "/registers/cafes/1/"):
        shown = page(client, address)
        assert "<script>alert(1)</script>" in shown.main.text
        assert not shown.main.select("script")
        assert not [a for a in shown.select("a") if a["href"].startswith("javascript")]
