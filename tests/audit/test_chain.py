"""The log only grows, and any change to it shows."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, transaction

from borough.platform.audit import api as audit
from borough.platform.audit import leaves, operations
from borough.platform.audit.models import Event


def tamper(sql: str) -> None:
    """What only the owner of the table can do: lift the guards, change, put them back."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
        cursor.execute(sql)
        cursor.execute("ALTER TABLE audit_event ENABLE ALWAYS TRIGGER chain")
        cursor.execute("ALTER TABLE audit_event ENABLE ALWAYS TRIGGER append_only")
        cursor.execute("ALTER TABLE audit_event ENABLE ALWAYS TRIGGER never_emptied")


def record_five():
    for number in range(5):
        audit.record("person.looked", actor=audit.SYSTEM, subject=f"person:{number}", reason="CRM 1")


@pytest.mark.django_db
def test_an_entry_keeps_who_whom_and_why():
    position = audit.record(
        "person.looked", actor=audit.SYSTEM, subject="person:7", purpose="serve-a-caller",
        reason="CRM 4410275", detail={"fields": ["identity"]},
    )  # fmt: skip
    entry = audit.entry(position)
    assert (entry.actor, entry.about, entry.purpose, entry.reason) == (
        "system", "person:7", "serve-a-caller", "CRM 4410275",
    )  # fmt: skip
    assert json.loads(entry.detail) == {"fields": ["identity"]}
    assert audit.verify() == audit.Verified(1, entry.hash)  # the root of one leaf is that leaf


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET reason = 'other'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event",
        "SET LOCAL session_replication_role = replica; DELETE FROM audit_event",
    ],
)
def test_the_database_refuses_to_change_or_remove(statement):
    record_five()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)
    assert Event.objects.count() == 5


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "position", "reason"),
    [
        ("UPDATE audit_event SET reason = 'another' WHERE position = 3", 3, "changed"),
        ("UPDATE audit_event SET at = at - interval '1 second' WHERE position = 2", 2, "changed"),
        ("DELETE FROM audit_event WHERE position = 4", 4, "missing"),
        (
            "UPDATE audit_event SET position = -position WHERE position IN (2, 3);"
            "UPDATE audit_event SET position = 5 + position WHERE position < 0",
            2,
            "does not follow",
        ),
    ],
    ids=["content", "time", "removed", "reordered"],
)
def test_verify_names_the_first_entry_that_was_tampered_with(change, position, reason):
    record_five()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event DROP CONSTRAINT positions_start_at_one")
    tamper(change)
    found = audit.verify()
    assert isinstance(found, audit.Broken)
    assert found.position == position
    assert reason in found.reason


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("lift", "said"),
    [
        (
            "ALTER TABLE audit_event DISABLE TRIGGER append_only",
            "This is not always on: CREATE TRIGGER append_only",
        ),
        ("ALTER TABLE audit_head ENABLE TRIGGER never_emptied", "This is not always on"),  # not for a replica
        ("DROP TRIGGER chain ON audit_event", "This is missing: CREATE TRIGGER chain"),
        (
            "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
            "The function audit_refuse is not as it was made",
        ),
        (
            "DROP TRIGGER append_only ON audit_event;"
            "CREATE TRIGGER append_only BEFORE UPDATE ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_refuse();"
            "ALTER TABLE audit_event ENABLE ALWAYS TRIGGER append_only",
            "This is missing: CREATE TRIGGER append_only BEFORE DELETE OR UPDATE",
        ),
    ],
    ids=["off", "not for a replica", "gone", "hollow", "half"],
)
def test_verify_says_when_a_guard_was_lifted_though_every_entry_is_whole(lift, said):
    record_five()
    with connection.cursor() as cursor:
        cursor.execute(lift)
    found = audit.verify()
    assert isinstance(found, audit.Unguarded)
    assert said in found.reason


@pytest.mark.django_db(transaction=True)
def test_eight_writers_at_once_make_one_chain():
    def write(writer: int) -> None:
        for number in range(20):
            audit.record("person.looked", actor=audit.SYSTEM, subject=f"{writer}:{number}")
        connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    assert audit.verify().entries == 160
    assert Event.objects.values("subject").distinct().count() == 160


@pytest.mark.django_db(transaction=True)
def test_what_was_recorded_outside_a_transaction_stays_when_the_next_step_fails():
    with pytest.raises(ZeroDivisionError):  # noqa: PT012
        audit.record("person.looked", actor=audit.SYSTEM)
        with transaction.atomic():
            audit.record("person.searched", actor=audit.SYSTEM)
            1 / 0  # noqa: B018
    assert [entry.event for entry in Event.objects.all()] == ["person.looked"]


@pytest.mark.django_db(transaction=True)
def test_several_readers_of_one_log_come_to_what_one_does(monkeypatch, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_event (event, actor, actor_name, roles, subject, purpose, reason, detail) "
            "SELECT 'feed.loaded', 'system', '', '', 'batch:' || n, '', '', '{}' FROM generate_series(1, 1300) n"
        )
    operations.sign_head()
    alone = audit.verify()
    monkeypatch.setattr(leaves, "WORTH_SHARING", 100)
    monkeypatch.setattr(leaves.os, "cpu_count", lambda: 3)
    assert isinstance(alone, audit.Verified)
    assert audit.verify() == alone
    tamper("UPDATE audit_event SET reason = 'another' WHERE position = 900")
    assert audit.verify().position == 900
