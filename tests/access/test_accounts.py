"""Signing in: two factors for staff, demonstration accounts only in a demonstration, sessions that end."""

import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner
from django.conf import settings as django_settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from borough.config.environment import Environment, UnsafeSettings
from borough.platform.access.commands import invite
from borough.platform.access.demonstration import (
    PASSWORD,
    demonstration_accounts,
    make_demonstration_accounts,
)
from borough.platform.access.models import User
from borough.platform.access.rules import Role
from borough.platform.audit.models import Event
from tests.people import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def demonstration(settings):
    settings.DEMO = True
    return make_demonstration_accounts()


def enter(client, email="officer@example.org", password=PASSWORD):
    return client.post("/sign-in/", {"login": email, "password": password})


def code(email="officer@example.org"):
    return next(a.code for a in demonstration_accounts(timezone.now()) if a.email == email)


def test_a_password_alone_opens_nothing(client, demonstration):
    assert enter(client).url == "/sign-in/code/"
    assert client.get("/staff/").url.startswith("/sign-in/?next=")


def test_password_and_code_open_the_staff_pages_and_are_in_the_log(client, demonstration):
    enter(client)
    assert client.post("/sign-in/code/", {"code": code()}).url == "/staff/"
    assert client.get("/staff/").status_code == 200
    entry = Event.objects.get(event="session.began")
    assert entry.actor == User.objects.get(email="officer@example.org").actor_id


def test_a_code_works_once(client, demonstration):
    used = code()
    for answers in (302, 200):
        client.logout()
        enter(client)
        assert client.post("/sign-in/code/", {"code": used}).status_code == answers


def test_a_wrong_password_and_a_wrong_code_are_in_the_log(client, demonstration):
    enter(client, password="guess")
    enter(client)
    client.post("/sign-in/code/", {"code": "000000"})
    reasons = (
        Event.objects.filter(event="session.refused").order_by("position").values_list("reason", flat=True)
    )
    assert list(reasons) == ["Wrong password", "Wrong security code"]


def test_who_guesses_is_stopped(client, demonstration):
    said = [enter(client, password=f"guess {n}").content.decode() for n in range(7)]
    assert "Wait five minutes" in said[-1]
    assert enter(client).status_code == 200  # the right password does not help now


def test_a_stranger_cannot_tell_which_accounts_exist(client, demonstration):
    known, unknown = (enter(client, email, "guess").content.decode() for email in
                      ("officer@example.org", "nobody@example.org"))  # fmt: skip
    says = "Enter the e-mail address and the password of your account"
    assert says in known
    assert says in unknown


def test_the_second_factor_is_kept_encrypted(demonstration):
    from borough.platform.access.adapters import SecondFactorAdapter

    kept = Authenticator.objects.filter(type="totp").first().data["secret"]
    assert kept.startswith("gAAAA")
    assert len(SecondFactorAdapter().decrypt(kept)) == 32


def test_there_is_one_demonstration_account_a_role_and_making_them_again_changes_nothing(demonstration):
    again = make_demonstration_accounts()
    assert {a.role for a in again} == set(Role) - {Role.ANONYMOUS}
    assert [a.email for a in again] == [a.email for a in demonstration]
    assert User.objects.count() == len(again)


def test_the_demonstration_page_shows_them(client, demonstration):
    page = client.get("/demo/").content.decode()
    assert all(a.email in page and a.code in page for a in demonstration)


def test_without_demo_there_are_none(client, settings, demonstration):
    settings.DEMO = False
    assert client.get("/demo/").status_code == 404
    assert demonstration_accounts(timezone.now()) == []
    with pytest.raises(PermissionError):
        make_demonstration_accounts()
    assert (
        "Enter the e-mail address" in enter(client).content.decode()
        or enter(client).url == "/sign-in/closed/"
    )
    assert client.get("/staff/").status_code == 302


def test_a_session_of_a_demonstration_account_ends_with_the_demonstration(client, settings, demonstration):
    enter(client)
    client.post("/sign-in/code/", {"code": code()})
    settings.DEMO = False
    assert client.get("/staff/").url.startswith("/sign-in/")


def test_production_refuses_a_demonstration():
    with pytest.raises(UnsafeSettings, match="DEMO"):
        Environment.read({"PRODUCTION": "1", "DEMO": "1"}).refuse_unsafe()


@pytest.mark.parametrize(("minutes", "open_still"), [(29, True), (31, False)])
def test_a_session_ends_when_idle(client, time_machine, minutes, open_still):
    time_machine.move_to(timezone.now(), tick=False)
    sign_in(client, "officer")
    client.get("/staff/")
    time_machine.shift(minutes * 60)
    assert (client.get("/staff/").status_code == 200) is open_still


