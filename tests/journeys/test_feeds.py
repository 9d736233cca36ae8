"""A steward finds what a feed refused, mends a row and sees it applied; at a desk, on a phone, without scripts."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from borough.platform.access.api import Role
from borough.platform.feeds.models import QuarantinedRow
from tests.feeds.conftest import world  # noqa: F401
from tests.feeds.world import WHY, World
from tests.journeys.harness import axe, fits, go, screenshot
from tests.people import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BAD = "CARD,NAME,BORN\nC1,Ann Smith,01/02/1980\nC2,Bea Okafor,31/02/1990\nC3,Bob,Khan,01/01/1990\n"


def signed_in(tab, site: str):
    """The tab of a steward who has stated why."""
    client = Client()
    sign_in(client, Role.INDEX_STEWARD, purpose="correct-a-source")
    tab.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    return tab


def test_a_steward_mends_a_row(world: World, plain, site):  # noqa: F811
    world.loads(BAD)
    tab = signed_in(plain, site)
    tab.goto("/staff/feeds/")
    go(tab.get_by_role("link", name="2", exact=True))
    go(tab.get_by_role("link", name="3", exact=True))
    go(tab.get_by_role("button", name="Mend this row"))
    tab.get_by_label("BORN").fill("28/02/1990")
    tab.get_by_label("Why").fill(WHY)
    go(tab.get_by_role("button", name="Save and apply"))
    expect(tab.get_by_text("The row is mended and applied.")).to_be_visible()
    assert world.known["C2"] == ("Bea Okafor", "1990-02-28")


def test_a_steward_reverses_a_batch(world: World, plain, site):  # noqa: F811
    batch = world.loads(BAD)
    tab = signed_in(plain, site)
    tab.goto(f"/staff/feeds/batch/{batch.id}/")
    go(tab.get_by_role("button", name="Reverse"))
    tab.get_by_label("Why").fill(WHY)
    go(tab.get_by_role("button", name="Reverse"))
    expect(tab.get_by_text("Reversed", exact=True)).to_be_visible()
    assert world.known == {}


def test_every_page_fits_and_has_nothing_for_axe_to_report(world: World, page, phone, site):  # noqa: F811
    batch = world.loads(BAD)
    world.agree(totals="pattern = 'END,(?P<count>\\d+)'")
    held = world.loads("CARD,NAME,BORN\nC1,Ann,\nEND,7\n", day=1)
    row = QuarantinedRow.objects.earliest("number").pk
    addresses = {
        "list": "", "feed": "cards/", "contract": "council_tax/contract/", "upload": "cards/upload/",
        "batch": f"batch/{batch.id}/", "held": f"batch/{held.id}/", "accept": f"batch/{held.id}/accept/",
        "quarantine": "quarantine/", "row": f"row/{row}/", "mend": f"row/{row}/mend/",
        "stored": f"batch/{batch.id}/row/2/", "leave-out": f"row/{row}/leave-out/",
    }  # fmt: skip
    for width, tab in (("desk", page), ("phone", phone)):
        signed_in(tab, site)
        for name, address in addresses.items():
            assert tab.goto(f"/staff/feeds/{address}").status == 200, address
            fits(tab)
            axe(tab)
            screenshot(tab, f"feeds-{name}-{width}")
