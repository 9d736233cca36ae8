"""Breaking the glass: four hours, a message at once that names nobody, a review by somebody else in working days."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from borough.platform.access.models import User
from borough.platform.audit.models import Event
from borough.platform.correspondence.models import Message
from borough.platform.correspondence.queries import body
from borough.platform.privacy import calendar
from borough.platform.privacy.models import Glass
from borough.platform.privacy.rules import due
from tests.people import sign_in
from tests.staff.world import household, officer

pytestmark = pytest.mark.django_db
ASKED = {"purpose": "child-safeguarding", "reason": "Ambulance 4471"}


@pytest.fixture
def people(db):
    return household()


@pytest.fixture
def privacy_officer(db) -> Client:
    client = Client()
    sign_in(client, "privacy_officer")
    return client


def page_of(people, who="amina") -> str:
    return f"/staff/people/{people[who].identifier}/"


def text_of(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").main.text.split())


def breaks(client) -> Glass:
    response = client.post("/staff/emergency/", ASKED)
    assert response.status_code == 302, text_of(response)
    return Glass.objects.latest("pk")


def test_it_opens_what_the_role_does_not(people, privacy_officer):
    client = officer(purpose="")
    assert client.post("/staff/purpose/", ASKED).status_code == 422
    breaks(client)
    assert "Children" in text_of(client.get(page_of(people)))
    assert Event.objects.get(event="person.looked").purpose == "child-safeguarding"


def test_the_privacy_officers_hear_of_it_at_once_and_of_nobody(people, privacy_officer):
    its = breaks(officer(purpose=""))
    message = Message.objects.get(about=f"glass:{its.pk}")
    assert message.to == "privacy_officer@example.org"
    said = body(message) + message.subject
    for personal in ("Amina", "Sam", "Ambulance", "4471", "officer@example.org"):
        assert personal not in said
    assert f"/staff/emergency/reviews/{its.pk}/" in said
    assert Event.objects.filter(event="glass.broken", subject=f"glass:{its.pk}").exists()


def test_it_lasts_four_hours_however_much_it_is_used(people, privacy_officer, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    client = officer(purpose="")
    breaks(client)
    for _ in range(11):
        time_machine.shift(20 * 60)
        assert client.get(page_of(people)).status_code == 200
    time_machine.shift(20 * 60 - 1)
    assert client.get(page_of(people)).status_code == 200
    time_machine.shift(1)
    assert client.get(page_of(people)).url.startswith("/staff/purpose/")


def test_a_page_asks_for_itself_anew_when_it_ends_and_says_when_to_the_script(
    people, privacy_officer, time_machine
):
    time_machine.move_to(timezone.now(), tick=False)
    client = officer(purpose="")
    breaks(client)
    page = client.get(page_of(people))
    assert page["Refresh"] == str(4 * 3600)
    ends = (timezone.now() + timedelta(hours=4)).isoformat()
    banner = BeautifulSoup(page.content, "html.parser").select_one(".app-purpose")
    assert banner["data-ends"] == ends
    assert "ui/ends.js" in page.content.decode()
    assert "Refresh" not in officer("tenancy").get(page_of(people))


def test_nobody_under_a_shield_is_opened_by_it(people, privacy_officer):
    from tests.shield.world import shielded

    shielded(people["amina"])
    client = officer(purpose="")
    breaks(client)
    assert client.get(page_of(people)).status_code == 404


@pytest.mark.parametrize(("asked", "says"), [
    (ASKED | {"purpose": "tenancy"}, "Select"),
    (ASKED | {"purpose": ""}, "Select what the emergency is"),
    (ASKED | {"reason": ""}, "Enter the reference"),
    (ASKED | {"reason": "the child"}, "Enter a reference with a number"),
])  # fmt: skip
def test_a_wrong_form_says_what_to_do(privacy_officer, asked, says):
    response = officer(purpose="").post("/staff/emergency/", asked)
    assert response.status_code == 422
    assert says in text_of(response)
    assert not Glass.objects.exists()


# --- review ---


def test_a_privacy_officer_reviews_it(people, privacy_officer):
    its = breaks(officer(purpose=""))
    assert "Emergency access to review: 1" in text_of(privacy_officer.get("/staff/"))
    page = f"/staff/emergency/reviews/{its.pk}/"
    assert "Ambulance 4471" in text_of(privacy_officer.get(page))
    said = {"verdict": "justified", "found": "One child opened; the crew rang back."}
    assert privacy_officer.post(page, said).status_code == 302
    its.refresh_from_db()
    assert (its.verdict, its.reviewed_by_name) == ("justified", "Sam Privacy_Officer")
    assert "already" in text_of(privacy_officer.post(page, said)) or "somebody has done so" in text_of(
        privacy_officer.post(page, said)
    )


def test_neither_the_user_nor_their_manager_reviews_it(people, privacy_officer):
    its = breaks(officer(purpose=""))
    reviewer, user = (
        User.objects.get(email="privacy_officer@example.org"),
        User.objects.get(email="officer@example.org"),
    )
    user.manager = reviewer
    user.save()
    said = {"verdict": "justified", "found": "One child opened."}
    page = f"/staff/emergency/reviews/{its.pk}/"
    assert "Ask another privacy officer" in text_of(privacy_officer.post(page, said))
    Glass.objects.filter(pk=its.pk).update(broken_by=reviewer.actor_id)
    assert "Ask another privacy officer" in text_of(privacy_officer.post(page, said))
    with pytest.raises(IntegrityError), transaction.atomic():
        Glass.objects.filter(pk=its.pk).update(
            reviewed_by=reviewer.actor_id, reviewed_at=timezone.now(), verdict="justified"
        )


def test_one_that_is_late_shows(people, privacy_officer):
    its = breaks(officer(purpose=""))
    Glass.objects.filter(pk=its.pk).update(due=timezone.localdate() - timedelta(days=1))
    assert "not reviewed in five working days: 1" in text_of(privacy_officer.get("/staff/"))
    assert "Overdue" in text_of(privacy_officer.get("/staff/emergency/reviews/"))


@pytest.mark.parametrize(("broken", "holidays", "last"), [
    (date(2026, 11, 24), (), date(2026, 12, 1)),  # Tuesday to Tuesday
    (date(2026, 11, 27), (), date(2026, 12, 4)),  # Friday
    (date(2026, 11, 28), (), date(2026, 12, 4)),  # Saturday
    (date(2026, 12, 23), (date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)), date(2027, 1, 4)),
])  # fmt: skip
def test_five_working_days(broken, holidays, last):
    assert due(broken, holidays) == last


def test_the_bank_holidays_are_those_that_places_keep():
    assert calendar._holidays, "places says which they are"


def test_who_manages_somebody_is_set_by_an_administrator(client, people):
    sign_in(client, "administrator")
    officer(purpose="")
    user = User.objects.get(email="officer@example.org")
    page = f"/staff/access/{user.pk}/manager/"
    assert client.post(page, {"email": "administrator@example.org"}).status_code == 302
    user.refresh_from_db()
    assert user.manager.email == "administrator@example.org"
    assert "Check the address" in text_of(client.post(page, {"email": "nobody@example.org"}))
    assert "nobody manages themselves" in text_of(client.post(page, {"email": user.email}))
