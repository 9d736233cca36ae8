"""The steward's page of the index: what it says, and what can be done on it."""

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from borough.residents import relinking, tasks
from borough.residents.models import Change, Decision, Linking, Record
from tests.people import sign_in
from tests.residents.people import given
from tests.residents.test_relinking import PEOPLE
from tests.residents.test_undoing import merged_by_a_linking, place, whose

pytestmark = pytest.mark.django_db
WHY = {"why": "They are mother and daughter"}


@pytest.fixture
def people(db):
    return given(PEOPLE)


@pytest.fixture
def steward(client):
    sign_in(client, "index_steward")
    return client


def said(response) -> str:
    text = response.content.decode()
    return text[text.index("<main") : text.index("</main>")]


def test_it_says_how_the_index_stands_before_anything_was_linked(steward):
    shown = said(steward.get("/staff/index/"))
    assert "There are none yet." in shown
    assert "A proposal waits" not in shown


def test_a_proposal_is_shown_with_examples_and_no_value_of_a_record(steward, people):
    relinking.propose(now=timezone.now())
    shown = said(steward.get("/staff/index/"))
    for expected in ("A proposal waits for a decision", people["other"].identifier, "A new person", "Yes"):
        assert expected in shown
    for value in ("yusuf", "Yusuf", "amina", "Amina", "1984", "NW5", "JK123456C"):
        assert value not in shown


def test_the_steward_switches_with_a_reason_and_the_worker_does_it(steward, people):
    relinking.propose(now=timezone.now())
    refused = steward.post("/staff/index/proposal/switch/", {"why": "no"})
    assert (refused.status_code, Linking.objects.get().state) == (422, "proposed")
    shown = steward.post("/staff/index/proposal/switch/", WHY, follow=True)
    assert "The switch is on its way" in said(shown)
    job = ProcrastinateJob.objects.get(task_name__endswith="tasks.switch")
    tasks.switch(**job.args)
    assert Linking.objects.get().state == "in force"
    assert whose("S1") != whose("B1")
    assert steward.get("/staff/index/proposal/switch/").status_code == 404


def test_the_steward_throws_a_proposal_away(steward, people):
    relinking.propose(now=timezone.now())
    assert "Nothing changes" in said(steward.get("/staff/index/proposal/discard/"))
    steward.post("/staff/index/proposal/discard/", WHY)
    assert Linking.objects.get().state == "discarded"
    assert steward.get("/staff/index/proposal/nonsense/").status_code == 404


def test_a_merge_is_undone_with_a_button_and_a_reason(steward, people):
    made = merged_by_a_linking()
    address = f"/staff/index/changes/{made.pk}/undo/"
    assert address in said(steward.get("/staff/index/"))
    assert f"{made.person.identifier} becomes a person again" in said(steward.get(address))
    assert "within seconds" in said(steward.post(address, WHY, follow=True))
    place()
    assert whose("E1") == people["other"]
    shown = said(steward.get("/staff/index/"))
    assert "Undone" in shown
    assert WHY["why"] in shown
    assert "undone already" in said(steward.post(address, WHY))
    decision = Decision.objects.get()
    steward.post(f"/staff/index/decisions/{decision.pk}/withdraw/", WHY)
    assert Decision.objects.get().withdrawn_by
    assert steward.get("/staff/index/changes/99999/undo/").status_code == 404


def test_the_nights_check_is_shown(steward, people):
    tasks.tend_by_night(0)  # nothing came since: nothing to check
    assert "Drift" not in said(steward.get("/staff/index/"))
    Record.objects.filter(source_key="S1").update(batch_id=2)
    relinking.check(now=timezone.now())
    assert "Drift" in said(steward.get("/staff/index/"))
    assert not Change.objects.exists()
