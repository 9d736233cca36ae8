"""What a feed's change does to the index."""

from datetime import date

import polars as pl
import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from borough.platform.feeds import api as feeds
from borough.residents.gates import opened_by
from borough.residents.ingest import ingest
from borough.residents.models import Change, Pending, Person, Record
from borough.residents.search.queries import search
from tests.residents.people import given, table

EVERYTHING = opened_by("data-rights")  # the purpose that opens every source and number


def change(feed: str, rows: str = "", removed: tuple[str, ...] = (), batch: int = 2) -> feeds.Change:
    """A change of this feed; columns that the table leaves out say nothing."""
    contract = feeds.contract_of(feed)
    values = (
        [{name: row.get(name) or None for name in ("_key", *contract.fields)} for row in table(rows)]
        if rows
        else []
    )
    frame = pl.DataFrame(values, schema=dict.fromkeys(["_key", *contract.fields], pl.String))
    frame = frame.with_row_index("_row", offset=1)
    gone = pl.Series("_key", list(removed), dtype=pl.String)
    return feeds.Change(
        contract=contract, batch_id=batch, extracted_on=date(2026, 10, 8), changed=frame, removed=gone
    )


LIBRARY = """
_key | name
L1   | YUSUF, Amina
L2   | FITZROY, Robert
"""


@pytest.fixture
def linked(db):
    return given("""
        who | feed    | forename | surname | date_of_birth | house | postcode
        a   | schools | amina    | yusuf   | 1984-05-03    | 12    | NW1 8EH
    """)


def names() -> list[tuple[str, str]]:
    return sorted(Record.objects.filter(feed="libraries").values_list("source_key", "surname"))


def test_before_the_first_linking_records_wait_without_a_person(db):
    ingest(change("libraries", LIBRARY))
    assert names() == [("L1", "yusuf"), ("L2", "fitzroy")]
    assert not Person.objects.exists()


def test_a_changed_record_stays_where_it_is_certain_and_stands_nowhere_where_it_is_not(linked):
    """What is looked at: another address is no other person; another name may be one."""
    schools = "_key | forename | surname | date_of_birth | postcode\n"
    person = linked["a"]
    key = Record.objects.get().source_key
    Record.objects.create(
        feed="crm",
        source_key="C1",
        number=1,
        person=person,
        surname="yusuf",
        batch_id=1,
        row=1,
        as_of="2026-10-01",
    )
    cases = [("amina | yusuf | 1984-05-03 | NW5 3HS", person), ("amina | khan | 1984-05-03 | NW5 3HS", None)]
    for batch, (row, whose) in enumerate(cases, 2):
        ingest(change("schools", f"{schools}{key} | {row}", batch=batch))
        assert Record.objects.get(feed="schools").person == whose
        waits = Pending.objects.get()
        assert (waits.was, waits.batch_id, waits.gone) == (person, batch, False)


def test_one_that_is_all_that_its_person_is_known_by_stays(linked):
    key = Record.objects.get().source_key
    ingest(change("schools", f"_key | forename | surname\n{key} | mei | khan"))
    assert Record.objects.get().person == linked["a"]
    assert search("mei khan", opened=EVERYTHING).hits


def test_what_says_nothing_new_waits_for_nothing(linked):
    for batch, waiting in ((2, 2), (3, 0)):
        ingest(change("libraries", LIBRARY, batch=batch))
        assert Pending.objects.count() == waiting
        Pending.objects.all().delete()


def test_what_the_source_deletes_the_index_forgets_at_once_and_says_so(linked):
    key = Record.objects.get().source_key
    ingest(change("schools", removed=(key,), batch=3))
    assert not Record.objects.exists()
    assert not search("yusuf", opened=EVERYTHING).hits
    gone = Change.objects.get()
    assert (gone.kind, gone.person, gone.other, gone.feed, gone.batch_id, gone.records, gone.moved) == (
        "gone", linked["a"], None, "schools", 3, 1, [],
    )  # fmt: skip
    assert Pending.objects.get().gone


def test_a_joint_account_is_a_record_for_each_person(linked):
    ingest(change("council_tax", "_key | liable_names\n70012345 | MR & MRS A KHAN"))
    found = Record.objects.filter(feed="council_tax").values_list("number", "surname")
    assert sorted(found) == [(1, "khan"), (2, "khan")]


def test_one_who_left_a_joint_account_is_forgotten_there(linked):
    ingest(change("council_tax", "_key | liable_names\n70012345 | MR & MRS A KHAN"))
    ingest(change("council_tax", "_key | liable_names\n70012345 | MR A KHAN", batch=3))
    assert Record.objects.filter(feed="council_tax").count() == 1


def test_the_same_change_twice_is_the_same_as_once(linked):
    for _ in range(2):
        ingest(change("libraries", LIBRARY))
    assert len(names()) == 2


def test_a_placing_is_promised_with_the_batch_and_once(linked):
    for batch in (2, 3):
        ingest(change("libraries", LIBRARY, batch=batch))
    (promised,) = ProcrastinateJob.objects.filter(queue_name="residents", status="todo")
    assert promised.task_name.endswith("place")


def test_a_value_too_long_for_its_column_is_left_out_and_no_row_is_lost(linked):
    ingest(
        change("libraries", "_key | name | postcode\nL1 | KHAN, Mei | 05JUL2021\nL2 | KHAN, Ann | NW5 2AP")
    )
    found = Record.objects.filter(feed="libraries").order_by("source_key")
    assert [record.postcode for record in found] == [None, "NW5 2AP"]
