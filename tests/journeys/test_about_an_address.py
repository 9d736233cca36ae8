"""Somebody looks up where they live: by keyboard, on a phone, without scripts; and prints it."""

import re

import pytest
from playwright.sync_api import expect

from borough.platform.gazetteer.models import Address
from tests.gazetteer.world import load
from tests.journeys.harness import axe, fits, go

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def council(transactional_db, settings, tmp_path):
    settings.FEEDS_FOLDER = tmp_path
    load()


def test_an_address_is_found_read_and_saved_without_scripts(council, plain, site):
    home = Address.objects.exclude(number="").filter(flat="").order_by("uprn").first()
    plain.goto(f"{site}/my-address/")
    fits(plain)
    plain.get_by_label("Postcode, address or street").fill(home.postcode.lower().replace(" ", ""))
    go(plain.get_by_role("button", name="Find"))
    expect(plain.get_by_role("heading", name=home.postcode)).to_be_visible()
    fits(plain)
    plain.get_by_label("Your address").select_option(home.token)
    go(plain.get_by_role("button", name="Choose"))
    expect(plain.get_by_role("heading", name="Council tax")).to_be_visible()
    expect(plain).to_have_url(f"{site}/address/{home.token}/")
    fits(plain)
    go(plain.get_by_role("button", name="Save as my home"))
    expect(plain.get_by_role("button", name="Forget my home")).to_be_visible()


def test_a_mistake_is_said_and_the_page_is_usable_by_keyboard(council, page, site):
    page.goto(f"{site}/my-address/")
    box = page.get_by_role("combobox", name="Postcode, address or street")
    box.focus()
    page.keyboard.type("belsize")
    expect(page.get_by_role("option").first).to_contain_text("Belsize")
    axe(page)
    box.fill("NW99 9ZZ")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("There is no postcode NW99 9ZZ")
    axe(page)
    page.get_by_label("Postcode, address or street").fill("belsize")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Belsize Lane")).to_be_visible()
    axe(page)
    go(page.get_by_role("link", name="Belsize Lane"))
    expect(page.get_by_role("heading", name="Parking zone")).to_be_visible()
    axe(page)
    sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
    assert len(sheets) == 1
    home = Address.objects.order_by("uprn").first()
    for where in (home.token, home.postcode.replace(" ", "-")):
        page.goto(f"/address/{where}/")
        axe(page)
        fits(page)
