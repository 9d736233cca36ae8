"""No page about a person without a purpose; the purpose and its reason are in the log before the page is."""

import pytest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import include, path
from django.utils import timezone

from borough.platform.access.api import Action, Role, allow, grant
from borough.platform.access.policy import _policy
from borough.platform.audit.models import Event
from tests.people import sign_in

OPEN = Action("test:open", "Open a person in a test", needs_purpose=True)


@allow(OPEN)
def person(request):
    return HttpResponse("Amina")


urlpatterns = [path("person/", person), path("", include("borough.config.urls"))]


@pytest.fixture
def officer(client, db):
    grant(Role.OFFICER, OPEN, because="a test")
    with override_settings(ROOT_URLCONF=__name__):
        sign_in(client, "officer")
        yield client
    del _policy[OPEN]


def states(client, purpose="serve-a-caller", reason="CRM 4410275", then="/person/"):
    return client.post("/staff/purpose/", {"purpose": purpose, "reason": reason, "next": then})


def test_without_a_purpose_there_is_no_page(officer):
    response = officer.get("/person/?q=1")
    assert response.url == "/staff/purpose/?next=%2Fperson%2F%3Fq%3D1"


def test_stating_one_opens_the_page_and_is_in_the_log(officer):
    assert states(officer).url == "/person/"
    assert officer.get("/person/").content == b"Amina"
    entry = Event.objects.get(event="purpose.stated")
    assert (entry.purpose, entry.reason) == ("serve-a-caller", "CRM 4410275")


@pytest.mark.parametrize(
    ("purpose", "reason", "says"),
    [
        ("", "CRM 4410275", "Select why"),
        ("link-review", "CRM 4410275", "Select why"),
        ("serve-a-caller", "  ", "Enter the number of the call"),
        ("serve-a-caller", "x", "at least 5 characters"),
        ("serve-a-caller", "......", "Enter a reference with a number in it"),
        ("serve-a-caller", "John Smith", "Enter a reference with a number in it, not a name"),
        ("serve-a-caller", "somebody called", "for example CRM 4410275"),
        ("serve-a-caller", "call of amina@example.org", "Remove an e-mail address"),
        ("serve-a-caller", "born 01/02/1980", "Remove a date of birth"),
        ("serve-a-caller", "AB 12 34 56 C", "Remove a National Insurance number"),
        ("serve-a-caller", "rang 07700 900123", "Remove a telephone number"),
    ],
)
def test_a_purpose_is_refused_with_what_to_do(officer, purpose, reason, says):
    response = states(officer, purpose, reason)
    assert response.status_code == 422
    assert says in response.content.decode()
    assert officer.get("/person/").status_code == 302
    assert not Event.objects.filter(event="purpose.stated").exists()


def test_it_can_be_finished(officer):
    states(officer)
    officer.post("/staff/purpose/finish/")
    assert officer.get("/person/").status_code == 302
    assert Event.objects.filter(event="purpose.finished").count() == 1


@pytest.mark.parametrize(("minutes", "live"), [(29, True), (31, False)])
def test_it_expires_when_idle(officer, time_machine, minutes, live):
    time_machine.move_to(timezone.now())
    states(officer)
    time_machine.shift(minutes * 60)
    assert (officer.get("/person/").status_code == 200) is live


def test_it_expires_after_a_shift_even_when_used(officer, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    states(officer)
    for _ in range(23):
        time_machine.shift(20 * 60)
        assert officer.get("/person/").status_code == 200
    time_machine.shift(20 * 60 + 1)
    assert officer.get("/person/").status_code == 302


def test_nobody_is_sent_to_another_site(officer):
    assert states(officer, then="https://evil.example/").url == "/staff/"
    assert states(officer, then="//evil.example/").url == "/staff/"
