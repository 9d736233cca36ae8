"""Merges, splits and moves are undone by a decision, which outlives whatever comes."""

from types import SimpleNamespace

import polars as pl
import pytest
from django.utils import timezone

from borough.platform.audit import api as audit
from borough.residents import decisions, holding, link, placing, records
from borough.residents.ingest import ingest
from borough.residents.models import Change, Decision, Linking, Person, Record
from borough.residents.queries import sheet
from borough.residents.search.queries import search
from borough.residents.undoing import undo
from tests.residents.people import given
from tests.residents.test_ingest import EVERYTHING, change
from tests.residents.test_placing import PEOPLE as OTHERS

BY = SimpleNamespace(id="7", name="Priya Nair", roles=("index_steward",))
WHY = "They are mother and daughter"
# Two who share a name; whether they are one, two libraries say.
PEOPLE = """
who    | feed     | key | forename | surname | date_of_birth | house | street       | postcode
older  | benefits | B1  | mei      | zhang   | 1950-02-03    | 7     | SANDALL ROAD | NW5 2AP
older  | crm      | C1  | mei      | zhang   | 1950-02-03    | 7     | SANDALL ROAD | NW5 2AP
young  | schools  | S1  | mei      | zhang   | 2015-08-09    | 7     | SANDALL ROAD | NW5 2AP
young  | leisure  | E1  | mei      | zhang   | 2015-08-09    | 7     | SANDALL ROAD | NW5 2AP
"""


@pytest.fixture
def people(db):
    return given(PEOPLE)


def place():
    return placing.place_all(timezone.now())


def whose(key: str) -> Person:
    return Record.objects.get(source_key=key).person


def say(same: bool, *keys: str, **more):
    a, b = (Record.objects.get(source_key=key).pk for key in keys)
    return decisions.decide([(a, b, same)], reason=WHY, by=BY, now=timezone.now(), **more)


def withdraw(decision: Decision):
    return decisions.withdraw(decision.pk, reason="It was a mistake", by=BY, now=timezone.now())


def undone(kind: str):
    made = Change.objects.filter(kind=kind).latest("id")
    return undo(made.pk, reason=WHY, by=BY, now=timezone.now())


def test_a_decision_brings_two_together_and_is_named_by_what_it_did(people):
    decision = say(True, "B1", "S1")
    assert whose("S1") == people["young"]  # the worker does it, seconds later
    place()
    assert whose("B1") == whose("S1") == whose("E1") == people["older"]
    (made,) = Change.objects.all()
    assert (made.kind, made.placing.decision, made.batch) == ("merged", decision, None)
    assert sheet(people["young"].identifier).became == people["older"].identifier


def test_a_decision_that_is_withdrawn_lets_the_evidence_speak_again(people):
    decision = say(True, "B1", "S1")
    place()
    withdraw(decision)
    place()
    assert whose("S1") == whose("E1") != whose("B1")
    assert undone("merged").reason.startswith("The records that moved are not where they went")


def merged_by_a_linking() -> Change:
    """A linking of all by a model that knows no better makes the two one."""
    every = records.every_record()
    one = every.select(pl.col("id").cast(pl.String), entity=pl.lit("one"), confidence=pl.lit(0.9))
    linking = Linking(started_at=timezone.now(), engine="x", records=4)
    link.put_in_force(linking, link.with_entities(every, one), now=timezone.now())
    return Change.objects.get(kind="merged")


def test_the_undo_of_a_merge_parts_them_for_good(people):
    made = merged_by_a_linking()
    assert made.person == people["young"]
    assert set(made.moved) == {Record.objects.get(source_key=key).pk for key in ("S1", "E1")}
    decision = undone("merged")
    place()
    assert whose("S1") == whose("E1") == people["young"]
    assert whose("B1") == whose("C1") == people["older"]
    assert sheet(people["young"].identifier).became == ""
    assert {hit.person_id for hit in search("mei zhang", opened=EVERYTHING).hits} == {
        people["young"].pk, people["older"].pk,
    }  # fmt: skip
    assert Decision.objects.get() == decision
    assert audit.about(f"decision {decision.pk}").get().event == "index.undone"
    # Whatever comes: the same values, a linking of all, the record gone and come back.
    link.link_all(now=timezone.now())
    ingest(change("schools", removed=("S1",), batch=3))
    place()
    row = "S1 | mei | zhang | 1950-02-03 | 7 SANDALL ROAD | NW5 2AP"
    ingest(
        change("schools", f"_key | forename | surname | date_of_birth | address | postcode\n{row}", batch=4)
    )
    place()
    assert whose("S1") != whose("B1")
    holding.let_go()
    holding.current()
    assert whose("B1") == whose("C1") == people["older"]


def test_the_undo_of_a_move_brings_the_record_back(db):
    people = given(OTHERS)
    roles = {c.role: c.field for c in change("crm").contract.columns if c.role}
    said = f"_key | {roles['forename']} | {roles['surname']} | {roles['address']} | {roles['postcode']}"
    ingest(change("crm", f"{said}\nC1 | Robert | Fitzroy | 3 LEIGHTON PL | NW5 1TU"))
    place()
    assert whose("C1") == people["b"]
    undone("moved")
    place()
    assert whose("C1") == whose("S1") == people["a"]


def test_what_was_undone_is_not_undone_twice_but_can_be_taken_back(people):
    merged_by_a_linking()
    decision = undone("merged")
    place()
    assert "undone already" in undone("merged").reason
    withdraw(decision)
    place()
    assert not Decision.objects.get().told
    assert isinstance(withdraw(decision), decisions.Refused)


@pytest.mark.parametrize("why", ["", "no", "   too    "])
def test_a_decision_needs_a_reason(people, why):
    record = Record.objects.first().pk
    refused = decisions.decide([(record, record, True)], reason=why, by=BY, now=timezone.now())
    assert refused.reason == "The reason is too short."
    assert not Decision.objects.exists()


def test_what_contradicts_an_earlier_decision_is_refused_with_the_chain(people):
    say(True, "B1", "C1")
    say(True, "C1", "S1")
    refused = say(False, "B1", "S1")
    assert "crm C1/1" in refused.reason
    assert Decision.objects.count() == 2


def test_a_decision_about_a_record_that_waits_holds_when_it_comes(people):
    ingest(change("libraries", "_key | name | date_of_birth | addr1 | postcode\n"
                  "L1 | ZHANG, Mei | 1950-02-03 | 7 SANDALL ROAD | NW5 2AP"))  # fmt: skip
    say(False, "L1", "B1")
    say(False, "L1", "C1")
    place()
    assert whose("L1") not in (people["older"], None)
    assert Decision.objects.filter(told=True).count() == 2


def test_what_a_source_deleted_cannot_be_undone(people):
    ingest(change("schools", removed=("S1",)))
    assert undone("gone").reason == "The source deleted these records."


def test_nobody_undoes_what_never_was(db):
    assert undo(99, reason=WHY, by=BY, now=timezone.now()).reason == "There is no change 99."


def test_nobody_decides_about_a_record_that_is_not_there(people):
    refused = decisions.decide([(1, 2, True)], reason=WHY, by=BY, now=timezone.now())
    assert refused.reason == "A record is not there any more."
