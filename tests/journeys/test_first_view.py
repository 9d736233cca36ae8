"""A public page looks alike with the part of the stylesheets that is written into it and with the whole of them; it
jumps for nothing, waits for nothing, and loses no menu when its scripts do not come.
"""

import pytest
from playwright.sync_api import expect

from borough.ui.theme import THEMES
from tests.places.conftest import REGISTERS
from tests.registers.world import loaded

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = [
    "/",
    "/nearest/library/NW5-2AA/?open=now",
    "/places/library-nw52aa/",
    "/address/NW5-2AA/",
    "/nearest/library/?q=zzzz",
    "/registers/",
    "/wards/",
    "/why/",
]
# Whose scripts add parts, and so words that the page as it comes has not.
SCRIPTED = [
    "accordion",
    "character_count",
    "error_summary",
    "file_upload",
    "password_input",
    "radios",
    "tabs",
]
MECHANISMS = ("places/places.css", "gazetteer/about.css", "ui/vendor/leaflet/leaflet.css")  # in this order

# Laid out afresh each time: Chromium tells margins that are `auto` in another way when only a part was.
COMPARE = """async addresses => {
    const look = () => {
        document.body.style.display = 'none'
        document.body.getBoundingClientRect()
        document.body.style.display = ''
        return [...document.querySelectorAll('body, body *')]
            .flatMap(element => [null, '::before', '::after'].map(part => [element, part]))
            .map(([element, part]) => [element, part, getComputedStyle(element, part)])
            .filter(([, part, style]) => !part || style.content !== 'none')
            .map(([element, part, style]) => [element, part, Array.from(style, name => style.getPropertyValue(name))])
    }
    document.querySelectorAll('details').forEach(each => { each.open = true })
    const written = look()
    const links = addresses.map(href => Object.assign(document.createElement('link'), { rel: 'stylesheet', href }))
    const loaded = links.map(link => new Promise((yes, no) => { link.onload = yes; link.onerror = no }))
    document.querySelector('head style').replaceWith(...links)
    await Promise.all(loaded)
    await document.fonts.ready
    const names = Array.from(getComputedStyle(document.body))
    return look().flatMap(([element, part, whole], at) => whole.flatMap((value, number) =>
        value === written[at][2][number] ? []
            : [[element.outerHTML.slice(0, 90), part, names[number], written[at][2][number], value].join(' ')]))
}"""
JUMPS = """new Promise(done => {
    new PerformanceObserver(list => done(list.getEntries().reduce((sum, each) => sum + each.value, 0)))
        .observe({ type: 'layout-shift', buffered: true })
    setTimeout(() => done(0), 300)
})"""


@pytest.fixture(autouse=True)
def _held(transactional_db, settings, tmp_path):
    settings.FEEDS_FOLDER = tmp_path / "kept"
    loaded(*(name for name in REGISTERS if name != "trees"), "cpz", "wards")


def test_the_whole_stylesheets_change_nothing(page, phone):
    there = [f"/static/{sheet}" for sheet in (*THEMES["camden"].stylesheets, *MECHANISMS)]
    pages = [*PAGES, *(f"/design/{name}/" for name in SCRIPTED)]
    for tab, addresses in ((page, PAGES[:3]), (phone, pages)):
        for address in addresses:
            tab.goto(address)
            if tab is phone:  # its menu has been folded by the script
                expect(tab.locator(".govuk-js-service-navigation-toggle[hidden]")).to_have_count(0)
            differing = tab.evaluate(COMPARE, there)
            assert not differing, (address, differing[:5])


def test_nothing_jumps_and_nothing_is_waited_for(phone):
    for address in PAGES:
        phone.goto(address, wait_until="networkidle")
        jumps = phone.evaluate(JUMPS)
        assert jumps < 0.02, address
        expect(phone.locator("link[rel=stylesheet]:not([media=print])")).to_have_count(0)
        expect(phone.locator("script[src]:not([type=module]):not([defer])")).to_have_count(0)


def test_where_the_script_of_the_menu_does_not_come_the_menu_is_there(phone):
    phone.route("**/enhance.js", lambda route: route.abort())
    phone.goto("/why/")
    expect(phone.get_by_role("navigation").get_by_role("link", name="What we hold")).to_be_visible()
