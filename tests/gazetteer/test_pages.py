"""The pages about an address: what they answer, what stands in their URLs, what is remembered."""

import json
import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from bs4 import BeautifulSoup

from borough.platform.audit.api import entries
from borough.platform.gazetteer import api as gazetteer
from borough.platform.gazetteer import loading
from borough.platform.gazetteer.models import Address
from borough.platform.places.reports.models import Report
from borough.ui import api as ui
from tests.people import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("council")]
TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(autouse=True)
def _a_tuesday_morning():
    with time_machine.travel(TUESDAY, tick=False):
        yield


@pytest.fixture
def home():
    return Address.objects.exclude(number="").filter(flat="").order_by("uprn").first()


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def section(response, heading):
    found = soup(response).find("h2", string=heading)
    assert found, f"no section {heading}"
    return found.parent.get_text(" ", strip=True)


def ask(client, text):
    return client.post("/my-address/", {"q": text})


def test_an_address_typed_leads_to_a_page_with_a_token_in_its_url(client, home):
    response = ask(client, f"{home.number} {home.street}, {home.postcode}")
    assert (response.status_code, response.url) == (303, f"/address/{home.token}/")
    assert not re.search(rf"{home.street.split()[0]}|{home.postcode.split()[0]}", response.url)


def test_a_postcode_leads_to_its_page_and_a_street_to_its(client):
    assert ask(client, "nw1 oaa").url == "/address/NW1-0AA/"
    assert ask(client, "kentish town rd").url == "/address/kentish-town-road/"


def test_every_fact_has_its_source_date_and_mark(client, home):
    page = soup(client.get(f"/address/{home.token}/"))
    sections = page.select(".app-about__section")
    assert len(sections) >= 14
    for one in sections:
        assert "Source:" in one.get_text(), one
    marked = [one.h2.get_text() for one in sections if "Demonstration data" in one.get_text()]
    assert {"Council tax", "Polling station", "Your councillors"} <= set(marked)
    assert not {"Ward", "Parking zone"} & set(marked)
    assert page.select_one('.app-about__section a[href^="/wards/"]')


def test_an_address_knows_its_band_and_polling_district_and_a_postcode_does_not(client, home):
    by_address = client.get(f"/address/{home.token}/")
    assert re.search(r"Band [A-H]: £", section(by_address, "Council tax"))
    assert "your poll card says where to vote" in section(by_address, "Polling station")
    by_postcode = client.get(f"/address/{home.postcode.replace(' ', '-')}/")
    assert not soup(by_postcode).find("h2", string="Council tax")
    assert "Choose your address to see polling station and council tax too." in by_postcode.content.decode()
    assert soup(by_postcode).select_one(f'option[value="{home.token}"]')


def test_choosing_from_the_list_leads_to_the_address(client, home):
    assert client.get("/my-address/", {"where": home.token}).url == f"/address/{home.token}/"


def test_parking_says_whether_it_is_controlled_now(client):
    page = client.get("/address/NW5-2AA/")
    assert "Parking is controlled now, until 6:30pm." in section(page, "Parking zone")
    assert "Monday to Friday 8:30am to 6:30pm. Not Saturday or Sunday." in section(page, "Parking zone")
    with time_machine.travel(datetime(2026, 12, 25, 12, tzinfo=ZoneInfo("Europe/London")), tick=False):
        assert "most likely not controlled today, Christmas Day" in section(
            client.get("/address/NW5-2AA/"), "Parking zone"
        )


def test_roadworks_that_are_over_are_left_out(client):
    data = client.get("/address/NW5-2AA.json").json()
    works = next(one for one in data["answers"] if one["register"] == "roadworks")
    assert all(fact["values"]["ends"] >= "2026-11-24" for fact in works["facts"])
    assert all(fact["metres"] <= 400 for fact in works["facts"])


def test_roadworks_under_way_come_first_then_what_starts_soonest_and_each_says_which(client):
    for where in ("NW5-2AA", "NW1-8AB", "WC1X-8NW"):
        data = client.get(f"/address/{where}.json").json()
        facts = next(one for one in data["answers"] if one["register"] == "roadworks")["facts"]
        order = [(max(fact["values"]["starts"], "2026-11-24"), fact["metres"]) for fact in facts]
        assert order == sorted(order)
        for fact in facts:
            under_way = fact["values"]["starts"] <= "2026-11-24"
            assert fact["text"].startswith("Now: " if under_way else "To come: ")


def test_the_json_has_what_the_page_has_and_no_property_number_in_its_location(client, home):
    response = client.get(f"/address/{home.token}.json")
    data = json.loads(response.content)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert data["location"]["status"] == "found"
    assert "uprn" not in data["location"]
    assert data["collections"][0]["day"] >= "2026-11-24"
    assert {"register", "facts", "source", "attribution", "licence", "demonstration"} <= set(
        data["answers"][0]
    )


