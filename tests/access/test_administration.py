"""Accounts and roles: given by somebody else, for a reason, from a day to a day, and never forgotten."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from borough.platform.access import operations
from borough.platform.access.models import Grant, User
from borough.platform.access.operations import NotDone
from borough.platform.access.queries import roles_of
from borough.platform.access.rules import Actor, Role
from borough.platform.audit.api import SYSTEM
from borough.platform.audit.models import Event
from tests.people import sign_in, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    sign_in(client, "administrator")
    return client


@pytest.fixture
def ada():
    return somebody("resident")


def test_a_role_counts_from_its_first_moment_to_its_last(ada, time_machine):
    time_machine.move_to("2027-03-01 09:00Z", tick=False)
    operations.give(
        holder=ada, role=Role.OFFICER, by=SYSTEM, because="cover", until=timezone.now() + timedelta(days=1)
    )
    assert roles_of(ada.pk) == {Role.OFFICER}
    time_machine.shift(timedelta(days=1))
    assert roles_of(ada.pk) == {Role.RESIDENT}


def test_a_role_is_held_once_at_a_time_and_may_be_given_again(ada):
    first = operations.give(holder=ada, role=Role.OFFICER, by=SYSTEM, because="joined")
    again = operations.give(holder=ada, role=Role.OFFICER, by=SYSTEM, because="joined")
    assert isinstance(again, NotDone)
    operations.end(grant=first.pk, by=SYSTEM, because="left")
    assert isinstance(operations.give(holder=ada, role=Role.OFFICER, by=SYSTEM, because="back"), Grant)


def test_nobody_changes_their_own_roles(ada):
    herself = Actor(ada.actor_id, ada.name, frozenset({Role.ADMINISTRATOR}), True)
    given = operations.give(holder=ada, role=Role.ADMINISTRATOR, by=SYSTEM, because="joined")
    assert (
        "another administrator"
        in operations.give(holder=ada, role=Role.AUDITOR, by=herself, because="I want to").reason
    )
    assert "another administrator" in operations.end(grant=given.pk, by=herself, because="tired").reason
    assert "another administrator" in operations.start_again(user=ada, by=herself, because="lost").reason


@pytest.mark.parametrize(
    "wrong",
    [
        {"until": timezone.now() - timedelta(days=900)},
        {"role": "resident"},
        {"because": ""},
    ],
    ids=["ends before it begins", "not a staff role", "without a reason"],
)
def test_the_database_refuses_a_grant_that_makes_no_sense(ada, wrong):
    fields = {"role": "officer", "since": timezone.now(), "given_by": "system", "because": "joined"} | wrong
    with pytest.raises(IntegrityError):
        Grant.objects.create(holder=ada, **fields)


def test_the_list_shows_everybody_and_is_narrowed_by_role(administrator, ada):
    somebody("auditor")
    everybody = administrator.get("/staff/access/").content.decode()
    assert "Sam Auditor" in everybody
    assert ada.name in everybody
    auditors = administrator.get("/staff/access/", {"role": "auditor"}).content.decode()
    assert "Sam Auditor" in auditors
    assert ada.name not in auditors


def test_an_administrator_gives_a_role_and_ends_it(administrator, ada):
    asked = {
        "role": "officer",
        "because": "Joined Housing",
        "until-day": "",
        "until-month": "",
        "until-year": "",
    }
    assert administrator.post(f"/staff/access/{ada.pk}/give/", asked).url == f"/staff/access/{ada.pk}/"
    grant = Grant.objects.get(holder=ada)
    page = administrator.get(f"/staff/access/{ada.pk}/").content.decode()
    assert "Joined Housing" in page
    assert "Sam Administrator" in page
    ending = f"/staff/access/grants/{grant.pk}/end/"
    assert "Enter why" in administrator.post(ending, {"because": ""}).content.decode()
    assert administrator.post(ending, {"because": "Left"}).status_code == 302
    assert roles_of(ada.pk) == {Role.RESIDENT}
    assert "Ended: Left (Sam Administrator)" in administrator.get(f"/staff/access/{ada.pk}/").content.decode()
    assert administrator.get(ending).status_code == 404  # it has ended
    events = Event.objects.filter(subject=ada.actor_id).order_by("position").values_list("event", "reason")
    assert list(events) == [("role.given", "Joined Housing"), ("role.ended", "Left")]


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"role": "", "because": "x"}, "Select a role"),
        ({"role": "resident", "because": "x"}, "Select"),
        ({"role": "officer", "because": ""}, "Enter why they need it"),
        (
            {"role": "officer", "because": "x", "until-day": "1", "until-month": "1", "until-year": "2020"},
            "must be in the future",
        ),
    ],
)
def test_a_form_that_is_not_complete_says_what_to_do(administrator, ada, asked, says):
    answer = administrator.post(f"/staff/access/{ada.pk}/give/", asked)
    assert answer.status_code == 422
    assert not Grant.objects.filter(holder=ada).exists()


def test_an_account_is_opened_and_its_link_is_shown_once(administrator):
    page = administrator.post("/staff/access/new/", {"name": "New Person", "email": "new@example.org"})
    link = page.content.decode().partition("http://testserver")[2].partition("<")[0]
    assert "Set your password" in Client().get(link, follow=True).content.decode()
    again = administrator.post("/staff/access/new/", {"name": "New Person", "email": "NEW@example.org"})
    assert "has an account already" in again.content.decode()
    assert not User.objects.get(email="new@example.org").has_usable_password()


def test_somebody_who_lost_their_telephone_starts_again(administrator, ada):
    Authenticator.objects.create(user=ada, type="totp", data={})
    page = administrator.post(
        f"/staff/access/{ada.pk}/start-again/", {"because": "Lost; rang the directory number"}
    )
    assert "A link for" in page.content.decode()
    assert not Authenticator.objects.filter(user=ada).exists()
    assert Event.objects.filter(event="account.started_again", subject=ada.actor_id).exists()


def test_an_ended_role_ends_in_the_middle_of_a_session(client):
    officer = sign_in(client, "officer")
    assert client.get("/staff/").status_code == 200
    operations.end(grant=Grant.objects.get(holder=officer).pk, by=SYSTEM, because="left")
    assert client.get("/staff/").status_code == 403
