"""All is linked anew beside the live index: shown, then switched to in one step, or thrown away."""

import threading

import polars as pl
import pytest
from django.db import connection
from django.utils import timezone

from borough.residents import decisions, holding, placing, records, relinking
from borough.residents.ingest import ingest
from borough.residents.models import Change, Decision, Linking, Pending, Placing, Record, Touched
from borough.residents.queries import sheet
from tests.residents.people import given
from tests.residents.test_ingest import change
from tests.residents.test_undoing import BY, WHY, place, say, whose

# One woman, whom the persons in force have as two; and a girl of her name, who is said to be her.
PEOPLE = """
who   | feed     | key | forename | surname | date_of_birth | house | street       | postcode | nino
one   | benefits | B1  | amina    | yusuf   | 1984-05-03    | 7     | SANDALL ROAD | NW5 2AP  | JK123456C
one   | crm      | C1  | amina    | yusuf   | 1984-05-03    | 7     | SANDALL ROAD | NW5 2AP  |
one   | schools  | S1  | hodan    | yusuf   | 2015-08-09    | 7     | SANDALL ROAD | NW5 2AP  |
other | leisure  | E1  | amina    | yusuf   | 1984-05-03    | 7     | SANDALL ROAD | NW5 2AP  | JK123456C
"""


@pytest.fixture
def people(db):
    return given(PEOPLE)


def propose():
    return relinking.propose(now=timezone.now())


def switch(reason: str = WHY):
    return relinking.switch(reason=reason, by=BY, now=timezone.now())


def groups() -> set[frozenset[str]]:
    """Who stands together, by their keys."""
    found: dict[int | None, set[str]] = {}
    for key, person in Record.objects.values_list("source_key", "person"):
        found.setdefault(person, set()).add(key)
    return {frozenset(keys) for keys in found.values()}


def in_the_index() -> set[frozenset[str]]:
    keys = {str(pk): key for pk, key in Record.objects.values_list("pk", "source_key")}
    held = holding.current().index.entities().group_by("entity").agg("id")
    return {frozenset(keys[pk] for pk in ids) for ids in held["id"].to_list()}


def test_a_proposal_says_what_it_would_change_and_changes_nothing(people):
    before = groups()
    made = propose()
    assert groups() == before
    assert made.state == "proposed"
    counts = made.foreseen["counts"]
    assert (counts["merged"], counts["split"]) == (made.merged, made.split) == (1, 1)
    assert (counts["records"], counts["children"]) == (2, 1)
    merged, split = made.foreseen["examples"]
    assert (merged["kind"], merged["person"], merged["other"]) == (
        "merged", people["other"].identifier, people["one"].identifier,
    )  # fmt: skip
    assert (merged["feeds"], merged["child"], merged["looks"]) == (["leisure"], False, 0)
    assert (split["person"], split["other"], split["feeds"], split["child"]) == (
        people["one"].identifier, "", ["schools"], True,
    )  # fmt: skip
    assert not [value for value in ("yusuf", "amina", "JK123456C", "1984") if value in str(made.foreseen)]


def test_the_switch_does_what_was_foreseen(people):
    foreseen = propose().foreseen["counts"]
    assert switch().state == "in force"
    assert groups() == in_the_index() == {frozenset({"B1", "C1", "E1"}), frozenset({"S1"})}
    assert whose("B1") == people["one"]
    assert sheet(people["other"].identifier).became == people["one"].identifier
    for kind in ("merged", "split", "moved"):
        assert Change.objects.filter(kind=kind).count() == foreseen[kind]
    assert {made.placing.cause for made in Change.objects.all()} == {"relink"}
    assert Linking.objects.get().decision == WHY


def test_what_came_meanwhile_is_caught_up_before_the_switch(people):
    propose()
    ingest(
        change("libraries", "_key | name | date_of_birth\nL1 | YUSUF, Amina | 1984-05-03\nL2 | KHAN, Mei |")
    )
    place()
    ingest(change("crm", removed=("C1",), batch=3))
    ingest(
        change("libraries", "_key | name | date_of_birth\nL3 | KHAN, Mei Li | 1990-01-01", batch=4)
    )  # waits
    switch()
    assert frozenset({"B1", "E1", "L1"}) in groups()
    assert not Record.objects.filter(person=None).exists()
    assert not Pending.objects.exists()
    assert groups() == in_the_index()


