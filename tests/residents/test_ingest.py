"""What a feed's change does to the index."""

from datetime import date

import polars as pl
import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from borough.platform.feeds import api as feeds
from borough.residents.gates import opened_by
from borough.residents.ingest import ingest
from borough.residents.models import Person, Record
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


def test_a_new_record_is_found_at_once(linked):
    ingest(change("libraries", LIBRARY))
    (hit,) = search("fitzroy", opened=EVERYTHING).hits
    assert Record.objects.get(source_key="L2").person_id == hit.person_id


def test_a_new_record_goes_to_the_person_whom_it_names_beyond_doubt(linked):
    field = next(c.field for c in feeds.contract_of("libraries").columns if c.role == "date_of_birth")
    ingest(
        change(
            "libraries",
            f"_key | name | {field}\nL1 | YUSUF, Amina | 1984-05-03\nL3 | YUSUF, Amina | 1999-01-01",
        )
    )
    assert Record.objects.get(source_key="L1").person == linked["a"]
    assert Record.objects.get(source_key="L3").person != linked["a"]


def test_a_changed_record_stays_with_its_person_and_is_found_by_its_new_name(linked):
    ingest(change("libraries", LIBRARY))
    before = Record.objects.get(source_key="L2").person
    ingest(change("libraries", "_key | name\nL2 | WARSAME, Robert", batch=3))
    record = Record.objects.get(source_key="L2")
    assert (record.surname, record.person, record.batch_id) == ("warsame", before, 3)
    assert search("warsame", opened=EVERYTHING).hits
    assert not [hit for hit in search("fitzroy", opened=EVERYTHING).hits if hit.exact]


def test_what_the_source_deletes_the_index_forgets(linked):
    ingest(change("libraries", LIBRARY))
    ingest(change("libraries", removed=("L2",), batch=3))
    assert names() == [("L1", "yusuf")]
    assert not search("fitzroy", opened=EVERYTHING).hits


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


def test_a_large_change_waits_for_a_linking_that_is_promised_with_it(linked, monkeypatch):
    monkeypatch.setattr("borough.residents.ingest.SMALL", 1)
    for batch in (2, 3):
        ingest(change("libraries", LIBRARY, batch=batch))
    (promised,) = ProcrastinateJob.objects.filter(queue_name="residents", status="todo")
    assert promised.task_name.endswith("link_waiting")
    assert Record.objects.filter(feed="libraries", person=None).count() == 2
