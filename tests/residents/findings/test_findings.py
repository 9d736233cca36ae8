"""A finding: kept with what it was made from, made again to the byte, withheld on a weak link, decided by people."""

from datetime import timedelta

import pytest
from click.testing import CliRunner

from borough.platform.access.api import Actor, Role
from borough.platform.audit import api as audit
from borough.residents.findings import operations, queries
from borough.residents.findings.commands import replay as replay_command
from borough.residents.findings.detecting import runnable
from borough.residents.findings.documents import digest_of, replay
from borough.residents.findings.models import Finding, Suspension, Worker
from borough.residents.findings.steps import Refused
from borough.residents.findings.stopping import stop_what_yields_too_little
from borough.residents.findings.stories import story_of
from tests.residents.findings.world import NOW, SUBLET, looked_at, people

REASON = "The tenant confirmed it in writing"


@pytest.fixture
def officer():
    return Actor("user:7", "Ines", frozenset({Role.OFFICER}), second_factor=True)


@pytest.fixture
def finding(db, monkeypatch):
    people()
    assert looked_at(monkeypatch, SUBLET).new == {"F1": 1}
    return Finding.objects.get()


def test_a_finding_tells_both_sides_and_what_it_rests_on(finding):
    story = story_of(finding)
    first, second = ([one.text for one in side] for side in (story.first, story.second))
    assert first == [
        "The person holds a council tenancy of this home (secure tenancy), since 1 January 2018."
    ]
    assert "The person is on the electoral register at another home, since 1 July 2025." in second
    assert any(text.startswith("Another person holds a parking permit") for text in second)
    assert story.rests.confidence == finding.weakest


def test_looking_again_keeps_one_finding(finding, monkeypatch):
    assert looked_at(monkeypatch, SUBLET).again == {"F1": 1}
    assert Finding.objects.count() == 1


def test_it_is_made_again_to_the_byte(finding):
    again = replay(finding.document)
    assert (again.same, again.text) == (True, finding.document)
    said = CliRunner().invoke(replay_command, [str(finding.pk)])
    assert said.exit_code == 0
    assert finding.document in said.output


@pytest.mark.parametrize(("was", "becomes"), [('"SECURE"', '"TEMPO"'), ("2025-07-01", "2016-07-01")])
def test_a_changed_document_is_found_out(finding, was, becomes):
    Finding.objects.filter(pk=finding.pk).update(document=finding.document.replace(was, becomes))
    changed = Finding.objects.get()
    assert digest_of(changed.document) != changed.digest
    assert queries.replayed(finding.pk).same is False


def test_a_version_that_is_gone_is_said(finding):
    again = replay(finding.document.replace('"version":1', '"version":9'))
    assert "no longer in the program" in again.fault


@pytest.mark.parametrize(
    ("confidence", "state"),
    [
        ({"housing": 0.97}, "review"),  # without the tenancy nothing is left
        ({"electoral_register": 0.6}, "open"),  # the tax account says the same
        ({"electoral_register": 0.6, "council_tax": 0.6}, "open"),  # either alone would do
        ({"parking": 0.6}, "open"),
        ({"housing": 0.99}, "open"),
    ],
)
def test_what_falls_with_one_weak_link_is_review_work(db, monkeypatch, confidence, state):
    people()
    looked_at(monkeypatch, SUBLET, confidence=confidence)
    finding = Finding.objects.get()
    assert finding.state == state
    assert finding.weakest == min(confidence.values())
    assert (finding in queries.for_review()) is (state == "review")
    assert queries.findings_for("user:7", ["tenancy-fraud"]).exists() is (state == "open")


def decide(finding, officer, outcome="nothing", explained="Lodger with leave", **more):
    return operations.decide(
        finding, officer, outcome=outcome, explained=explained, reason=REASON, recovered_pence=None,
        now=more.pop("now", NOW), **more,
    )  # fmt: skip


