"""The pages of what is near: what is typed is understood, said and answered, and nothing is ever empty."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from bs4 import BeautifulSoup

from borough.platform.gazetteer.api import Option

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("held")]
TUESDAY = datetime(2026, 11, 24, 15, 0, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(autouse=True)
def _on_a_tuesday_afternoon():
    with time_machine.travel(TUESDAY, tick=False):
        yield


def page(client, address: str, status: int = 200) -> BeautifulSoup:
    reply = client.get(address, follow=True)
    assert reply.status_code == status, address
    assert not reply.cookies, f"{address} sets a cookie"
    return BeautifulSoup(reply.content, "html.parser")


FOUND = """
library                       | /nearest/library/                       | Where is my nearest library?
libary                        | /nearest/library/                       | Where is my nearest library?
library near kentish town road | /nearest/library/kentish-town-road/    | Libraries near Kentish Town Road
nw52aa libraries              | /nearest/library/NW5-2AA/               | Libraries near NW5 2AA
toilets open now near NW5 2AA | /nearest/public-toilet/NW5-2AA/         | Public toilets near NW5 2AA
tube near 51.54,-0.14 | /nearest/tube-station/51.54000,-0.14000/ | Tube stations near 51.5400, -0.1400 (by NW1 0HX)
NW5 2AA                       | /find/                                  | NW5 2AA
british museum                | /find/                                  | Did you mean one of these?
kentsh town raod              | /find/                                  | Kentish Town Road
near me                       | /find/                                  | Where are you?
where can I recycle paint     | /find/                                  | Places to recycle paint
"""


@pytest.mark.parametrize("row", FOUND.strip().splitlines())
def test_the_one_box(client, row):
    text, address, heading = (cell.strip() for cell in row.split("|"))
    reply = client.get("/find/", {"q": text}, follow=True)
    assert reply.status_code == 200
    assert reply.wsgi_request.path == address
    assert BeautifulSoup(reply.content, "html.parser").h1.text == heading


def test_what_was_understood_can_be_changed(client):
    reply = client.get("/find/", {"q": "libary near nw5 2aa"}, follow=True)
    assert "We took what you typed to mean this" in reply.content.decode()
    shown = page(client, "/find/?q=NW5 2AA")
    assert shown.find("input", attrs={"name": "q"})["value"] == "NW5 2AA"


KNOWN_ELSEWHERE = """
SW1A 1AA  | SW1A 1AA is outside Camden
M1 1AE    | M1 1AE is outside Camden
BFPO 1    | is outside Camden
NW99 9ZZ  | We do not know NW99 9ZZ
asdfghjkl | We found nothing of that name
"""


@pytest.mark.parametrize("row", KNOWN_ELSEWHERE.strip().splitlines())
def test_what_is_elsewhere_is_understood(client, row):
    text, heading = (cell.strip() for cell in row.split("|"))
    shown = page(client, f"/find/?q={text}")
    assert heading in shown.h1.text
    assert "There is a problem" not in shown.text
    assert "contact the council: ." not in shown.text
    assert shown.find("a", href="/nearest/")


@pytest.mark.parametrize("text", ["\U0001f600", "\u202e", "a" * 3_000])
def test_nonsense_gets_help(client, text):
    reply = client.get("/find/", {"q": text})
    shown = BeautifulSoup(reply.content, "html.parser")
    assert reply.status_code == 400
    assert "There is a problem" in shown.text
    assert shown.find("a", href="/nearest/")


def test_what_is_typed_is_escaped(client):
    shown = client.get("/find/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in shown


def test_categories_have_only_kinds_that_can_be_answered(client):
    shown = page(client, "/nearest/")
    links = [link["href"] for link in shown.select("main a[href^='/nearest/']")]
    assert "/nearest/library/" in links
    assert "/nearest/sport-archery/" not in links
    for link in links:
        assert client.get(link).status_code == 200


def test_a_kind_without_data_says_where_else_to_look(client):
    shown = page(client, "/nearest/sport-archery/", status=404)
    assert shown.h1.text == "We have no list of places for archery yet"
    assert "Ask at a leisure centre" in shown.text
    assert page(client, "/nearest/no-such-kind/", status=404)


def test_an_underscore_leads_to_the_address(client):
    assert client.get("/nearest/public_toilet/").url == "/nearest/public-toilet/"
    assert client.get("/nearest/library/nw52aa/").url == "/nearest/library/NW5-2AA/"


def test_asking_where_says_what_is_wrong_and_offers_choices(client):
    shown = page(client, "/nearest/library/?q=zzzz", status=400)
    assert shown.select_one(".govuk-error-summary a")["href"] == "#q"
    assert shown.find("input", attrs={"name": "q"})["value"] == "zzzz"


def test_the_list_is_in_order_with_distance_minutes_and_date(client):
    shown = page(client, "/nearest/library/NW5-2AA/")
    first = shown.select_one(".app-nearest__one").text
    for words in (
        "Kentish Town Library",
        "0 metres",
        "about 1 minute on foot",
        "Open",
        "Closes at 7pm",
        "April 2025",
    ):
        assert words in first
    assert len(shown.select(".app-nearest__one")) == 5
    assert "In Islington" in shown.text
    assert "times 1.3" in shown.text
    assert shown.select_one("svg.app-qr")
    assert shown.select_one("svg.app-picture")


def test_five_more(client):
    shown = page(client, "/nearest/library/NW5-2AA/")
    more = shown.find("a", string="Show 5 more")["href"]
    assert len(page(client, more).select(".app-nearest__one")) == 10
    assert len(page(client, "/nearest/library/NW5-2AA/?n=50").select(".app-nearest__one")) == 26


@pytest.mark.parametrize("n", ["0", "-3", "x", "99999", "1e3", "²"])
def test_any_number_gives_a_list(client, n):
    assert page(client, f"/nearest/library/NW5-2AA/?n={n}").select(".app-nearest__one")


def test_the_numbers_of_the_list_are_those_of_the_map(client):
    shown = page(client, "/nearest/library/NW5-2AA/?n=3")
    data = client.get(shown.select_one("[data-geojson]")["data-geojson"]).json()
    there = [f["properties"]["name"] for f in data["features"] if "number" in f["properties"]]
    listed = [
        f"{one.select_one('.app-nearest__number').text}. {one.h3.text}"
        for one in shown.select(".app-nearest__one")
    ]
    assert there == listed
    assert data["features"][0]["properties"]["here"] is True


def test_open_now_and_at_a_time(client):
    now = page(client, "/nearest/library/NW5-2AA/?open=now&n=50")
    tags = [tag.text.strip() for tag in now.select(".app-nearest__one .govuk-tag")]
    assert tags
    assert set(tags) == {"Open"}
    assert "this is not known" in now.text
    chosen = "open=at&date-day=25&date-month=12&date-year=2026&time=11:00"
    christmas = page(client, f"/nearest/library/NW5-2AA/?{chosen}")
    assert "None of the libraries we know is open" in christmas.text or christmas.select(".app-nearest__one")


@pytest.mark.parametrize("time", ["25:00", "x", ""])
def test_a_time_that_is_none_is_said_beside_its_question(client, time):
    shown = page(
        client, f"/nearest/library/NW5-2AA/?open=at&date-day=1&date-month=12&date-year=2026&time={time}"
    )
    assert shown.select_one(".govuk-error-summary")
    assert shown.select(".app-nearest__one")


def test_only_step_free(client):
    shown = page(client, "/nearest/station/NW5-2AA/?facts=step_free&n=50")
    assert len(shown.select(".app-nearest__one")) == 7
    assert all("Step-free" in one.text for one in shown.select(".app-nearest__one"))
    assert "Of " in shown.text


def test_ones_own_pace(client):
    usual = page(client, "/nearest/library/NW5-2AA/").select(".app-nearest__far")[1].text
    slow = page(client, "/nearest/library/NW5-2AA/?pace=slow").select(".app-nearest__far")[1].text
    assert "about 13 minutes" in usual
    assert "about 20 minutes" in slow


def test_osm_is_apart_under_its_own_licence(client):
    ours = page(client, "/nearest/public-toilet/NW5-2AA/?n=50").text
    theirs = page(client, "/nearest/public-toilet-osm/NW5-2AA/").text
    assert "OpenStreetMap contributors" not in ours
    assert "OpenStreetMap contributors" in theirs
    assert "toilets mapped by volunteers" in ours


def test_outside_retired_and_partial_are_answered_with_a_sentence(client):
    assert "the middle of it" in page(client, "/nearest/gp/NW1/").select_one("main").text
    assert "no longer in use" in page(client, "/nearest/gp/EC1M-3HQ/").text
    assert page(client, "/nearest/gp/NW1/").find("a", href="/nearest/gp/NW1-0/")


def test_all_that_a_new_resident_needs(client):
    shown = page(client, "/nearest/everything/NW5-2AA/")
    first, *others = (row.th.text for row in shown.select("tbody tr"))
    assert (first, len(others)) == ("GP surgery", 12)
    assert client.get("/nearest/everything/zzzz/").status_code == 404


def test_a_place(client):
    shown = page(client, "/places/library-nw52aa/")
    assert shown.h1.text.strip().endswith("Kentish Town Library")
    assert "Closes at 7pm" in shown.text
    assert (
        len(shown.find("caption", string="The next seven days").find_parent("table").select("tbody tr")) == 7
    )
    assert shown.find("script", type="application/ld+json")
    assert "Not known" in shown.text
    assert client.get("/places/library-nw52aa/point.geojson").json()["features"][0]["id"] == "library-nw52aa"
    assert client.get("/places/nobody/").status_code == 404


def test_a_place_whose_data_is_old_says_so(client):
    assert "Nobody has confirmed this since January 2020" in page(client, "/places/pharmacy-FM035/").text


def test_hours_that_cannot_be_read_are_shown_as_given(client):
    from borough.platform.places import api as places
    from borough.platform.places.hours import read

    odd = next(p for p in places.all_places() if p.hours and not read(p.hours).known)
    shown = page(client, f"/places/{odd.id}/")
    assert "The source writes" in shown.text
    assert "Hours not known" in shown.text


def test_a_street_is_not_a_kind_and_a_name_is_not_a_street():
    from borough.platform.places import api as places

    assert places.understand("Kentish Town Road").location.name == "Kentish Town Road"
    assert places.whereabouts("euston").name == "Euston"
    assert places.understand("library").kind.key == "library"


def test_hours_that_nobody_knows_are_said_not_silently_passed_over(client):
    shown = page(client, "/nearest/pharmacy/NW5-2AA/?open=now")
    assert "We do not know the opening hours of pharmacies. Telephone before you go. NHS 111" in shown.text
    assert {tag.text.strip() for tag in shown.select(".app-nearest__one .govuk-tag")} == {"Hours not known"}


def test_those_not_known_are_shown_too_without_the_closed(client):
    narrowed = page(client, "/nearest/library/NW5-2AA/?open=now&n=50")
    more = page(client, narrowed.find("a", string="Show those too")["href"])
    assert {tag.text.strip() for tag in more.select(".app-nearest__one .govuk-tag")} == {
        "Open",
        "Hours not known",
    }


def test_the_link_to_share_keeps_the_filters(client):
    shown = page(client, "/nearest/library/NW5-2AA/?open=now&understood=1")
    assert shown.select_one(".app-keep a")["href"].endswith("/nearest/library/NW5-2AA/?open=now")


@pytest.mark.parametrize(
    "kind",
    [
        "bus-stop",
        "tree",
        "tube-station",
        "station",
        "cycle-hire",
        "ev-charge-point",
        "school-primary",
        "skate-park",
    ],
)
def test_of_what_has_no_hours_nothing_is_said_or_asked(client, kind):
    shown = page(client, f"/nearest/{kind}/NW5-2AA/?open=now")
    assert shown.select(".app-nearest__one")
    assert "ours not known" not in shown.text
    assert "opening hours" not in shown.text
    assert not shown.find("input", attrs={"name": "open"})


def test_a_place_with_hours_that_nobody_knows_says_so_and_a_stop_does_not(client):
    from borough.platform.places import api as places

    first = {kind: places.holding().by_kind[kind][0].id for kind in ("pharmacy", "bus_stop")}
    assert "Hours not known" in page(client, f"/places/{first['pharmacy']}/").text
    assert "ours not known" not in page(client, f"/places/{first['bus_stop']}/").text


def test_words_that_are_nowhere_are_said_and_where_is_asked(client):
    shown = page(client, "/find/?q=library near lost", status=400)
    assert "We did not find “lost”." in shown.select_one(".govuk-error-summary").text
    assert shown.h1.text == "Where is my nearest library?"
    assert shown.find("input", attrs={"name": "q"})["value"] == "lost"
    several = page(client, "/find/?q=school near lost")
    assert "We did not find “lost”." in several.text


@pytest.mark.parametrize("address", ["/nearest/library/50.2,-0.5/", "/nearest/library/?q=50.2,-0.5",
                                     "/find/?q=library near 50.2,-0.5"])  # fmt: skip
def test_a_point_far_away_is_asked_again_with_the_reason(client, address):
    shown = page(client, address, status=400)
    assert "from the borough, too far" in shown.select_one(".govuk-error-summary").text
    assert shown.find("input", attrs={"name": "q"})
    assert page(client, "/nearest/library/51.56,-0.35/").select(".app-nearest__one"), "12 km away is answered"


def test_beyond_ten_kilometres_nobody_is_told_minutes(client):
    far = [one.text for one in page(client, "/nearest/library/51.56,-0.42/").select(".app-nearest__far")]
    assert all("km" in one and "minute" not in one for one in far)


def test_a_point_is_headed_by_its_degrees_or_as_where_one_is(client):
    typed = page(client, "/find/?q=toilets near 51.5501,-0.1405")
    assert typed.h1.text.startswith("Public toilets near 51.5501, -0.1405 (by NW5 ")
    near_me = page(client, "/find/?q=toilets near 51.5501,-0.1405&me=1")
    assert near_me.h1.text == "Public toilets near where you are"
    assert "me=1" not in near_me.select_one(".app-keep a")["href"]
    assert page(client, "/find/?q=51.5501,-0.1405&me=1").h1.text == "Where you are"


def test_of_what_belongs_to_an_address_the_address_is_asked():
    from borough.platform.places.box import Box
    from borough.platform.places.kinds import kind

    assert Box(kind=kind("council_tax_band")).input.label.text == "What is your address?"
    assert Box(kind=kind("ward")).input.label.text == "What is your address?"
    assert Box(kind=kind("library")).input.label.text == "Where do you want libraries near?"


def test_by_wheelchair_is_not_on_foot_and_nothing_found_is_not_numbered(client):
    far = page(client, "/nearest/library/NW5-2AA/?pace=wheelchair").select(".app-nearest__far")[1].text
    assert "minutes" in far
    assert "on foot" not in far
    night = "open=at&date-day=25&date-month=12&date-year=2026&time=03:00"
    nothing = page(client, f"/nearest/library/NW5-2AA/?{night}")
    assert not nothing.select(".app-nearest__one")
    assert "None found" in nothing.text
    assert "The nearest" not in nothing.text


KNOWN = """
2018-12-24 | on 24 December 2018
2022-11    | in November 2022
2023       | in 2023
last year  | last year
"""


@pytest.mark.parametrize("row", KNOWN.strip().splitlines())
def test_on_a_day_and_in_a_month(row):
    from borough.platform.places.answering import known_on

    stated, words = (cell.strip() for cell in row.split("|"))
    assert known_on(stated) == words


def test_what_we_have_no_list_of_leads_to_who_has_one(client, settings):
    settings.CONTACT = ""
    cash = page(client, "/nearest/cash-machine/", status=404)
    assert cash.find("a", href="https://www.link.co.uk")
    assert "ask the council" not in cash.text
    settings.CONTACT = "020 7946 0000"
    paint = page(client, "/find/?q=recycle paint")
    assert paint.find("a", href="https://www.recyclenow.com")
    assert "Or ask the council: 020 7946 0000." in paint.text


def test_an_address_is_posted_and_leads_to_its_heading():
    from borough.platform.places.box import Box
    from borough.platform.places.kinds import kind

    box = Box(kind=kind("council_tax_band"))
    assert (box.method, box.action) == ("post", "/my-address/#council-tax-bands")
    assert (Box().method, Box().action) == ("get", "/find/")


ASKED_AGAIN = """
/nearest/library/?open=now&facts=step_free          | asked where
/nearest/library/?q=zzzz&open=now&facts=step_free   | not found
/find/?q=library open now step-free near zzzzqq     | not found, from the one box
/nearest/library/?q=belsize&open=now&facts=step_free | one of several
"""


@pytest.mark.parametrize("row", ASKED_AGAIN.strip().splitlines())
def test_filters_go_through_the_question_where(client, row):
    address = row.split(" | ")[0].strip()
    shown = BeautifulSoup(client.get(address, follow=True).content, "html.parser")
    form = shown.select_one("form.app-box")
    hidden = {(each["name"], each["value"]) for each in form.select("input[type=hidden]")}
    assert {("open", "now"), ("facts", "step_free")} <= hidden
    assert "open=now&facts=step_free" in form["data-onward"], "a suggestion goes on with them"
    for choice in shown.select("main ul a[href^='/nearest/library/']"):
        assert "open=now&facts=step_free" in choice["href"]
    sent = "&".join(f"{name}={value}" for name, value in hidden)
    assert client.get(f"{form['action']}?q=NW5 2AA&{sent}").url.startswith("/nearest/library/NW5-2AA/?")


@pytest.mark.parametrize("address", ["/nearest/library/?q=987 Kentish Town Road&open=now",
                                     "/find/?q=library open now near 987 kentish town road"])  # fmt: skip
def test_a_number_that_a_street_has_not_is_said(client, address):
    shown = page(client, address)
    assert shown.h1.text == "Libraries near Kentish Town Road"
    assert "We do not know number 987: this is the middle of Kentish Town Road." in shown.text
    assert shown.select_one("form.app-filters")["action"] == "/nearest/library/kentish-town-road/"
    assert "987" not in shown.select_one(".app-keep a")["href"]
    assert "987" not in shown.select_one("[data-geojson]")["data-geojson"]


def test_the_postcodes_of_that_street_are_offered(client, monkeypatch):
    """Those that have addresses; the real registers have none."""
    from borough.platform.places import finding, pages

    def found(text):
        return replace(finding.whereabouts(text), options=(Option("NW5 2AA", "NW5-2AA"),))

    monkeypatch.setattr(pages, "whereabouts", found)
    shown = page(client, "/nearest/library/?q=987 Kentish Town Road&open=now")
    assert shown.select_one("details[open] ul a")["href"] == "/nearest/library/NW5-2AA/?open=now"


def test_of_a_number_alone_it_is_said_too(client):
    assert "We do not know number 987" in page(client, "/find/?q=987 Kentish Town Road").text