def test_no_property_number_is_anywhere_in_the_json(client, home):
    said = client.get(f"/address/{home.token}.json").content.decode()
    known = {one["register"]: one for one in json.loads(said)["answers"]}
    assert known["council_tax_bands"]["facts"][0]["values"]["band"] in "ABCDEFGH"
    assert known["polling"]["facts"][0]["values"].keys() == {"district", "station", "station_address"}
    assert "key" not in known["polling"]["facts"][0]
    assert home.uprn not in said
    assert "uprn" not in said


@pytest.mark.parametrize("path", ["/api/locate?q={}", "/api/locate?q=UPRN {}"])
def test_a_property_number_leads_on_by_its_token_and_is_not_repeated(client, home, path):
    response = client.get(path.format(home.uprn))
    assert response.json()["where"] == home.token
    assert response["Cache-Control"] == "no-store"
    assert home.uprn not in response.content.decode()


def test_a_report_about_an_address_shows_its_number_to_who_answers_alone(client, home):
    path = f"/wrong/council_tax_bands/{home.token}/"
    reply = client.post(path, {"what": "other", "words": "It is band B"})
    for page in (client.get(path), client.get(reply.url)):
        assert "Council tax band of one address" in page.content.decode()
        assert home.uprn not in page.content.decode()
    sign_in(client, "register_editor")
    reported = Report.objects.get()
    assert home.uprn in client.get(f"/staff/places/reports/{reported.pk}/").content.decode()
    assert home.uprn not in client.get("/staff/places/reports/").content.decode()
    assert home.uprn not in str(list(entries().values_list("detail", flat=True)))


@pytest.mark.parametrize(("where", "status"), [("0,0", 400), ("NW99-9ZZ", 404), ("belsize", 200)])
def test_the_json_of_no_location_says_why(client, where, status):
    response = client.get(f"/address/{where}.json")
    assert response.status_code == status
    assert response.json()["location"]["reason"]


def test_the_calendar_is_one_and_is_not_there_for_a_street(client):
    response = client.get("/address/NW5-2AA/collections.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert client.get("/address/kentish-town-road/collections.ics").status_code == 404


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("NW1", "Which postcode in NW1?"),
        ("belsize", "Which belsize?"),
        ("EC1A 1AA", "outside the borough, in Islington"),
        ("M1 1AE", "www.gov.uk/find-local-council"),
        ("NW99 9ZZ", "There is no postcode NW99 9ZZ"),
        ("0,0", "a point in the Atlantic"),
        ("", "Enter a postcode, address or street"),
        ("a" * 10_000, "10,000 characters"),
        ("<script>alert(1)</script>", "We know no postcode, street or building"),
        ("///filled.count.soap", "what3words"),
    ],
)
def test_what_has_no_page_is_answered_on_the_question(client, typed, says):
    response = ask(client, typed)
    assert says in soup(response).get_text(" ", strip=True)
    assert "<script>alert" not in response.content.decode()


def test_a_url_that_names_nothing_asks_again(client):
    assert client.get("/address/NW99-9ZZ/").status_code == 404
    assert client.get("/address/nan,nan/").status_code == 400
    assert client.get("/address/a-00000000000000000000/").status_code == 404


def test_home_is_remembered_in_a_signed_cookie_and_forgotten(client, home):
    page = f"/address/{home.token}/"
    saved = client.post("/home-address/", {"where": home.token, "next": page})
    assert (saved.status_code, saved.url) == (303, page)
    cookie = saved.cookies["home"]
    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["max-age"]) == ("Lax", 365 * 24 * 3600)
    assert home.street not in cookie.value
    assert "Forget my home" in client.get(page).content.decode()
    assert "about my home" in client.get("/my-address/").content.decode()
    client.post("/home-address/", {"forget": "yes"})
    assert "about my home" not in client.get("/my-address/").content.decode()


def test_a_cookie_that_is_not_ours_is_nobodys_home(client):
    client.cookies["home"] = "NW5-2AA:forged"
    assert "about my home" not in client.get("/my-address/").content.decode()


def test_no_page_sets_a_cookie_and_another_site_cannot_set_a_home(client, home):
    assert not client.get("/my-address/").cookies
    assert not client.get("/address/NW5-2AA/").cookies
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        refused = client.post("/home-address/", {"where": home.token}, headers=headers)
        assert (refused.status_code, "home" in refused.cookies) == (403, False)
    ours = client.post("/home-address/", {"where": home.token}, headers={"Origin": "http://testserver"})
    assert "home" in ours.cookies


def test_nobody_is_sent_to_another_site(client):
    for away in ("https://evil.example/", "//evil.example", "javascript:alert(1)", "\\evil"):
        assert client.post("/home-address/", {"where": "NW5-2AA", "next": away}).url == "/my-address/"


def test_a_page_of_a_place_that_two_zones_share_asks_for_the_address(client, monkeypatch):
    from borough.platform.gazetteer.rules import making

    row = Address.objects.first()
    monkeypatch.setattr(making, "_differing_at", lambda g, code: ("parking zone",))
    text = soup(client.get(f"/address/{row.postcode.replace(' ', '-')}/")).get_text(" ", strip=True)
    assert f"Not every address in {row.postcode} has the same parking zone." in text


