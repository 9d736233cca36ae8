"""Alive is not ready: ready says which of the things it needs is missing."""

import pytest
from django.db import DatabaseError, connection

from borough.config import health


@pytest.fixture
def worker(db):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")


def test_alive_needs_nothing(client):
    """No `db`: asking the database here would fail the test."""
    assert client.get("/health/").content == b"alive\n"


def test_ready_when_everything_holds(client, worker):
    answer = client.get("/ready/")
    assert (answer.status_code, answer.json()["ready"]) == (200, True)


@pytest.mark.parametrize("name", ["database", "migrations", "worker", "disk"])
def test_not_ready_names_what_does_not_hold(client, worker, monkeypatch, name):
    monkeypatch.setitem(health.CHECKS, name, lambda: False)
    answer = client.get("/ready/")
    assert answer.status_code == 503
    assert [check for check, good in answer.json()["checks"].items() if not good] == [name]


def test_a_check_that_fails_is_a_no_and_not_a_fault(client, worker, monkeypatch):
    def unreachable():
        raise DatabaseError

    monkeypatch.setitem(health.CHECKS, "database", unreachable)
    assert client.get("/ready/").json()["checks"]["database"] is False


def test_a_worker_that_stopped_beating_is_not_alive(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '2 minutes')"
        )
    assert not health.a_worker_is_alive()


def test_a_full_disk_is_not_ready(monkeypatch, settings):
    monkeypatch.setattr(health, "DISK", 10**18)
    assert not health.disk_has_room()


def test_a_missing_migration_is_not_ready(db, monkeypatch):
    monkeypatch.setattr(health, "_applied", set())
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'audit'")
    assert not health.migrations_are_applied()


def test_what_was_applied_is_not_looked_up_again(db, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(health, "_applied", set())
    assert health.migrations_are_applied()
    with django_assert_num_queries(0):
        assert health.migrations_are_applied()
