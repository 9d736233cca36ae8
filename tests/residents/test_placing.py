"""What comes finds its place as it comes: seconds after its batch, one transaction, nobody half linked."""

import pytest
from django.utils import timezone

from borough.residents import holding, placing
from borough.residents.ingest import ingest
from borough.residents.models import Change, Pending, Placing, Record
from borough.residents.queries import sheet
from borough.residents.search.queries import search
from tests.residents.people import given
from tests.residents.test_ingest import EVERYTHING, change

PEOPLE = """
who | feed      | key | forename | surname | date_of_birth | house | street       | postcode | phone
a   | schools   | S1  | amina    | yusuf   | 1984-05-03    | 12    | SANDALL ROAD | NW5 2AP  | 07700 900123
a   | crm       | C1  | amina    | yusuf   | 1984-05-03    | 12    | SANDALL ROAD | NW5 2AP  | 07700 900123
b   | crm       | C2  | robert   | fitzroy | 1950-11-12    | 3     | LEIGHTON PL  | NW5 1TU  |
b   | benefits  | B2  | robert   | fitzroy | 1950-11-12    | 3     | LEIGHTON PL  | NW5 1TU  |
"""


@pytest.fixture
def people(db):
    return given(PEOPLE)


def place():
    return placing.place_all(timezone.now())


def whose(feed: str, key: str):
    return Record.objects.get(feed=feed, source_key=key).person


def test_a_new_record_is_nowhere_until_it_is_placed_and_then_with_whom_it_is_about(people):
    ingest(
        change("libraries", "_key | name | date_of_birth\nL1 | YUSUF, Amina | 1984-05-03\nL9 | KHAN, Mei |")
    )
    assert whose("libraries", "L1") is None
    assert not search("khan", opened=EVERYTHING).hits
    assert place() == 2
    assert whose("libraries", "L1") == people["a"]
    assert [hit.person_id for hit in search("khan", opened=EVERYTHING).hits] == [whose("libraries", "L9").pk]
    assert not Pending.objects.exists()
    assert place() == 0


def test_a_record_that_now_says_somebody_else_goes_to_them(people):
    said = "_key | customer_name\nC1 | FITZROY, Robert"
    fields = {c.role: c.field for c in change("crm").contract.columns if c.role}
    said = f"_key | {fields['forename']} | {fields['surname']} | {fields['address']} | {fields['postcode']}"
    ingest(change("crm", f"{said}\nC1 | Robert | Fitzroy | 3 LEIGHTON PL | NW5 1TU"))
    assert whose("crm", "C1") is None
    assert [row.said.key for row in sheet(people["a"].identifier).records] == ["S1"]
    place()
    assert whose("crm", "C1") == people["b"]
    moved = Change.objects.get()
    assert (moved.kind, moved.person, moved.other, moved.records) == ("moved", people["a"], people["b"], 1)
    assert (moved.batch_id, moved.placing.cause) == (2, "batch")
    assert moved.moved == [Record.objects.get(source_key="C1").pk]


def test_one_who_loses_every_record_is_merged_and_the_old_identifier_says_where_they_went(people):
    ingest(change("libraries", "_key | name | date_of_birth\nL1 | KHAN, Mei | 1990-02-03"))
    place()
    mei = whose("libraries", "L1")
    ingest(change("libraries", "_key | name | date_of_birth\nL1 | YUSUF, Amina | 1984-05-03", batch=3))
    place()
    assert whose("libraries", "L1") == people["a"]
    assert sheet(mei.identifier).became == people["a"].identifier
    assert [(c.kind, c.person, c.other, c.batch_id) for c in Change.objects.all()] == [
        ("merged", mei, people["a"], 3)
    ]


def test_many_records_are_placed_step_by_step(people, monkeypatch):
    monkeypatch.setattr(placing, "AT_A_TIME", 2)
    ingest(
        change("libraries", "_key | name\n" + "\n".join(f"L{n} | KHAN, Ann{'abcdefgh'[n]}" for n in range(5)))
    )
    assert place() == 5
    assert [step.records for step in Placing.objects.filter(cause="batch").order_by("id")] == [2, 2, 1]
    assert not Record.objects.filter(person=None).exists()


def test_a_fault_leaves_all_as_it_was_and_the_next_step_makes_it_good(people, monkeypatch):
    ingest(change("libraries", "_key | name | date_of_birth\nL1 | YUSUF, Amina | 1984-05-03"))

    def power_cut(*_):
        raise RuntimeError("power cut")

    with monkeypatch.context() as broken:
        broken.setattr(placing, "index_people", power_cut)
        with pytest.raises(RuntimeError):
            place()
    assert Pending.objects.count() == 1
    assert whose("libraries", "L1") is None
    assert place() == 1
    assert whose("libraries", "L1") == people["a"]


def test_an_index_on_disk_that_lags_behind_catches_up(people):
    """As after a SIGKILL: what was placed is in the database, and in nobody's memory."""
    ingest(change("libraries", "_key | name | date_of_birth\nL1 | YUSUF, Amina | 1984-05-03"))
    place()
    ingest(change("libraries", "_key | name | date_of_birth\nL2 | FITZROY, Robert | 1950-11-12", batch=3))
    ingest(change("libraries", removed=("L1",), batch=4))
    place()
    holding.let_go()
    ingest(change("libraries", "_key | name | date_of_birth\nL3 | FITZROY, Robert | 1950-11-12", batch=5))
    place()
    assert whose("libraries", "L2") == whose("libraries", "L3") == people["b"]
    held = holding.current()
    keys = [str(pk) for pk in Record.objects.values_list("pk", flat=True)]
    assert sorted(held.index.entities()["id"]) == sorted(keys)
    assert Change.objects.exclude(kind="gone").count() == 0


@pytest.mark.parametrize("harm", ["damaged", "of another history", "gone"])
def test_an_index_that_cannot_be_used_is_made_anew(people, harm, caplog):
    ingest(change("libraries", "_key | name | date_of_birth\nL1 | YUSUF, Amina | 1984-05-03"))
    place()
    placing.keep_on_disk(at_least=0)
    (folder,) = holding._folder().iterdir()
    holding.let_go()
    if harm == "damaged":
        next(folder.glob("*.bin")).write_bytes(b"")
    elif harm == "gone":
        folder.rename(folder.with_name("elsewhere"))
    else:
        Placing.objects.update(token="another")
    ingest(change("libraries", "_key | name | date_of_birth\nL2 | YUSUF, Amina | 1984-05-03", batch=3))
    place()
    assert whose("libraries", "L2") == people["a"]


def test_so_much_that_nothing_learned_fits_is_linked_as_a_whole(people, monkeypatch):
    monkeypatch.setattr(placing, "MANY", 1)
    ingest(
        change("libraries", "_key | name | date_of_birth\nL1 | YUSUF, Amina | 1984-05-03\nL2 | KHAN, Mei |")
    )
    place()
    assert Placing.objects.latest("id").cause == "relink"
    assert whose("libraries", "L1") == people["a"]
    assert not Pending.objects.exists()