def test_explained_once_is_silent_for_a_year(finding, officer, monkeypatch):
    decide(finding, officer)
    assert looked_at(monkeypatch, SUBLET).explained == {"F1": 1}
    Finding.objects.update(decided_at=NOW - timedelta(days=366))
    assert looked_at(monkeypatch, SUBLET).new == {"F1": 1}


def test_explained_once_speaks_again_when_a_fact_changes(finding, officer, monkeypatch):
    decide(finding, officer)
    assert looked_at(monkeypatch, SUBLET.replace("2025-06-01", "2025-08-01")).new == {"F1": 1}


def test_silence_is_not_evidence(finding, officer):
    assert isinstance(decide(finding, officer, "fraud"), Refused)
    step(finding, officer, 0)
    step(finding, officer, 1, answered=False)
    refused = decide(finding, officer, "fraud")
    assert isinstance(refused, Refused)
    assert "Silence is not evidence" in refused.reason
    step(finding, officer, 2, answered=True)
    assert decide(finding, officer, "fraud").outcome == "fraud"


def step(finding, officer, number, *, answered=True, because=""):
    return operations.step(
        finding,
        officer,
        number=number,
        result="It showed what it showed",
        answered=answered,
        because=because,
        now=NOW,
    )


def test_a_step_needs_the_one_before_it_or_a_reason(finding, officer):
    assert isinstance(step(finding, officer, 3), Refused)
    assert not isinstance(step(finding, officer, 3, because="A child is in danger there today"), Refused)


def test_prevented_and_recovered_are_never_both(finding, officer):
    step(finding, officer, 0)
    step(finding, officer, 1)
    done = decide(finding, officer, "fraud", prevented_pence=9_999_999_999)
    assert (done.prevented_pence, done.recovered_pence) == (4_200_000, None)


def test_the_log_names_the_finding_and_nobody(finding, officer):
    operations.take(finding, officer)
    entry = audit.Event.objects.order_by("-pk").first()
    assert (entry.event, entry.subject) == ("finding.taken", f"finding:{finding.pk}")
    assert finding.person.identifier not in str(entry.detail)


PLANNED = """
who | kind   | home | since      | within | says
c   | plan   | A    | 2026-03-01 | SW152  | CP
m   | permit | A    | 2026-08-10 |        | RESIDENT
m   | card   | A    | 2026-08-20 |        | ADU
"""


def test_a_gap_of_a_child_with_a_plan_reaches_the_allocated_worker_alone(db, monkeypatch):
    people()
    looked_at(monkeypatch, PLANNED, code="G5")
    Worker.objects.create(code="SW152", actor="user:9")
    may = {
        who: queries.findings_for(who, ["watched-child", "child-safeguarding"]).count()
        for who in ("user:7", "user:9")
    }
    assert may == {"user:7": 0, "user:9": 1}
    assert not queries.findings_for("user:9", ["child-safeguarding"]).exists()


@pytest.fixture
def thirty_closed(db):
    people(40)
    for number in range(1, 31):
        Finding.objects.create(
            rule="F3", version=1, person_id=number, home="A", found_at=NOW, seen_at=NOW, document="{}",
            digest="0" * 64, likeness="0" * 64, weakest=0.995, state="closed", reason=REASON,
            outcome="fraud" if number <= 5 else "nothing", decided_at=NOW, decided_by="user:7",
        )  # fmt: skip


def test_a_detector_that_yields_too_little_stops_until_two_owners_start_it(thirty_closed, officer):
    (stop,) = stop_what_yields_too_little(NOW)
    assert (stop.rule, stop.because) == ("F3", "Of the last 30 closed, 5 were confirmed: fewer than 20%")
    assert "F3" not in {detector.code for detector in runnable()}
    assert operations.start_again(stop, officer, NOW) is None
    assert isinstance(operations.start_again(stop, officer, NOW), Refused)
    assert Suspension.objects.get().until is None
