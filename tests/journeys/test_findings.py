"""Findings in a real browser: at a desk, on a phone, with scripts off and by keyboard."""

import pytest
from playwright.sync_api import expect

from borough.platform.privacy.api import purposes
from borough.residents.findings.models import Finding
from tests.journeys.harness import axe, fits, go
from tests.people import sign_in
from tests.residents.findings.world import looked_at, people
from tests.staff.test_findings import GAP

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def enter(client, site, monkeypatch):
    """Puts somebody with a purpose into a tab, where one finding waits."""

    def entered(tab):
        people()
        if not Finding.objects.exists():
            looked_at(monkeypatch, GAP, code="G3")
        client.logout()
        user = sign_in(client, sorted(purposes()["missing-education"].roles)[0], purpose="missing-education")
        Finding.objects.update(owner=f"user:{user.pk}")
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}
        tab.context.add_cookies([cookie])
        return f"/staff/findings/{Finding.objects.get().pk}/"

    return entered


def test_every_page_fits_and_has_nothing_for_axe_to_report(page, phone, enter):
    for tab in (page, phone):
        here = enter(tab)
        for address in ("/staff/findings/", here, f"{here}step/", f"{here}decide/", "/staff/findings/yield/"):
            assert tab.goto(address).ok
            fits(tab)
            axe(tab)


def test_a_gap_is_explained_without_scripts(plain, enter):
    here = enter(plain)
    plain.goto(here)
    go(plain.get_by_role("button", name="Decide"))
    plain.get_by_label("Nothing wrong").check()
    plain.get_by_label("File delayed").check()
    plain.get_by_label("Why", exact=True).fill("The school's file came a week late")
    go(plain.get_by_role("button", name="Decide"))
    expect(plain.get_by_text("What explained it")).to_be_visible()
