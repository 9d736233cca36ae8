"""A person's own list: each time that something about them was shown, and to whom."""

import pytest

from borough.platform.audit import api as audit


@pytest.mark.django_db
def test_a_person_is_found_as_subject_and_among_those_that_a_search_showed():
    audit.record(
        "person.looked", actor=audit.SYSTEM, subject="P1", purpose="tenancy", reason="T-1",
        detail={"fields": ["identity", "address"]},
    )  # fmt: skip
    audit.record("person.searched", actor=audit.SYSTEM, reason="CRM 2", detail={"people": ["P1", "P2"]})
    audit.record("person.looked", actor=audit.SYSTEM, subject="P2")
    audit.record("role.given", actor=audit.SYSTEM, subject="P1")
    looks = audit.looks_at("P1")
    assert [(look.event, look.reason, look.fields) for look in looks] == [
        ("person.searched", "CRM 2", ()),
        ("person.looked", "T-1", ("identity", "address")),
    ]


@pytest.mark.django_db
def test_everybody_in_the_log_once_under_their_last_name():
    class Somebody:
        def __init__(self, id, name):
            self.id, self.name, self.roles = id, name, []

    for somebody in (Somebody("user:1", "Ada Smith"), audit.SYSTEM, Somebody("user:1", "Ada Jones")):
        audit.record("person.looked", actor=somebody)
    assert audit.actors() == [("user:1", "Ada Jones"), ("system", "The system")]
