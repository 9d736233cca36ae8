"""The public site in a real browser: at a desk, on a phone, with scripts off, with a keyboard, on paper."""

import re

import brotli
import pytest
from playwright.sync_api import expect

from borough.ui.gallery import entries
from tests.journeys.harness import axe, fits, go, screenshot
from tests.registers.world import loaded

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
    "/design/form/?sent=yes&contact=email",
    "/nowhere/",
]
LIGHT = 150_000  # bytes of the first view, as they are sent
TEXT = ("text/", "application/json", "application/geo+json", "application/javascript", "image/svg")


def opened(tab, address: str):
    if address.startswith("/wards/"):
        loaded("wards", "places")
    reply = tab.goto(address)
    assert reply.status == (404 if address == "/nowhere/" else 200)
    return reply


@pytest.mark.parametrize("address", PAGES)
def test_every_page_fits_and_has_nothing_for_axe_to_report(page, phone, address):
    name = address.strip("/").replace("/", "-") or "home"
    for width, tab in (("desk", page), ("phone", phone)):
        opened(tab, address)
        fits(tab)
        axe(tab)
        screenshot(tab, f"{name}-{width}")


@pytest.mark.parametrize("address", PAGES)
def test_every_page_can_be_read_with_scripts_off(plain, address):
    opened(plain, address)
    expect(plain.locator("h1")).to_have_count(1)
    fits(plain)


@pytest.mark.parametrize("name", [entry.name for entry in entries()])
def test_every_component_of_the_gallery(phone, name):
    opened(phone, f"/design/{name}/")
    fits(phone)
    axe(phone)
    screenshot(phone, f"design-{name}-phone")


@pytest.mark.parametrize("address", ["/", "/why/", "/design/form/", "/wards/"])
def test_text_at_twice_its_size_still_fits(phone, address):
    opened(phone, address)
    phone.evaluate("document.documentElement.style.fontSize = '200%'")
    fits(phone)


@pytest.mark.parametrize("address", ["/", "/wards/", "/design/form/"])
def test_the_neutral_look(page, phone, settings, address):
    settings.THEME = "neutral"
    for width, tab in (("desk", page), ("phone", phone)):
        opened(tab, address)
        fits(tab)
        axe(tab)
        screenshot(tab, f"neutral-{address.strip('/').replace('/', '-') or 'home'}-{width}")


def test_the_first_view_is_light(page):
    """Everything the home page loads, compressed as it is sent."""
    sizes: dict[str, int] = {}

    def weigh(reply) -> None:
        body, kind = reply.body(), reply.headers.get("content-type", "")
        sizes[reply.url] = len(brotli.compress(body)) if kind.startswith(TEXT) else len(body)

    page.on("requestfinished", lambda request: weigh(request.response()))
    page.goto("/", wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    assert len(sizes) > 5
    assert sum(sizes.values()) < LIGHT, sizes


def test_the_keyboard_goes_past_the_header_then_through_the_page_in_order(page):
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    links = page.get_by_role("navigation").first.get_by_role("link").all_text_contents()
    reached = []
    for _ in range(2 + len(links)):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert reached[:2] == ["Camden Council", "Staff sign in"]
    assert reached[2:] == [link.strip() for link in links]
    assert "Wards" in reached


def test_the_skip_link_skips(page):
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#main-content")).to_be_focused()


def test_every_stop_of_the_keyboard_can_be_seen(page):
    opened(page, "/wards/")
    for _ in range(12):
        page.keyboard.press("Tab")
        before, after = page.evaluate("""() => { const e = document.activeElement
            const look = e => { const s = getComputedStyle(e); return [s.boxShadow, s.backgroundColor, s.outline].join() }
            const focused = look(e); e.blur(); const out = [look(e), focused]; e.focus(); return out }""")  # noqa: E501
        assert before != after, page.evaluate("document.activeElement.outerHTML")


def test_the_menu_of_a_phone_opens(phone):
    phone.goto("/")
    link = phone.get_by_role("navigation").get_by_role("link", name="What we hold")
    menu = phone.get_by_role("button", name="Menu")
    expect(menu).to_be_visible()
    expect(link).to_be_hidden()
    menu.press("Enter")
    go(link)
    expect(phone.locator("h1")).to_have_text("What the council holds")


def test_a_question_is_revealed_by_its_answer(page, plain):
    page.goto("/design/form/")
    expect(page.get_by_label("E-mail address")).to_be_attached()
    expect(page.get_by_label("E-mail address")).to_be_hidden()
    page.get_by_label("E-mail", exact=True).check()
    page.get_by_label("E-mail address").fill("amina@example.org")
    plain.goto("/design/form/")
    expect(plain.get_by_label("E-mail address")).to_be_visible()


def test_errors_lead_to_the_answers_that_they_are_about(page):
    page.goto("/design/form/")
    go(page.get_by_role("button", name="Continue"))
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.get_by_role("link", name="Enter the date you moved in").click()
    expect(page.locator("#id_moved-day")).to_be_focused()


def test_the_map_draws_every_ward_and_the_list_leads_to_them(page):
    opened(page, "/wards/")
    expect(page.locator(".app-map__canvas path")).to_have_count(20)
    go(page.locator(".app-map__places").get_by_role("link", name="Kilburn"))
    expect(page.locator("h1")).to_contain_text("Kilburn")


def test_a_list_is_searched_sorted_and_kept(page):
    page.goto("/data/")
    page.get_by_label("Search the systems").fill("child")
    go(page.get_by_role("button", name="Apply"))
    expect(page.locator("tbody tr").first).to_be_visible()
    go(page.get_by_role("link", name="Owner"))
    expect(page).to_have_url(re.compile("q=child"))
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as CSV").click()
    assert download.value.suggested_filename.startswith("what-the-council-holds-")


def test_paper_has_the_content_and_nothing_to_click(page):
    page.goto("/why/")
    page.emulate_media(media="print")
    expect(page.locator(".govuk-summary-list").first).to_be_visible()
    for clicked in (".govuk-service-navigation", ".govuk-breadcrumbs"):
        expect(page.locator(clicked)).to_be_attached()
        expect(page.locator(clicked)).to_be_hidden()


def test_a_page_may_run_from_right_to_left(phone):
    phone.goto("/why/")
    phone.evaluate("document.documentElement.dir = 'rtl'")
    fits(phone)
    logo = phone.locator(".app-logo").bounding_box()
    assert logo["x"] > 180