def test_what_was_decided_meanwhile_holds_after_the_switch(people):
    propose()
    say(False, "B1", "E1")
    say(False, "C1", "E1")
    switch()
    assert whose("B1") == whose("C1") != whose("E1")
    assert Decision.objects.filter(told=True).count() == 2
    decisions.withdraw(Decision.objects.first().pk, reason="It was a mistake", by=BY, now=timezone.now())
    place()
    assert groups() == in_the_index()


def test_a_proposal_is_thrown_away_with_a_reason(people):
    before = groups()
    folder = relinking._folder(propose())
    assert folder.exists()
    assert relinking.discard(reason="no", by=BY, now=timezone.now()) == relinking.NO_REASON
    assert relinking.discard(reason=WHY, by=BY, now=timezone.now()).state == "discarded"
    assert groups() == before
    assert switch() == relinking.NONE
    assert not folder.exists()


def test_a_newer_proposal_takes_the_place_of_an_older(people):
    older, newer = propose(), propose()
    assert [Linking.objects.get(pk=its.pk).state for its in (older, newer)] == ["discarded", "proposed"]


def test_a_switch_needs_a_reason_and_its_index(people):
    made = propose()
    assert switch("no") == relinking.NO_REASON
    next(relinking._folder(made).glob("*.bin")).write_bytes(b"")
    assert switch() == relinking.LOST


def test_a_proposal_that_a_linking_of_all_has_overtaken_is_not_switched_to(people):
    propose()
    from borough.residents.link import link_all

    link_all(now=timezone.now())
    assert switch() == relinking.OVERTAKEN


def test_a_fault_in_the_switch_leaves_everything_as_it_was(people, monkeypatch):
    propose()
    before = groups()

    def power_cut(*_, **__):
        raise RuntimeError("power cut")

    with monkeypatch.context() as broken:
        broken.setattr("borough.residents.link.write_everybody", power_cut)
        with pytest.raises(RuntimeError):
            switch()
    assert groups() == before
    assert relinking.proposal()
    switch()
    assert groups() == in_the_index()


def test_what_a_proposal_needs_to_catch_up_with_is_kept_for_it(people):
    propose()
    ingest(change("libraries", "_key | name\nL2 | KHAN, Mei"))
    place()
    placing.keep_on_disk(at_least=0)
    assert Touched.objects.exists()
    relinking.discard(reason=WHY, by=BY, now=timezone.now())
    ingest(change("libraries", "_key | name\nL3 | KHAN, Ann", batch=3))
    place()
    placing.keep_on_disk(at_least=0)
    assert not Touched.objects.exists()


def test_a_check_reports_the_drift_and_changes_nothing(people):
    before = groups()
    checked = relinking.check(now=timezone.now())
    assert (checked.state, checked.foreseen["counts"]["merged"]) == ("checked", 1)
    assert groups() == before
    assert relinking.proposal() is None


@pytest.mark.django_db(transaction=True)
def test_two_do_not_link_all_at_once():
    given(PEOPLE)
    said = []

    def elsewhere():
        said.append(propose())
        connection.close()

    with relinking._alone():
        thread = threading.Thread(target=elsewhere)
        thread.start()
        thread.join(60)
    assert said == [relinking.RUNNING]


def test_an_example_is_of_the_largest_changes(db):
    from borough.residents.foreseeing import EXAMPLES, foreseen

    people = given("who | forename\n" + "\n".join(f"p{n} | name{n}" for n in range(EXAMPLES + 5)))
    every = records.every_record()
    moved = every.select("id", "was", person=pl.lit(people["p0"].pk))
    told = foreseen(moved, (), today=timezone.localdate())
    assert told["counts"]["merged"] == EXAMPLES + 4
    assert len(told["examples"]) == EXAMPLES
    assert Placing.objects.count() == 0
