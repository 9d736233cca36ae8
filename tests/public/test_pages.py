"""The public pages say what is declared, lead nowhere that is not there, and leave nothing behind."""

import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from borough.platform.feeds.api import contracts
from borough.platform.privacy.api import purposes
from borough.platform.registers.api import day_in_words
from borough.public import wards
from borough.public.held import every, in_days
from tests.people import sign_in
from tests.registers.world import loaded

pytestmark = pytest.mark.django_db
SYSTEMS = [contract for contract in contracts() if contract.agreement]


def page(client, address: str) -> BeautifulSoup:
    reply = client.get(address)
    assert reply.status_code == 200, address
    return BeautifulSoup(reply.content, "html.parser")


def test_no_link_of_the_public_site_is_dead(client):
    """From the home page to everywhere it leads, short of signing in."""
    loaded("wards")
    waiting, seen = ["/"], {"/"}
    while waiting:
        reply = client.get(waiting.pop())
        assert reply.status_code == 200, reply.wsgi_request.path
        assert not reply.cookies, f"{reply.wsgi_request.path} sets a cookie"
        if "html" not in reply["Content-Type"]:
            continue
        found = BeautifulSoup(reply.content, "html.parser")
        ids = {tag["id"] for tag in found.select("[id]")}
        for link in found.select("a[href]"):
            address, _, anchor = link["href"].partition("#")
            if anchor and not address:
                assert anchor in ids, f"#{anchor} on {reply.wsgi_request.path}"
            own = address.startswith("/") and not address.startswith(("/sign-in/", "/staff/"))
            if own and "?" not in address and address not in seen:
                seen.add(address)
                waiting.append(address)
    assert {"/why/", "/data/council_tax/", "/wards/kilburn/", "/design/timeline/"} <= seen


def test_every_purpose_is_told_with_its_law(client):
    shown = page(client, "/why/")
    assert [h2.text for h2 in shown.select("main h2")] == [p.name for p in purposes().values()]
    for purpose in purposes().values():
        assert purpose.basis in shown.text


def test_when_a_look_can_be_seen_is_told_once(client):
    told = {row.dd.text.strip() for row in page(client, "/why/").select(".govuk-summary-list__row")
            if row.dt.text.strip() == "When you can see that we looked"}  # fmt: skip
    assert told == {
        "You can see it at once",
        "You can see it within a month",
        "Later, so as not to spoil an inquiry (at most 3 months)",
        "Later, so as not to spoil an inquiry (at most 6 months)",
        "Later, so as not to spoil an inquiry (at most 12 months)",
        "Later, so as not to spoil an inquiry (when the authoriser says)",
        "We say so beforehand, to everybody, in the privacy notice",
        "It is not in your list: it looks at the list itself",
    }


def test_every_system_is_listed_and_every_fact_of_it_shown(client):
    listed = page(client, "/data/")
    assert len(listed.select("tbody tr")) == len(SYSTEMS) == 13
    for contract in SYSTEMS:
        shown = page(client, f"/data/{contract.slug}/")
        assert shown.h1.text.endswith(contract.title)
        assert len(shown.select("table tbody tr")) == len(contract.columns)
        assert contract.keep in shown.text


@pytest.mark.parametrize("address", ["/data/nothing/", "/wards/nowhere/", "/design/nothing/"])
def test_what_is_not_there_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("cadence", "words"),
    [
        (timedelta(days=1), "every day"),
        (timedelta(days=7), "every week"),
        (timedelta(days=31), "every month"),
        (timedelta(days=90), "every 90 days"),
        (timedelta(hours=6), "every 6 hours"),
    ],
)
def test_a_cadence_in_words(cadence, words):
    assert every(cadence) == words


def test_a_span_in_words():
    assert [in_days(timedelta(days=n)) for n in (1, 2)] == ["1 day", "2 days"]


def test_the_wards_add_up_to_the_borough():
    loaded("wards", "postcodes", "places")
    assert len(wards.wards()) == 20
    assert sum(ward.postcodes for ward in wards.wards()) == 8_213
    assert sum(ward.counts["gp"] for ward in wards.wards()) == 33


def test_the_shapes_are_open_data_with_a_page_each(client):
    loaded("wards")
    shapes = json.loads(client.get("/wards.geojson").content)
    assert len(shapes["features"]) == 20
    assert {feature["geometry"]["type"] for feature in shapes["features"]} <= {"Polygon", "MultiPolygon"}
    for feature in shapes["features"]:
        assert client.get(feature["properties"]["href"]).status_code == 200


@pytest.mark.parametrize(
    ("counted", "sentence"),
    [
        ([("A", 3), ("B", 1)], "A has the most, 3; B has the fewest, 1."),
        ([("A", 3), ("B", 3), ("C", 0)], "A and B have the most, 3; C has the fewest, none."),
    ],
)
def test_a_chart_says_who_has_most_and_least(counted, sentence):
    assert wards.most_and_least(counted) == sentence


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        ("2024-01", "January 2024"),
        ("2018-12-24", "24 December 2018"),
        ("2026-07-01", "1 July 2026"),
        ("2019", "2019"),
        ("2025-10-18 (facilities about 2022)", "18 October 2025 (facilities about 2022)"),
    ],
)
def test_the_date_of_a_source_in_words(stated, words):
    assert day_in_words(stated) == words


def test_a_ward_page_dates_its_places_in_words_and_stands_under_the_wards(client):
    loaded("wards", "places")
    shown = page(client, "/wards/belsize/")
    crumbs = [crumb.text.strip() for crumb in shown.select(".govuk-breadcrumbs li")]
    assert crumbs == ["Home", "The borough in wards", "Belsize"]
    dates = {cell.text for cell in shown.select('td[data-heading="As known on"]')}
    assert dates
    assert not {text for text in dates if "/" in text or "-" in text}


def test_the_way_to_ask_is_shown_where_there_is_one(client, settings):
    settings.CONTACT = "help@example.org"
    assert "mailto:help@example.org" in str(page(client, "/accessibility/"))
    settings.CONTACT = ""
    assert "mailto:" not in str(page(client, "/accessibility/"))


def test_the_demonstration_offers_a_way_in_and_the_live_site_does_not(client, settings):
    settings.DEMO = True
    assert "Sign in as staff" in page(client, "/").text
    sign_in(client, "officer")
    signed_in = page(client, "/")
    button = signed_in.select("main a.govuk-button--start")[-1]
    assert (button.text.strip(), button["href"]) == ("Go to the staff site", "/staff/")
    assert "Sign in as staff" not in signed_in.text
    client.logout()
    settings.DEMO = False
    assert "Sign in as staff" not in page(client, "/").text
