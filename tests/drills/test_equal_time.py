"""Not even time tells a person under a shield from one who was never there: 1,000 requests of each kind, in turn."""

import time

import pytest
from scipy.stats import mannwhitneyu

from borough.platform.access.api import Role
from tests.shield.boroughs import HER_IDENTIFIER, borough, somebody

pytestmark = pytest.mark.django_db
REQUESTS = 1_000  # of each kind
CHANCE = 0.01  # so rarely does a fair comparison fail


def seconds(ask) -> float:
    """With the database's share: that is where a difference would be. Noise falls on both sides alike."""
    before = time.perf_counter()
    ask()
    return time.perf_counter() - before


def compared(hers, nobodys) -> float:
    """The probability of such a difference between the two if there were none."""
    for ask in (hers, nobodys) * 20:
        ask()
    times = {hers: [], nobodys: []}
    for number in range(REQUESTS):
        for ask in (hers, nobodys) if number % 2 else (nobodys, hers):
            times[ask].append(seconds(ask))
    return float(mannwhitneyu(times[hers], times[nobodys]).pvalue)


def test_her_page_takes_as_long_as_nobodys():
    with borough(with_her=True):
        client = somebody(Role.OFFICER, "serve-a-caller")
        hers = lambda: client.get(f"/staff/people/{HER_IDENTIFIER}/")  # noqa: E731
        nobodys = lambda: client.get("/staff/people/33333-33333/")  # noqa: E731
        assert (hers().status_code, nobodys().status_code) == (404, 404)
        assert compared(hers, nobodys) > CHANCE


def test_a_search_for_her_takes_as_long_as_one_for_nobody():
    with borough(with_her=True):
        client = somebody(Role.OFFICER, "serve-a-caller")

        def searching(text: str):
            return client.post("/staff/people/", {"text": text}, follow=True)

        hers = lambda: searching("quasimo")  # noqa: E731
        nobodys = lambda: searching("quisamo")  # noqa: E731
        assert b"Nobody found" in hers().content
        assert compared(hers, nobodys) > CHANCE
