"""The staff door's own pages in a real browser: at a desk, on a phone, with scripts off."""

import re

import pytest
from playwright.sync_api import expect

from borough.platform.access.models import User
from borough.platform.audit import api as audit
from tests.journeys.harness import axe, fits, go, screenshot
from tests.people import sign_in, somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def enter(client, site):
    """Puts a signed-in session of this role into a tab."""

    def entered(tab, role, **options):
        client.logout()
        sign_in(client, role, **options)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}
        tab.context.add_cookies([cookie])

    return entered


def pages_of(role: str) -> list[str]:
    person = User.objects.filter(email="resident@example.org").first() or somebody("resident")
    return {
        "officer": ["/staff/", "/staff/purpose/", "/sign-in/security/"],
        "auditor": ["/staff/", "/staff/audit/", "/staff/audit/1/", "/staff/audit/people/P-1/"],
        "administrator": [
            "/staff/access/", "/staff/access/new/", f"/staff/access/{person.pk}/",
            f"/staff/access/{person.pk}/give/", f"/staff/access/{person.pk}/start-again/",
        ],
    }[role]  # fmt: skip


@pytest.mark.parametrize("role", ["officer", "auditor", "administrator"])
def test_every_page_fits_and_has_nothing_for_axe_to_report(page, phone, enter, role):
    audit.record("person.looked", actor=audit.SYSTEM, subject="P-1", purpose="tenancy", reason="T-20931",
                 detail={"fields": ["identity", "address"]})  # fmt: skip
    for width, tab in (("desk", page), ("phone", phone)):
        enter(tab, role)
        for address in pages_of(role):
            assert tab.goto(address).ok
            fits(tab)
            if tab is page:
                axe(tab)
            screenshot(tab, f"{role}{address.replace('/', '-')}{width}")


@pytest.mark.parametrize("kind", ["page", "plain"])
def test_a_purpose_is_stated_shown_and_finished(request, enter, kind):
    tab = request.getfixturevalue(kind)
    enter(tab, "housing_officer")
    tab.goto("/staff/purpose/")
    go(tab.get_by_role("button", name="Continue"))
    expect(tab.get_by_role("link", name="Select why you need to look at people")).to_be_visible()
    tab.get_by_label("Manage a council tenancy").check()
    tab.get_by_role("textbox").fill("Tenancy T-20931")
    go(tab.get_by_role("button", name="Continue"))
    stated = tab.get_by_role("region", name="Your purpose")
    expect(stated.get_by_text("Manage a council tenancy")).to_be_visible()
    screenshot(tab, f"purpose-stated-{kind}")
    if kind == "page":
        axe(tab)
    go(tab.get_by_role("button", name="Finish"))
    expect(tab.locator("h1")).to_be_visible()
    expect(stated).to_be_hidden()


def test_the_administrator_gives_a_role_and_ends_it_with_the_keyboard_alone(page, enter):
    person = somebody("resident")
    enter(page, "administrator")
    page.goto(f"/staff/access/{person.pk}/give/")
    page.get_by_label("Officer", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_label("Why they need it").focus()
    page.keyboard.type("Joined Housing")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/staff/access/{person.pk}/")
    go(page.get_by_role("link", name="End the role officer"))
    page.get_by_label("Why the role ends").fill("Left")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/staff/access/{person.pk}/")
    expect(page.get_by_text("Ended: Left")).to_be_visible()


def test_somebody_without_the_right_is_told_and_can_go_on(page, enter):
    enter(page, "officer")
    assert page.goto("/staff/audit/").status == 403
    axe(page)
    go(page.get_by_role("link", name="Go to the staff home page"))
    expect(page).to_have_url(re.compile("/staff/$"))
