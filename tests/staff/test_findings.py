"""The pages of findings: logged before they are shown, for those alone whose purpose it is, decided step by step."""

import json

import pytest

from borough.platform.audit import api as audit
from borough.platform.privacy.api import purposes
from borough.residents.findings.models import Finding, Worker
from tests.residents.findings.world import looked_at, people
from tests.staff.world import officer

GAP = """
who | kind   | home | since      | until      | also    | born       | says
c   | pupil  | A    | 2022-09-01 | 2026-09-20 | Unknown | 2018-05-01 | C
c   | member | A    | 2020-09-01 |            |         |            | Daughter
"""
RESULT = "The school named the next one"


@pytest.fixture
def finding(db, monkeypatch):
    people()
    looked_at(monkeypatch, GAP, code="G3")
    return Finding.objects.get()


@pytest.fixture
def client(finding):
    return under("missing-education")


def under(purpose):
    """Somebody whose purpose it is, whatever the register calls their role."""
    return officer(purpose, role=sorted(purposes()[purpose].roles)[0])


def page(finding, part=""):
    return f"/staff/findings/{finding.pk}/{part}"


def test_the_queue_names_nobody(client, finding):
    shown = client.get("/staff/findings/").content.decode()
    assert "Left a roll, arrived at none" in shown
    assert finding.person.identifier not in shown


def test_a_finding_is_told_with_what_would_explain_it_and_logged_first(client, finding):
    shown = client.get(page(finding)).content.decode()
    assert "The person is a pupil on a school&#x27;s roll, from this home" in shown
    assert "Abroad with notice" in shown
    assert "Education Act 1996 s.436A" in shown
    look = audit.about(finding.person.identifier).filter(event="person.looked").latest("pk")
    assert look.purpose == "missing-education"
    assert json.loads(look.detail)["finding"] == finding.pk


def test_under_another_purpose_there_is_none(finding):
    other = under("school-admissions")
    assert other.get(page(finding)).status_code == 404
    assert "Left a roll" not in other.get("/staff/findings/").content.decode()


def test_without_a_purpose_one_is_asked_for(finding):
    role = sorted(purposes()["missing-education"].roles)[0]
    assert officer("", role=role).get(page(finding)).url.startswith("/staff/purpose/")


def test_steps_and_decision_need_the_one_who_took_it(client, finding):
    assert client.post(page(finding, "step/"), {}).url == page(finding)
    client.post(page(finding, "take/"))
    refused = client.post(page(finding, "step/"), {"step": "2", "result": RESULT, "answered": "yes"})
    assert refused.status_code == 422
    assert "Say why this comes before" in refused.content.decode()
    client.post(page(finding, "step/"), {"step": "0", "result": RESULT, "answered": "yes"})
    assert RESULT in client.get(page(finding)).content.decode()
    done = client.post(
        page(finding, "decide/"), {"outcome": "nothing", "explained": "File delayed", "reason": RESULT}
    )
    assert done.status_code == 302
    closed = Finding.objects.get()
    assert (closed.state, closed.explained) == ("closed", "File delayed")
    assert "What explained it" in client.get(page(finding)).content.decode()


def test_a_decision_says_what_it_lacks(client, finding):
    client.post(page(finding, "take/"))
    assert client.get(page(finding, "decide/")).status_code == 200
    refused = client.post(page(finding, "decide/"), {"outcome": "nothing", "reason": "no"})
    assert refused.status_code == 422
    assert "what explains it" in refused.content.decode().lower()


def test_what_a_worker_alone_may_see_is_not_there_for_others(client, finding):
    Finding.objects.update(rule="G5", worker="SW9")
    Worker.objects.create(code="SW9", actor="user:99999")
    assert client.get(page(finding)).status_code == 404


def test_the_yield_says_what_runs_and_what_has_no_source(client):
    shown = client.get("/staff/findings/yield/").content.decode()
    assert "No source: the housing list: no feed" in shown
    assert "Runs" in shown