def test_a_session_ends_after_twelve_hours_of_use(client, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    sign_in(client, "officer")
    for _ in range(12 * 3):
        assert client.get("/staff/").status_code == 200
        time_machine.shift(20 * 60)
    time_machine.shift(1)
    assert client.get("/staff/").url.startswith("/sign-in/")


def test_a_session_in_use_is_written_at_most_once_a_minute(client, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    sign_in(client, "officer")
    client.get("/staff/")
    written = []
    for seconds in (30, 31, 30):
        time_machine.shift(seconds)
        with CaptureQueriesContext(connection) as queries:
            client.get("/staff/")
        written.append(any(query["sql"].startswith(("UPDATE", "INSERT")) for query in queries))
    assert written == [False, True, False]


def test_there_is_no_sign_up(client):
    assert client.get("/sign-in/signup/").status_code == 404
    assert "allauth.account" in django_settings.INSTALLED_APPS


def test_the_first_administrator_is_invited_on_the_command_line(client):
    asked = ["first@example.org", "First Administrator", "--role", "administrator"]
    told = CliRunner().invoke(invite, asked)
    assert "Set your password" in client.get(told.output.strip(), follow=True).content.decode()
    assert CliRunner().invoke(invite, asked).exit_code == 1


@pytest.mark.parametrize(
    "address",
    [
        "/sign-in/out/", "/sign-in/closed/", "/sign-in/password/set/", "/sign-in/password/x/y/",
        "/sign-in/security/", "/sign-in/security/password/", "/sign-in/security/sessions/",
    ],
)  # fmt: skip
def test_each_page_of_ones_own_account_opens(client, address):
    sign_in(client, "officer")
    assert client.get(address, follow=True).status_code == 200


@pytest.mark.django_db(transaction=True)  # allauth tells us after the commit
def test_codes_and_the_app_are_looked_after_with_a_fresh_proof(client, demonstration):
    enter(client)
    client.post("/sign-in/code/", {"code": code()})
    assert client.get("/sign-in/security/codes/new/").url.startswith("/sign-in/again/")
    again = client.post("/sign-in/again/?next=/sign-in/security/codes/new/", {"password": PASSWORD})
    assert again.url == "/sign-in/security/codes/new/"
    assert "Make new recovery codes" in client.get("/sign-in/security/codes/new/").content.decode()
    assert client.post("/sign-in/security/codes/new/").url == "/sign-in/security/codes/"
    assert "10 of 10 are left" in client.get("/sign-in/security/codes/").content.decode()
    file = client.get("/sign-in/security/codes/file/")
    assert file["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert "Remove the authenticator app" in client.get("/sign-in/security/app/remove/").content.decode()
    assert Event.objects.order_by("position").last().event == "account.codes_made"


@pytest.mark.parametrize("kind", ["totp", "webauthn"])
def test_the_last_second_factor_of_staff_stays(client, kind):
    officer = sign_in(client, "officer")
    session = client.session
    session["account_authentication_methods"][0]["reauthenticated"] = True
    session.save()
    factor = Authenticator.objects.create(user=officer, type=kind, data={"name": "Key", "secret": "x"})
    page = {
        "totp": "/sign-in/security/app/remove/",
        "webauthn": f"/sign-in/security/passkeys/{factor.pk}/remove/",
    }
    assert "Add another second factor first" in client.post(page[kind]).content.decode()
    Authenticator.objects.create(user=officer, type="webauthn", data={"name": "Another"})
    assert client.post(page[kind]).status_code == 302
    assert Authenticator.objects.filter(user=officer, type__in=["totp", "webauthn"]).count() == 1


def test_a_recovery_code_stands_in_for_the_telephone_once(client, demonstration):
    enter(client)
    client.post("/sign-in/code/", {"code": code()})
    client.post("/sign-in/again/", {"password": PASSWORD})
    client.post("/sign-in/security/codes/new/")
    spare = client.get("/sign-in/security/codes/file/").content.decode().split("\n")[1]
    for status in (302, 200):
        client.logout()
        enter(client)
        assert client.post("/sign-in/code/", {"code": spare}).status_code == status


def test_a_password_is_changed_and_must_be_a_good_one(client, demonstration):
    enter(client)
    client.post("/sign-in/code/", {"code": code()})
    page = "/sign-in/security/password/"
    bad = {"oldpassword": PASSWORD, "password1": "password1234", "password2": "password1234"}
    assert "govuk-error-message" in client.post(page, bad).content.decode()
    good = {
        "oldpassword": PASSWORD,
        "password1": "correct horse battery",
        "password2": "correct horse battery",
    }
    assert client.post(page, good).url == "/sign-in/security/"
    assert Event.objects.filter(event="account.password_changed").exists()
