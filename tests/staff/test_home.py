"""The staff home page: what waits, to those who may do something about it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from borough.platform.access import operations
from borough.platform.access.attention import Attention, _sources, needs_attention
from borough.platform.access.rules import Action, Role
from borough.platform.audit import api as audit
from borough.staff.actions import READ_LOG
from tests.people import sign_in, somebody

pytestmark = pytest.mark.django_db


def home(client, role) -> str:
    client.logout()
    sign_in(client, role)
    return client.get("/staff/").content.decode()


def test_what_waits_is_shown_to_those_who_may_do_something_about_it(client):
    @needs_attention
    def something(now):
        yield Attention("Three things wait", "/staff/audit/", READ_LOG)
        yield Attention("Nobody may do this", "/", Action("never:granted", "Never granted"))

    try:
        assert "Three things wait" in home(client, "auditor")
        assert "Three things wait" not in home(client, "officer")
        assert "Nobody may do this" not in home(client, "auditor")
    finally:
        _sources.remove(something)


def test_the_administrator_sees_roles_that_end_within_a_week(client):
    ada = somebody("resident")
    until = timezone.now() + timedelta(days=3)
    operations.give(holder=ada, role=Role.OFFICER, by=audit.SYSTEM, because="cover", until=until)
    assert "1 role ends within a week" in home(client, "administrator")
    assert "1 role ends within a week" not in home(client, "officer")


def test_the_auditor_sees_that_the_log_was_not_signed(client, time_machine):
    audit.record("person.looked", actor=audit.SYSTEM)
    assert "not signed" not in home(client, "auditor")
    time_machine.move_to(timezone.now() + timedelta(minutes=16))
    assert "not signed for 16 minutes" in home(client, "auditor")


def test_the_auditor_sees_that_a_guard_of_the_log_was_lifted(client):
    assert "not guarded" not in home(client, "auditor")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER append_only")
    assert "not guarded" in home(client, "auditor")


def test_the_auditor_sees_that_a_purpose_is_due_for_review(client, time_machine):
    assert "Review is due" not in home(client, "auditor")
    time_machine.move_to("2027-01-20 12:00Z")
    assert "Review is due: Safeguard a child (Director of Children" in home(client, "auditor")


def test_links_are_those_that_the_role_may_follow(client):
    assert "/staff/audit/" in home(client, "auditor")
    assert "/staff/audit/" not in home(client, "officer")
    assert "/staff/access/" in home(client, "administrator")


def test_only_those_who_look_at_people_are_told_to_say_why(client):
    assert "you say why" in home(client, "officer")
    assert "you say why" in home(client, "index_steward")
    assert "you say why" not in home(client, "auditor")
    assert "you say why" not in home(client, "administrator")
