"""The public site in a real browser: at a desk, on a phone, with scripts off."""

import pytest

from tests.journeys.harness import axe, fits, screenshot

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = [
    "/",
    "/why/",
    "/data/",
    "/data/council_tax/",
    "/wards/",
    "/wards/bloomsbury/",
    "/accessibility/",
    "/privacy/",
    "/cookies/",
    "/design/",
    "/design/form/",
    "/nowhere/",
]


@pytest.mark.parametrize("address", PAGES)
def test_every_page_fits_and_has_nothing_for_axe_to_report(page, phone, address):
    name = address.strip("/").replace("/", "-") or "home"
    for width, tab in (("desk", page), ("phone", phone)):
        tab.goto(address)
        fits(tab)
        axe(tab)
        screenshot(tab, f"{name}-{width}")


@pytest.mark.parametrize("address", PAGES)
def test_every_page_can_be_read_with_scripts_off(plain, address):
    plain.goto(address)
    assert plain.locator("h1").count() == 1
    fits(plain)


def test_the_first_stop_of_the_keyboard_is_past_the_header(page):
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"
