"""Where is my nearest, in a real browser: on a phone, by keyboard, with scripts off, with and without a position."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.harness import axe, fits, go, screenshot
from tests.places.conftest import REGISTERS
from tests.registers.world import loaded

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = [
    "/",
    "/nearest/",
    "/nearest/library/",
    "/nearest/library/?q=zzzz",
    "/nearest/library/NW5-2AA/",
    "/nearest/public-toilet/NW5-2AA/?open=now",
    "/nearest/everything/NW5-2AA/",
    "/nearest/sport-archery/",
    "/places/library-nw52aa/",
    "/find/?q=NW5+2AA",
    "/find/?q=SW1A+1AA",
    "/find/?q=asdfghjkl",
]


@pytest.fixture(autouse=True)
def _held(transactional_db, settings, tmp_path):
    settings.FEEDS_FOLDER = tmp_path / "kept"
    loaded(*(name for name in REGISTERS if name != "trees"))  # no page here shows one


def test_every_page_fits_and_has_nothing_for_axe_to_report(page, phone):
    for number, address in enumerate(PAGES):
        for width, tab in (("desk", page), ("phone", phone)):
            tab.goto(address)
            if "/nearest/library/NW5" in address:
                tab.get_by_role("button", name="Move and zoom the map").click()
                expect(tab.locator(".app-map__number")).to_have_count(5)
            fits(tab)
            axe(tab)
            screenshot(tab, f"nearest-{number:02}-{width}")


def test_by_keyboard_a_suggestion_then_the_answer(page):
    page.goto("/")
    box = page.get_by_role("combobox")
    box.focus()
    page.keyboard.type("libr")
    expect(page.get_by_role("option").first).to_contain_text("Libraries")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    axe(page)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Where is my nearest library?")
    page.get_by_role("combobox").focus()
    page.keyboard.type("nw5 2aa")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Libraries near NW5 2AA")
    expect(page.locator(".app-map__still svg")).to_be_visible()
    page.get_by_role("button", name="Move and zoom the map").press("Enter")
    expect(page.locator(".app-map__number")).to_have_count(5)
    expect(page.locator(".app-map__still")).to_be_hidden()


def test_with_scripts_off_from_the_front_door_to_a_place(plain):
    plain.goto("/")
    expect(plain.get_by_role("button", name="Use where I am")).to_have_count(0)
    plain.get_by_label("A kind of place").fill("libary open now near kentish town road")
    go(plain.get_by_role("button", name="Search"))
    expect(plain.locator("h1")).to_have_text("Libraries near Kentish Town Road")
    expect(plain.locator(".app-map__still svg")).to_be_visible()
    go(plain.get_by_role("link", name="Show all again"))
    go(plain.get_by_role("link", name="Show 5 more"))
    expect(plain.locator(".app-nearest__one")).to_have_count(10)
    go(plain.get_by_role("link", name="Kentish Town Library"))
    expect(plain.locator("h1")).to_contain_text("Kentish Town Library")
    expect(plain.get_by_role("heading", name="Opening hours")).to_be_visible()


def test_near_me_is_asked_on_a_press_rounded_and_refused_when_coarse(phone, telephone, site):
    telephone.grant_permissions(["geolocation"], origin=site)
    telephone.set_geolocation({"latitude": 51.5432123, "longitude": -0.1421987, "accuracy": 5_000})
    phone.goto("/nearest/library/")
    near = phone.get_by_role("button", name="Use where I am")
    near.click()
    expect(phone.locator(".app-box__told")).to_contain_text("only to within 5.0 km")
    telephone.set_geolocation({"latitude": 51.5432123, "longitude": -0.1421987, "accuracy": 20})
    phone.reload()
    go(near)
    expect(phone).to_have_url(re.compile(r"/nearest/library/51\.54320,-0\.14220/\?me=1$"))
    expect(phone.locator("h1")).to_have_text("Libraries near where you are")
    expect(phone.locator(".app-nearest__one")).to_have_count(5)
    telephone.clear_permissions()