def test_every_fact_can_be_said_to_be_wrong_without_a_property_number_in_the_url(client, home):
    page = soup(client.get(f"/address/{home.token}/"))
    links = [link["href"] for link in page.select("a.app-about__wrong")]
    assert f"/wrong/council_tax_bands/{home.token}/" in links
    assert not any(home.uprn in link for link in links)
    for link in links:
        assert client.get(link).status_code == 200, link
    sent = client.post(f"/wrong/council_tax_bands/{home.token}/", {"what": "other", "words": "It is band C"})
    assert (sent.status_code, home.uprn in sent.url) == (302, False)
    assert client.get(sent.url).status_code == 200
    assert client.get("/wrong/council_tax_bands/a-00000000000000000000/").status_code == 404


def test_mechanisms_above_add_their_sections(client, monkeypatch):
    from borough.platform.gazetteer import sections

    monkeypatch.setattr(sections, "_provided", [])
    gazetteer.add_section(65, lambda location, now: ui.ItemSection(heading="Nearest", content=location.name))
    assert "NW5 2AA" in section(client.get("/address/NW5-2AA/"), "Nearest")


def test_the_page_about_an_address_takes_few_queries(client, home, django_assert_max_num_queries):
    client.get(f"/address/{home.token}/")
    with django_assert_max_num_queries(60):
        client.get(f"/address/{home.token}/")


def test_choosing_nothing_stays_on_the_page_of_the_postcode_and_says_so(client, home):
    address = f"/address/{home.postcode.replace(' ', '-')}/"
    response = client.get(address, {"where": ""})
    assert response.status_code == 400
    assert "Select your address" in response.content.decode()
    assert home.postcode in soup(response).h1.get_text()
    assert client.get(address, {"where": home.token}).url == f"/address/{home.token}/"


def test_a_postcode_without_addresses_says_why_its_band_is_not_shown(client):
    held = set(Address.objects.values_list("postcode", flat=True))
    bare = next(unit.code for unit in loading.gazetteer().units if unit.code not in held and unit.ward_code)
    response = client.get(f"/address/{bare.replace(' ', '-')}/")
    assert "We hold no address list for this postcode" in section(response, "Council tax")
    assert "We hold no address list for this postcode" in section(response, "Polling station")


def test_a_number_that_a_street_has_not_is_said_with_its_postcodes_to_choose_from(client, home):
    shown = soup(ask(client, f"987 {home.street}"))
    heading = shown.find("h2", id="understood").get_text()
    if heading.startswith("Which"):  # a street in several parts
        assert "We do not know number 987 in any of them." in shown.get_text()
        return
    assert heading == f"We do not know number 987 in {home.street}"
    offered = [link["href"] for link in shown.select("#understood ~ ul a")]
    assert f"/address/{home.postcode.replace(' ', '-')}/" in offered
    assert "type your postcode below" in shown.get_text(" ", strip=True)


def test_no_number_of_a_street_is_ever_passed_over(client):
    shown = soup(ask(client, "987 Mill Lane"))
    assert "We do not know number 987 in Mill Lane" in shown.get_text()
    assert shown.find("a", href="/address/mill-lane/")


def test_the_examples_of_the_question_work(client):
    hint = soup(client.get("/my-address/")).select_one(".govuk-hint").get_text()
    examples = re.search(r"For example (.+), or (.+?)\.", hint).groups()
    assert [ask(client, each).status_code for each in examples] == [303, 303]


@pytest.mark.parametrize("address", ["/", "/my-address/"])
def test_a_saved_home_is_shown_and_forgotten_where_one_begins(client, home, address):
    assert "Forget my home" not in client.get(address).content.decode()
    client.post("/home-address/", {"where": home.token, "next": address})
    shown = client.get(address)
    assert "no-store" in shown["Cache-Control"]
    assert soup(shown).find("a", string="about my home")["href"] == f"/address/{home.token}/"
    form = soup(shown).find("button", string=re.compile("Forget my home")).find_parent("form")
    sent = {field["name"]: field["value"] for field in form.select("[name]")}
    forgotten = client.post(form["action"], sent)
    assert (forgotten.status_code, forgotten.url) == (303, address)
    assert "Forget my home" not in client.get(address).content.decode()


def test_the_question_has_suggestions_of_addresses_only(client):
    form = soup(client.get("/my-address/")).select_one("form[data-module=app-box]")
    assert (form["method"], form["data-suggest"], form["data-onward"]) == (
        "post",
        "/api/suggest",
        "/address/WHERE/",
    )
    offered = client.get("/api/suggest", {"q": "kentish", "kind": form["data-kind"]}).json()["suggestions"]
    assert offered
    for each in offered:
        assert client.get(form["data-onward"].replace("WHERE", each["where"])).status_code == 200
