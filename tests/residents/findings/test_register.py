"""The register of what is looked for: nothing that may not be used, every law named."""

import inspect

import pytest

from borough.platform.privacy import api as privacy
from borough.platform.privacy.api import purposes
from borough.residents.facts.declarations import kinds
from borough.residents.facts.reading import FACTS
from borough.residents.findings.detecting import runnable
from borough.residents.findings.register import detectors, values
from borough.residents.findings.rules import COLUMNS, MODULES, rule_of
from borough.residents.findings.yields import why_stopped
from tests.residents.findings.facts import known

# Nationality, birth country, ethnicity, religion, language, origin of a name, disability, health: and what stands in
# for them. Past findings and averages of an area are not facts of anybody.
NEVER = {
    "nationality", "country", "ethnicity", "religion", "language", "forename", "surname", "name", "title", "sex",
    "gender", "disability", "health", "nhs_number", "postcode", "ward", "score", "risk", "finding", "alert",
    "telephone", "email", "concession", "note",
}  # fmt: skip


def test_a_rule_sees_only_these_columns():
    assert set(COLUMNS) <= set(FACTS)
    assert not set(COLUMNS) & NEVER
    seen = known("who | kind | home\na | vote | A").facts
    assert set(seen.columns) == {*COLUMNS, "recorded", "fact"}


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: f"{kind.feed}.{kind.name}")
def test_no_fact_is_made_from_a_protected_trait(kind):
    assert not {part for field in kind.fields for part in field.split("_")} & (NEVER - {"finding"})


def test_rules_know_no_finding():
    for module in MODULES:
        source = inspect.getsource(module)
        assert "models" not in source
        assert "Finding" not in source


@pytest.mark.parametrize("detector", detectors().values(), ids=lambda detector: detector.code)
def test_a_detector_is_whole(detector):
    assert detector.law
    assert detector.owner
    assert detector.innocent
    assert detector.steps
    assert detector.runs or detector.missing
    assert not (detector.about_children and detector.value), "a child is worth no pounds"


def test_all_twenty_eight_are_declared():
    assert list(detectors()) == [f"F{n}" for n in range(1, 16)] + [f"G{n}" for n in range(1, 14)]


def test_what_is_missing_is_said_not_made_up():
    assert {code for code, d in detectors().items() if not d.runs} == {"F5", "F15", "G11", "G13"}


@pytest.mark.parametrize("value", values().values(), ids=lambda value: value.code)
def test_a_value_has_its_source_and_approver(value):
    assert value.kind in ("prevented", "recovered")
    assert (value.pence is None) == (value.kind == "recovered"), "what comes back is counted, never estimated"
    assert value.source
    assert value.approver
    assert value.review > value.as_of


def test_a_detector_runs_under_a_purpose_of_the_register_only(db, monkeypatch):
    asked = {detector.purpose for detector in runnable()}
    assert asked <= set(purposes())
    monkeypatch.setattr(privacy, "purposes", dict)
    assert runnable() == []


@pytest.mark.parametrize(
    ("last", "by_letter", "children", "upheld", "stops"),
    [
        ([False] * 30, False, False, 0, True),
        ([True] * 6 + [False] * 24, False, False, 0, False),  # a fifth
        ([True] * 5 + [False] * 25, False, False, 0, True),
        (
            [True] * 2 + [False] * 28,
            True,
            False,
            0,
            False,
        ),  # one in twenty is enough where a letter comes first
        ([True] + [False] * 29, True, False, 0, True),
        ([False] * 29, False, False, 0, False),  # too few to tell
        ([True] * 3, False, False, 4, True),  # more complaints upheld than confirmed
        ([False] * 30, False, True, 0, False),  # a gap is reviewed, never stopped
    ],
)
def test_when_a_detector_is_stopped(last, by_letter, children, upheld, stops):
    assert bool(why_stopped(last, by_letter=by_letter, about_children=children, upheld=upheld)) is stops


def test_a_rule_that_nobody_wrote_is_none():
    assert rule_of("F99") is None
    assert rule_of("F6", 99) is None
