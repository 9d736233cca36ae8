"""Planted misuse among ninety days of honest work: found, with few false alarms, and controls silent."""

from datetime import timedelta

import pytest

from benchmarks._looks import LAST, Simulated
from benchmarks._misuse import plant
from borough.platform.misuse.declared import detectors
from borough.platform.misuse.rules.facts import Kind
from borough.platform.misuse.rules.judging import findings, flags_of
from borough.platform.misuse.rules.window import Window

OFFICERS, RESIDENTS, EACH, WEEKS = 100, 43_000, 2, 4  # a sixth of the council
CAPACITY = WEEKS * 20 * OFFICERS / 600


@pytest.fixture(scope="module")
def judged():
    """Before anything was planted and after."""
    sim = Simulated(7, OFFICERS, RESIDENTS)
    sim.work()
    before = Window(*sim.judged(), last=LAST)
    flags = flags_of(before, detectors())
    plant(sim, EACH)
    after = flags_of(Window(*sim.judged(), last=LAST), detectors())
    return sim, before, flags, after


def test_work_explains_most_looks_and_quiet_weeks_give_few_alerts(judged):
    _, window, flags, _ = judged
    quiet = len(findings(flags, detectors()))
    for week in range(1, WEEKS):
        earlier = Window(window.looks, window.ties, window.world, last=LAST - timedelta(weeks=week))
        quiet += len(findings(flags_of(earlier, detectors()), detectors()))
    opened = sum(look.kind is Kind.OPENED for look in window.month)
    assert 1 - len(window.unexplained) / opened >= 0.9
    assert quiet <= CAPACITY


def test_nine_in_ten_of_the_planted_are_found_and_every_detector_finds_some(judged):
    sim, _, _, flags = judged
    found = {(flag.detector, flag.officer) for flag in flags}
    alerted = {finding.officer for finding in findings(flags, detectors())}
    hits = {
        code: sum((code, one) in found and one in alerted for one in planted)
        for code, planted in sim.planted.items()
    }
    assert set(hits) == set(detectors())
    assert all(hits.values()), hits
    assert sum(hits.values()) >= 0.9 * sum(map(len, sim.planted.values())), hits


def test_the_likenesses_that_are_work_stay_silent(judged):
    sim, _, before, after = judged
    fired = {(f.detector, f.officer) for f in after} - {(f.detector, f.officer) for f in before}
    assert {(code, one) for code, its in sim.controls.items() for one in its} & fired == set()


def test_an_explanation_that_comes_in_takes_the_alert_away(judged):
    """The call that nobody had noted is noted."""
    sim, _, _, after = judged
    officer = min(sim.planted["M4"])
    (flag,) = [flag for flag in after if flag.detector == "M4" and flag.officer == officer]
    sim.explain(officer, sim.persons[flag.person])
    again = flags_of(Window(*sim.judged(), last=LAST), detectors())
    assert flag not in again
    assert len(again) < len(after)
