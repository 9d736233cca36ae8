"""People stand in the log by pseudonyms, whose keys can be destroyed while the tree still holds."""

import pytest
from django.db import connection

from borough.platform.audit import api as audit
from borough.platform.audit.models import Event, Pseudonym
from borough.platform.audit.pseudonyms import is_person

pytestmark = pytest.mark.django_db
PERSON, OTHER = "7KQ2M-4XT9P", "3ABCD-EFGHJ"


@pytest.fixture(autouse=True)
def looks(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    audit.record("person.looked", actor=audit.SYSTEM, subject=PERSON, detail={"people": [PERSON, OTHER]})
    audit.record("person.searched", actor=audit.SYSTEM, detail={"people": [OTHER, PERSON], "found": 2})
    audit.record("feed.loaded", actor=audit.SYSTEM, subject="batch:12")


def everything_in(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT string_agg(t::text, ' ') FROM {table} t")
        return cursor.fetchone()[0] or ""


@pytest.mark.parametrize(
    ("subject", "person"),
    [(PERSON, True), ("P1", True), ("batch:12", False), ("user:7", False), ("p:ab", False), ("", False)],
)
def test_what_has_a_colon_is_no_person(subject, person):
    assert is_person(subject) == person


def test_no_entry_holds_an_identifier_and_every_look_is_found_by_it():
    assert PERSON not in everything_in("audit_event")
    assert [look.event for look in audit.looks_at(PERSON)] == ["person.searched", "person.looked"]
    assert [entry.about for entry in audit.entries()] == ["batch:12", "", PERSON]
    assert audit.people_in(audit.entry(2)) == [OTHER, PERSON]


def test_one_person_has_one_pseudonym_and_two_have_two():
    assert Pseudonym.objects.count() == 2
    assert len({row.pseudonym for row in Pseudonym.objects.all()}) == 2


def test_who_is_forgotten_is_nowhere_and_the_tree_still_holds():
    before = [row.hash for row in Event.objects.order_by("position")]
    assert audit.forget(PERSON, actor=audit.SYSTEM, reason="Erasure request 2027/3")
    assert not any(PERSON in everything_in(table) for table in ("audit_event", "audit_pseudonym"))
    assert audit.looks_at(PERSON) == []
    assert audit.people_in(audit.entry(2))[0] == OTHER
    assert audit.people_in(audit.entry(2))[1].startswith("p:")
    assert [row.hash for row in Event.objects.order_by("position")][:3] == before
    assert isinstance(audit.verify(), audit.Verified)
    assert not audit.forget(PERSON, actor=audit.SYSTEM, reason="Again")


def test_who_is_looked_at_again_after_being_forgotten_is_somebody_new():
    audit.forget(PERSON, actor=audit.SYSTEM, reason="Erasure request 2027/3")
    audit.record("person.looked", actor=audit.SYSTEM, subject=PERSON)
    assert [look.event for look in audit.looks_at(PERSON)] == ["person.looked"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE audit_pseudonym SET person = 'SOMEB-ODYEL' WHERE person = '7KQ2M-4XT9P'", "another's"),
        (
            "DELETE FROM audit_pseudonym WHERE person = '7KQ2M-4XT9P'",
            "no entry says that they were forgotten",
        ),
    ],
    ids=["given to somebody else", "removed in silence"],
)
def test_a_look_that_was_taken_from_its_person_is_found(change, said):
    with connection.cursor() as cursor:
        cursor.execute(change)
    found = audit.verify()
    assert isinstance(found, audit.Broken)
    assert (found.position, said in found.reason) == (1, True)
