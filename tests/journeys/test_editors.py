"""Somebody before a locked library says so; an editor puts the hours right; another site finds the nearest."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from borough.platform.access.api import Role
from borough.platform.audit.api import SYSTEM
from borough.platform.places.for_others.widget import snippet
from borough.platform.places.kinds import kind
from borough.platform.places.reports.operations import report
from borough.platform.places.reports.subjects import subject
from borough.platform.registers import api as registers
from tests.journeys.harness import axe, fits, go, screenshot
from tests.people import sign_in
from tests.places.conftest import places  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KENTISH = "library-nw52aa"
RIGHT = "Mo-Th 10:00-19:00; Fr 10:00-17:00; Sa 11:00-17:00; PH off"


def editor(tab, site: str):
    client = Client()
    sign_in(client, Role.REGISTER_EDITOR)
    tab.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    return tab


@pytest.mark.usefixtures("places")
def test_without_scripts_what_is_wrong_is_said_and_put_right(plain, site):
    cache.clear()
    plain.goto(f"/places/{KENTISH}/wrong/")
    plain.get_by_label("The opening hours").check()
    plain.get_by_label("How is it really?").fill("It was shut on Wednesday at nine")
    plain.get_by_label("Your e-mail address").fill("ayo@example.org")
    go(plain.get_by_role("button", name="Send"))
    expect(plain.get_by_role("heading", name="Thank you")).to_be_visible()
    tab = editor(plain, site)
    tab.goto("/staff/places/reports/?state=waits")
    go(tab.get_by_role("link", name="Kentish Town Library"))
    tab.get_by_label("They are right").check()
    tab.get_by_label("The right hours").fill(RIGHT)
    tab.get_by_label("Your answer").fill("Wednesday is 10am to 7pm now. Thank you.")
    go(tab.get_by_role("button", name="Answer"))
    expect(tab.get_by_text("the sender is being written to")).to_be_visible()
    go(tab.get_by_role("link", name="Your report about Kentish Town Library"))
    expect(tab.get_by_text("Wednesday is 10am to 7pm now").first).to_be_visible()
    assert registers.item("places", KENTISH).values["opening_hours"].startswith("Mo-Th 10:00")


@pytest.mark.usefixtures("places")
def test_an_editor_changes_the_hours_and_undoes_it(page, site):
    tab = editor(page, site)
    tab.goto(f"/staff/places/{KENTISH}/")
    go(tab.get_by_role("button", name="Edit", exact=True))
    tab.get_by_label("Opening hours").fill(RIGHT)
    go(tab.get_by_role("button", name="Keep as a draft"))
    screenshot(tab, "draft")
    axe(tab)
    expect(
        tab.get_by_role("row", name="Wednesday 10am to 7pm").or_(tab.get_by_text("10am to 7pm").first)
    ).to_be_visible()
    tab.get_by_label("Why").fill("The librarian telephoned today")
    tab.get_by_label("On a day").check()
    expect(tab.get_by_label("Day", exact=True)).to_be_visible()
    axe(tab)
    tab.get_by_label("Now", exact=True).check()
    go(tab.get_by_role("button", name="Publish"))
    expect(tab.get_by_text("Published.")).to_be_visible()
    go(tab.get_by_role("link", name="Amended by the council: undo"))
    tab.get_by_label("Why").fill("It was another library")
    go(tab.get_by_role("button", name="Save"))
    expect(tab.get_by_text("Taken back.")).to_be_visible()


@pytest.mark.usefixtures("places")
def test_every_page_of_an_editor_fits_and_has_nothing_for_axe_to_report(page, phone, site):
    given = {"what": "hours", "words": "Opens at ten", "email": ""}
    made = report(subject(KENTISH), given, by=SYSTEM, now=timezone.now())
    routes = {
        "list": "", "kinds": "kinds/", "new": "new/", "many": "exceptions/", "place": f"{KENTISH}/",
        "edit": f"{KENTISH}/edit/", "exception": f"{KENTISH}/exception/", "status": f"{KENTISH}/status/",
        "merge": f"{KENTISH}/merge/", "reports": "reports/", "report": f"reports/{made.pk}/",
    }  # fmt: skip
    for tab, width in ((editor(page, site), 1280), (editor(phone, site), 360)):
        for name, route in routes.items():
            tab.goto(f"/staff/places/{route}")
            fits(tab)
            if width == 1280:
                axe(tab)
            screenshot(tab, f"editors-{name}-{width}")
        tab.goto("/staff/insight/")
        axe(tab)
        fits(tab)
        for public in ("/api", "/widget/?kind=library", f"/places/{KENTISH}/wrong/"):
            tab.goto(public)
            axe(tab)
            fits(tab)


@pytest.fixture
def other_site(site) -> Iterator[str]:
    """A bare page of somebody else, from another origin, with the lines that `/widget/` makes."""
    lines = snippet(kind("library"), site).html
    page = f'<!doctype html><html lang="en"><title>Our street</title><main><h1>Our street</h1>{lines}</main></html>'

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *said: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.usefixtures("places")
def test_the_widget_answers_on_a_bare_page_of_another_site_and_leads_on_without_scripts(
    page, plain, other_site
):
    list(registers.load_registers("postcodes", "postcodes_outside", "postcodes_old", "streets", "wards", "borough",
                                  "cpz", "lsoa", "msoa"))  # fmt: skip
    page.goto(other_site)
    page.get_by_label("Find your nearest library").fill("NW5 2AA")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("status").get_by_role("link", name="Kentish Town Library")).to_be_visible()
    axe(page)
    screenshot(page, "widget")
    assert page.context.cookies(other_site) == []
    page.get_by_label("Find your nearest library").fill("zz99 9zz")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("status")).to_contain_text("Look on the council’s page")
    plain.goto(other_site)
    plain.get_by_label("Find your nearest library").fill("NW5 2AA")
    go(plain.get_by_role("button", name="Find"))
    expect(plain.get_by_role("heading", level=1)).to_contain_text("Libraries")
    expect(plain.get_by_text("Kentish Town Library").first).to_be_visible()
