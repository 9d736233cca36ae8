"""Registers in a real browser: somebody finds an item, another day and a file; an editor sees what a file changes."""

import re

import pytest
from django.test import Client
from playwright.sync_api import expect

from borough.platform.access.api import Role
from borough.platform.feeds import contracts
from tests.journeys.harness import axe, fits, go, screenshot
from tests.people import sign_in
from tests.registers.test_previewing import NEXT, TODAY
from tests.registers.world import Cafes, loaded

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cafes(tmp_path, monkeypatch) -> Cafes:
    incoming = tmp_path / "incoming"
    incoming.mkdir()
    monkeypatch.setattr(contracts, "_contracts", dict(contracts._contracts))
    cafes = Cafes(incoming).declare(top="preview = true")
    cafes.brings(TODAY)
    return cafes


PAGES = ["/registers/", "/registers/freshness/", "/registers/cafes/", "/registers/cafes/1/", "/registers/caf/",
         "/registers/wards/", "/registers/cafes/?at=2026-10-02", "/registers/cafes/?at=1999-01-01"]  # fmt: skip


def test_every_page_fits_has_nothing_for_axe_and_needs_no_script(cafes, page, phone, plain):
    loaded("wards")
    for address in PAGES:
        for width, tab in (("desk", page), ("phone", phone)):
            tab.goto(address)
            fits(tab)
            axe(tab)
            screenshot(tab, f"{re.sub('[^a-z0-9]+', '-', address).strip('-')}-{width}")
        plain.goto(address)
        expect(plain.locator("h1")).to_have_count(1)


def test_somebody_finds_an_item_and_how_it_was(cafes, plain):
    plain.goto("/registers/")
    plain.get_by_label("Search").fill("coffee")
    go(plain.get_by_role("button", name="Apply"))
    go(plain.get_by_role("link", name="Cafes", exact=True))
    plain.get_by_label("Ward").select_option("Gospel Oak")
    go(plain.get_by_role("button", name="Apply"))
    plain.locator("details summary").click()
    plain.get_by_label("Day").fill("2 October 2026")
    go(plain.get_by_role("button", name="Show that day"))
    expect(plain.get_by_role("main")).to_contain_text("As it was on 2 October 2026")
    go(plain.locator("tbody").get_by_role("link", name="Bob"))
    expect(plain.locator("h1")).to_contain_text("Bob")
    expect(plain.get_by_role("main")).to_contain_text("Mo-Su 08:00-18:00")


def test_the_map_shows_what_the_list_shows(cafes, page):
    page.goto("/registers/cafes/?ward=Belsize")
    expect(page.locator(".app-map__canvas path")).to_have_count(3)
    go(page.locator(".app-map__places").get_by_role("link", name="Cy"))
    expect(page.locator(".app-map__canvas path")).to_have_count(1)


def test_a_register_is_taken_away(cafes, page):
    page.goto("/registers/cafes/")
    with page.expect_download() as download:
        page.get_by_role("link", name="All of it as Parquet").click()
    assert download.value.suggested_filename == "cafes.parquet"


def test_an_editor_sees_what_a_file_changes_accepts_it_and_takes_it_back(cafes, phone, site):
    cafes.sends(NEXT, day=7)
    client = Client()
    sign_in(client, Role.REGISTER_EDITOR)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}
    phone.context.add_cookies([cookie])
    phone.goto("/staff/registers/cafes/")
    go(phone.locator("tbody tr", has_text="Waits").get_by_role("link").first)
    for heading in ("Possible duplicates", "Moved more than 50 metres", "Hours that change", "Gone", "New"):
        expect(phone.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    fits(phone)
    axe(phone)
    go(phone.get_by_role("button", name="Accept"))
    phone.get_by_label("Why").fill("The survey of October is right.")
    go(phone.get_by_role("button", name="Accept"))
    expect(phone.get_by_role("main")).to_contain_text("The file is taken in.")
    assert "5" in cafes.says()
    go(phone.get_by_role("button", name="Take back"))
    phone.get_by_label("Why").fill("They sent the wrong file.")
    go(phone.get_by_role("button", name="Take back"))
    expect(phone.get_by_role("main")).to_contain_text("The file is taken back.")
    assert "5" not in cafes.says()
