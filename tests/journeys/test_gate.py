"""Shields and emergency access in a real browser: at a desk, on a phone, with scripts off, by keyboard."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from borough.platform.privacy.models import Glass
from borough.residents.shield.models import Shield
from tests.journeys.harness import axe, fits, go, screenshot
from tests.people import sign_in
from tests.shield.world import shielded
from tests.staff.world import household

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def signed_in(tab, site: str, role: str, **options):
    client = Client()
    sign_in(client, role, **options)
    tab.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    return tab


def test_two_people_shield_somebody_without_scripts(plain, site):
    amina = household()["amina"]
    lead = signed_in(plain, site, "safeguarding_lead")
    lead.goto("/staff/shields/")
    go(lead.get_by_role("button", name="Shield a person"))
    lead.get_by_label("The person's identifier").fill(amina.identifier)
    lead.get_by_label("Fled violence").check()
    lead.get_by_label("Reference of the decision").fill("MARAC 2026/17")
    go(lead.get_by_role("button", name="Shield this person"))
    expect(lead.get_by_text("Somebody else has to confirm it: you set it.")).to_be_visible()
    second = signed_in(plain, site, "privacy_officer")
    second.goto("/staff/")
    go(second.get_by_role("link", name="1 shield to be confirmed"))
    go(second.get_by_role("link", name=str(Shield.objects.get().pk), exact=True))
    go(second.get_by_role("button", name="Confirm this shield"))
    expect(second.locator(".govuk-tag", has_text="In force")).to_be_visible()


def test_the_glass_is_broken_by_keyboard_and_its_open_page_goes_blank(page, site):
    people = household()
    tab = signed_in(page, site, "officer")
    tab.goto("/staff/emergency/")
    tab.get_by_label("Safeguard a child").focus()
    tab.keyboard.press("Space")
    tab.get_by_label("Reference").focus()
    tab.keyboard.type("Ambulance 4471")
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    tab.clock.install()
    tab.goto(f"/staff/people/{people['amina'].identifier}/")
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Amina Yusuf")
    tab.clock.fast_forward(4 * 3600 * 1000 + 1000)
    expect(tab.get_by_text("Your emergency access has ended")).to_be_visible()
    expect(tab.get_by_text("Amina Yusuf")).to_have_count(0)


def test_every_page_fits_and_has_nothing_for_axe_to_report(page, phone, site):
    its = shielded(household()["amina"])
    now = timezone.now()
    glass = Glass.objects.create(
        broken_by="user:9", broken_by_name="Olu", purpose="emergency", reason="Incident 2027-02", at=now,
        due=timezone.localdate() - timedelta(days=1),
    )  # fmt: skip
    addresses = {
        "safeguarding_lead": {
            "shields": "/staff/shields/", "new": "/staff/shields/new/", "one": f"/staff/shields/{its.pk}/",
            "lift": f"/staff/shields/{its.pk}/lift/", "name": f"/staff/shields/{its.pk}/name/",
            "apart": "/staff/shields/apart/", "break": "/staff/emergency/",
        },
        "privacy_officer": {
            "home": "/staff/", "to-confirm": f"/staff/shields/{its.pk}/", "reviews": "/staff/emergency/reviews/",
            "review": f"/staff/emergency/reviews/{glass.pk}/",
        },
    }  # fmt: skip
    for width, tab in (("desk", page), ("phone", phone)):
        for role, its_pages in addresses.items():
            signed_in(tab, site, role)
            for name, address in its_pages.items():
                assert tab.goto(address).status == 200, address
                fits(tab)
                axe(tab)
                screenshot(tab, f"gate-{name}-{width}")
