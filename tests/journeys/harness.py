"""A real browser against a live server, for journeys; mark a file of them `pytestmark = pytest.mark.browser`.

The fixtures `page` (1280 px), `phone` (360 px) and `plain` (360 px, no scripts) are known everywhere, by
`tests/conftest.py`: one browser a process. The checks `axe`, `fits` and `screenshot` are imported from here.

A click returns before the page that it leads to has come. So `go` clicks and waits for that page; and whatever a
page must show is said with Playwright's `expect`, which waits, never with a bare `assert` of what it shows now
(`tests/architecture/test_journeys_wait.py`).
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

__all__ = ["axe", "fits", "go", "screenshot"]

# Playwright runs an event loop of its own, in which Django would refuse its blocking database calls.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
# Far longer than a page takes, so that a busy machine fails nobody; a test that passes does not wait for it.
PATIENCE = 60_000  # milliseconds
expect.set_options(timeout=PATIENCE)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
# What the console says when the content security policy stops something, or a component cannot start.
WRONG = ("Content Security Policy", "ElementError", "SupportError", "ConfigError")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="session")
def browser(django_db_setup) -> Iterator[Browser]:
    """Debian's Chromium, or the one that CHROMIUM names."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path:
        pytest.fail("No Chromium: run python -m tests.prepare, or set CHROMIUM to the path of one.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def site(live_server, settings) -> str:
    """The address of the running council, without a slash at its end."""
    settings.HOST_PORTS |= {live_server.url.rpartition(":")[2]}
    return live_server.url


@pytest.fixture(scope="session")
def desk(browser) -> Iterator[BrowserContext]:
    yield from _made(browser, viewport={"width": 1280, "height": 900})


@pytest.fixture(scope="session")
def telephone(browser) -> Iterator[BrowserContext]:
    yield from _made(browser, viewport={"width": 360, "height": 740})


@pytest.fixture(scope="session")
def plain_telephone(browser) -> Iterator[BrowserContext]:
    yield from _made(browser, viewport={"width": 360, "height": 740}, java_script_enabled=False)


def _made(browser: Browser, **options) -> Iterator[BrowserContext]:
    """One for the session, so that stylesheets are fetched once; each test gets a page without cookies."""
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


def _opened(context: BrowserContext, site: str) -> Iterator[Page]:
    context.clear_cookies()
    page = context.new_page()
    _at_home(page, site)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(f"script: {error}"))
    page.on("console", lambda m: problems.append(m.text) if any(w in m.text for w in WRONG) else None)
    yield page
    page.close()
    assert not problems, problems


def _at_home(page: Page, site: str) -> None:
    """`page.goto("/staff/")` means this site."""
    go = page.goto
    page.goto = lambda address, **options: go(urljoin(site, address), **options)  # type: ignore[method-assign]


@pytest.fixture
def page(desk, site) -> Iterator[Page]:
    """A desk: 1280 px wide. A script error or a breach of the content security policy fails the test."""
    yield from _opened(desk, site)


@pytest.fixture
def phone(telephone, site) -> Iterator[Page]:
    """A small phone: 360 px wide."""
    yield from _opened(telephone, site)


@pytest.fixture
def plain(plain_telephone, site) -> Iterator[Page]:
    """The same phone with scripts off."""
    yield from _opened(plain_telephone, site)


def go(through: Locator) -> None:
    """Clicks a link or a button that leads to a page, and waits until that page has come."""
    with through.page.expect_navigation():
        through.click()


# GOV.UK Frontend marks a radio or checkbox that reveals a question as expanded or not, which ARIA does not
# foresee on it; they tried it with screen readers, keep it, and leave this rule out for it as well.
REVEALS = ("aria-allowed-attr", 'aria-controls="conditional-')


def axe(page: Page) -> None:
    """Nothing for axe to report: WCAG 2.2 AA and good practice."""
    found = Axe().run(page, options=RULES).response["violations"]
    for violation in found:
        if violation["id"] == REVEALS[0]:
            violation["nodes"] = [node for node in violation["nodes"] if REVEALS[1] not in node["html"]]
    found = [violation for violation in found if violation["nodes"]]
    report = [
        f"{v['id']}: {v['help']}\n    " + "\n    ".join(n["html"][:200] for n in v["nodes"]) for v in found
    ]
    assert not found, f"{page.url}\n" + "\n".join(report)


# A word of up to 16 letters in a cell that stands on two lines; a longer one (a reference) may have to.
BROKEN = r"""[...document.querySelectorAll('.govuk-table :is(td, th)')].flatMap(cell => {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), broken = [];
    while (walker.nextNode())
        for (const word of walker.currentNode.data.matchAll(/(?<![^\s(])\p{L}{2,16}(?![^\s.,:;)])/gu)) {
            const range = document.createRange();
            range.setStart(walker.currentNode, word.index);
            range.setEnd(walker.currentNode, word.index + word[0].length);
            if (new Set([...range.getClientRects()].map(r => Math.round(r.top))).size > 1) broken.push(word[0]);
        }
    return broken;
}).slice(0, 5)"""


def fits(page: Page) -> None:
    """No scrolling sideways, and no word of a table broken in two."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    widest = """[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right >
        document.documentElement.clientWidth + 1).map(e => e.outerHTML.slice(0, 120)).slice(0, 5)"""
    assert wide <= 0, f"{page.url} is {wide} px too wide: {page.evaluate(widest)}"
    broken = page.evaluate(BROKEN)
    assert not broken, f"{page.url} breaks {broken}"


def screenshot(page: Page, name: str) -> None:
    """Keeps a picture in the folder that SCREENSHOTS names, if it names one."""
    if folder := os.environ.get("SCREENSHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)
