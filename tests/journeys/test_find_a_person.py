"""An officer signs in, says why, types a misspelt name and sees two systems disagree: by keyboard alone, on a
phone, and with scripts off."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from borough.platform.access.demonstration import (
    PASSWORD,
    demonstration_accounts,
    make_demonstration_accounts,
)
from borough.platform.audit.models import Event
from tests.journeys.harness import axe, fits, go, screenshot
from tests.staff.world import household

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OFFICER, SOCIAL_WORKER = "officer@example.org", "social@example.org"


@pytest.fixture
def people(settings):
    settings.DEMO = True
    make_demonstration_accounts()
    return household()


def signs_in(tab, who: str = OFFICER):
    """As the demonstration says: password, then the code of the moment; on to the box, which asks why."""
    tab.goto("/staff/people/")
    tab.get_by_label("E-mail address").fill(who)
    tab.get_by_label("Password", exact=True).fill(PASSWORD)
    go(tab.get_by_role("button", name="Sign in", exact=True))
    codes = {account.email: account.code for account in demonstration_accounts(timezone.now())}
    tab.get_by_label("Security code").fill(codes[who])
    go(tab.get_by_role("button", name="Continue"))


def tabs_to(tab, selector: str):
    """Presses Tab until what is focused matches; a keyboard that cannot get there fails the test."""
    for _ in range(60):
        tab.keyboard.press("Tab")
        if tab.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"no way to {selector} with the Tab key on {tab.url}")


def enters(tab):
    with tab.expect_navigation():
        tab.keyboard.press("Enter")


def looks_right(tab, name: str, *, scripts: bool = True):
    fits(tab)
    if scripts:
        axe(tab)
    screenshot(tab, name)


def sees_the_disagreement(tab, people):
    expect(tab).to_have_url(re.compile(people["amina"].identifier))
    expect(tab.get_by_role("heading", level=1)).to_have_text(re.compile("Amina Yusuf$"))
    versions = tab.locator(".app-versions", has_text="May 1984")
    for words in ("Systems disagree", "3 May 1984", "5 March 1984"):
        expect(versions.get_by_text(words)).to_be_visible()


def test_by_keyboard_alone(page, people):
    signs_in(page)
    tabs_to(page, "[name=purpose]")
    page.keyboard.press("Space")
    tabs_to(page, "[name=reason]")
    page.keyboard.type("CRM 4410275")
    enters(page)
    tabs_to(page, "[name=text]")
    looks_right(page, "people-box-desk")
    page.keyboard.type("amena yusef nw1")
    enters(page)
    tabs_to(page, "tbody a")
    looks_right(page, "people-found-desk")
    enters(page)
    looks_right(page, "person-desk")
    sees_the_disagreement(page, people)
    page.emulate_media(media="print")
    expect(page.get_by_text("This look is entry")).to_be_visible()
    expect(page.get_by_role("navigation", name="On this page")).to_be_hidden()
    page.emulate_media(media="screen")
    page.go_back()
    expect(page.get_by_text("Amina: one letter from Amena")).to_be_visible()
    events = list(Event.objects.order_by("position").values_list("event", flat=True))
    assert events[-4:] == ["purpose.stated", "person.searched", "person.looked", "person.searched"]


@pytest.mark.parametrize("kind", ["phone", "plain"])
def test_on_a_phone_and_with_scripts_off(request, people, kind):
    tab, scripts = request.getfixturevalue(kind), kind == "phone"
    signs_in(tab, SOCIAL_WORKER)
    tab.get_by_label("Safeguard a child").check()
    tab.locator("[name=reason]").fill("MASH referral 88120")
    go(tab.get_by_role("button", name="Continue"))
    looks_right(tab, f"people-box-{kind}", scripts=scripts)
    tab.locator("[name=text]").fill("amena yusef 1984")
    go(tab.get_by_role("button", name="Search"))
    looks_right(tab, f"people-found-{kind}", scripts=scripts)
    go(tab.get_by_role("link", name="Amina Yusuf").first)
    looks_right(tab, f"person-{kind}", scripts=scripts)
    sees_the_disagreement(tab, people)


def test_the_other_states_have_nothing_for_axe_to_report(phone, people):
    signs_in(phone)
    phone.get_by_label("Serve somebody who has contacted us").check()
    phone.locator("[name=reason]").fill("CRM 4410275")
    go(phone.get_by_role("button", name="Continue"))
    go(phone.get_by_role("button", name="Search"))
    expect(phone.get_by_role("alert")).to_be_visible()
    looks_right(phone, "people-error-phone")
    phone.locator("[name=text]").fill("zebedee")
    go(phone.get_by_role("button", name="Search"))
    looks_right(phone, "people-nobody-phone")
    phone.goto(f"/staff/people/{people['hidden'].identifier}/")
    looks_right(phone, "people-not-shown-phone")
