"""A look at a source's row is a look at the persons it is about, and they are told."""

from borough.platform.audit import api as audit
from borough.platform.audit.queries import looks_at
from borough.platform.feeds.subjects import people_of
from tests.residents.people import given


def test_the_persons_of_a_row_are_those_of_its_record(db):
    people = given("""
        who   | feed      | key | forename | surname
        amina | libraries | L1  | amina    | yusuf
        bob   | parking   | L1  | robert   | fitzroy
    """)
    assert people_of("libraries", "L1") == [people["amina"].identifier]
    assert people_of("libraries", "L2") == []


def test_a_row_that_was_opened_stands_in_the_list_of_who_looked(db):
    audit.record("row.opened", actor=audit.SYSTEM, detail={"people": ["7KQ2M-4XT9P"]})
    assert [look.event for look in looks_at("7KQ2M-4XT9P")] == ["row.opened"]
