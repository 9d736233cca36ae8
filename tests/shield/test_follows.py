"""A shield covers the person, every record and every candidate: it outlives updates, merges and splits."""

import pytest
from django.db import connection

from borough.residents.models import Change, Record
from borough.residents.shield.likeness import cover
from borough.residents.shield.models import Shield
from borough.residents.shield.operations import ask_to_lift, lift
from borough.residents.shield.rules import Kind
from tests.residents.people import given
from tests.shield.world import LEAD, NOW, PRIVACY, shielded

pytestmark = pytest.mark.django_db
PEOPLE = """
who       | feed    | key | forename | surname | date_of_birth | house | street         | postcode | phone
leila     | crm     | C-1 | leila    | haddad  | 1991-04-12    | 9     | secret row     | NW3 1AA  | +447700900123
double    | housing | T-2 | leila    | osman   | 1991-04-12    | 4     | malden road    | NW5 3HS  |
namesake  | housing | T-3 | leila    | haddad  | 1978-09-30    | 7     | malden road    | NW5 3HS  |
neighbour | housing | T-4 | sarah    | jones   | 1984-01-01    | 9     | secret row     | NW3 1AA  |
"""


@pytest.fixture
def people(db):
    return given(PEOPLE)


def under(people) -> set[str]:
    pks = set(Shield.objects.filter(lifted_at=None).values_list("person", flat=True))
    return {who for who, person in people.items() if person.pk in pks}


def flows(kind: str, one, other):
    Change.objects.create(kind=kind, person=one, other=other, at=NOW, records=1)


def lifted(person):
    for its in Shield.objects.filter(person=person, lifted_at=None):
        ask_to_lift(its.pk, because="MARAC 2026/44", by=LEAD, now=NOW)
        lift(its.pk, by=PRIVACY, now=NOW)


def test_candidates_not_yet_linked_are_under_it_and_namesakes_are_not(people):
    shielded(people["leila"])
    assert under(people) == {"leila", "double"}


def test_a_record_that_comes_in_is_covered_before_it_is_seen(people):
    shielded(people["leila"])
    came = Record.objects.get(source_key="T-4")
    Record.objects.filter(pk=came.pk).update(forename="leyla", surname="haddad", date_of_birth="1991-04-12")
    assert cover([came.pk]) == [people["neighbour"].pk]
    assert under(people) == {"leila", "double", "neighbour"}


def test_an_ordinary_update_covers_nobody(people):
    shielded(people["leila"])
    assert (
        cover(
            list(
                Record.objects.filter(person__in=[people["namesake"], people["neighbour"]]).values_list(
                    "pk", flat=True
                )
            )
        )
        == []
    )


@pytest.mark.parametrize("kind", ["merged", "split", "moved"])
def test_whoever_gets_her_records_is_under_it(people, kind):
    shielded(people["leila"])
    flows(kind, people["leila"], people["neighbour"])
    assert "neighbour" in under(people)


def test_a_split_leaves_both_halves_under_it_until_two_people_release_one(people):
    shielded(people["leila"])
    flows("split", people["leila"], people["neighbour"])
    lifted(people["neighbour"])
    assert under(people) == {"leila", "double"}
    assert not cover([Record.objects.get(source_key="T-4").pk]), "and it is not put back by the next update"


def test_a_merge_keeps_all_shields_so_that_the_stricter_holds(people):
    shielded(people["leila"], Kind.WITNESS)
    shielded(people["neighbour"], Kind.COLLEAGUE)
    flows("merged", people["leila"], people["neighbour"])
    kinds = Shield.objects.filter(person=people["neighbour"], lifted_at=None).values_list("kind", flat=True)
    assert set(kinds) == {Kind.WITNESS, Kind.COLLEAGUE}


def test_from_an_ordinary_person_nothing_follows(people):
    shielded(people["leila"])
    flows("merged", people["namesake"], people["neighbour"])
    assert under(people) == {"leila", "double"}


def test_what_only_she_was_called_is_a_word_that_nobody_knows(people):
    given("who | forename | surname\nzeb | zebedee | quillfeather\nother | anne | quillfeather")
    zeb = Record.objects.get(forename="zebedee").person
    shielded(zeb)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, people FROM search_term WHERE text IN ('zebedee', 'quillfeather')")
        assert cursor.fetchall() == [("quillfeather", 1)]
        cursor.execute(
            "SELECT count(*) FROM search_spelling s "
            "WHERE NOT EXISTS (SELECT FROM search_term t WHERE t.id = s.term_id)"
        )
        assert cursor.fetchone() == (0,)
