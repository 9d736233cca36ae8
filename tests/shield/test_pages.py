"""The pages of the two roles that keep shields: forms that say what to do, and two people at two screens."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from borough.platform.audit.models import Event
from borough.residents.shield.models import Apart, Shield
from tests.people import sign_in
from tests.staff.world import household

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db):
    return household()


def keeper(role: str) -> Client:
    client = Client()
    sign_in(client, role)
    return client


def text_of(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").main.text.split())


def test_two_people_set_and_lift_a_shield(people):
    lead, privacy = keeper("safeguarding_lead"), keeper("privacy_officer")
    asked = {"identifier": people["amina"].identifier.lower(), "kind": "refuge", "because": "MARAC 2026/17"}
    page = lead.post("/staff/shields/new/", asked).url
    assert "Somebody else has to confirm it: you set it." in text_of(lead.get(page))
    assert "1 shield to be confirmed" in text_of(privacy.get("/staff/"))
    assert "Confirm this shield" in text_of(privacy.get(page))
    assert privacy.post(f"{page}second/confirm/").url == page
    assert privacy.post(f"{page}lift/", {"because": ""}).status_code == 422
    assert "to be confirmed" not in text_of(privacy.get("/staff/"))
    assert privacy.get("/staff/shields/").status_code == 200


def test_who_set_a_shield_is_told_to_ask_somebody_else(people):
    lead = keeper("safeguarding_lead")
    asked = {"identifier": people["amina"].identifier, "kind": "refuge", "because": "MARAC 2026/17"}
    page = lead.post("/staff/shields/new/", asked).url
    refused = lead.post(f"{page}second/confirm/")
    assert refused.status_code == 422
    assert "Ask somebody else: who set a shield does not confirm it." in text_of(refused)
    assert Shield.objects.get().confirmed_by == ""


def test_who_asks_to_lift_is_not_who_lifts(people):
    lead, privacy = keeper("safeguarding_lead"), keeper("privacy_officer")
    asked = {"identifier": people["amina"].identifier, "kind": "witness", "because": "MARAC 2026/17"}
    page = lead.post("/staff/shields/new/", asked).url
    lead.post(f"/staff/shields/{Shield.objects.get().pk}/lift/", {"because": "MARAC 2026/44"})
    assert "Agree" not in text_of(lead.get(page))
    assert "Agree: lift this shield" in text_of(privacy.get(page))
    assert "stays in force until somebody else agrees" in text_of(lead.get(page))
    assert privacy.post(f"{page}second/lift/").url == page
    assert Shield.objects.get().lifted_by_name == "Sam Privacy_Officer"


@pytest.mark.parametrize(("asked", "says"), [
    ({"identifier": "", "kind": "refuge", "because": "M 1"}, "Enter the person's identifier"),
    ({"identifier": "AAAAA-AAAAA", "kind": "refuge", "because": "M 1"}, "Check the identifier"),
    ({"identifier": "AAAAA-AAAAA", "kind": "", "because": "M 1"}, "Select why"),
    ({"identifier": "AAAAA-AAAAA", "kind": "refuge", "because": ""}, "Enter the reference of the decision"),
])  # fmt: skip
def test_a_wrong_form_says_what_to_do(people, asked, says):
    response = keeper("safeguarding_lead").post("/staff/shields/new/", asked)
    assert response.status_code == 422
    assert says in text_of(response)
    assert not Shield.objects.exists()


def test_an_officer_is_named_by_their_address(people):
    lead, worker = keeper("safeguarding_lead"), keeper("social_worker")
    asked = {"identifier": people["amina"].identifier, "kind": "refuge", "because": "MARAC 2026/17"}
    page = lead.post("/staff/shields/new/", asked).url
    named = {
        "holder": "nobody@example.org",
        "purpose": "child-safeguarding",
        "days": "5",
        "because": "CSC 77",
    }
    assert "no member of staff has this one" in text_of(lead.post(f"{page}name/", named))
    assert lead.post(f"{page}name/", named | {"holder": "social_worker@example.org"}).url == page
    assert "Sam Social_Worker" in text_of(lead.get(page))
    assert worker.get(page).status_code == 403


def test_two_identities_are_kept_apart_and_the_page_names_neither(people):
    lead = keeper("safeguarding_lead")
    asked = {
        "one": people["amina"].identifier,
        "other": people["hodan"].identifier,
        "because": "Adoption 2026/3",
    }
    lead.post("/staff/shields/apart/", asked)
    assert Apart.objects.count() == 1
    said = text_of(lead.get("/staff/shields/apart/"))
    assert "Adoption 2026/3" in said
    assert people["amina"].identifier not in said
    assert Event.objects.filter(event="apart.set").count() == 1
    assert "two different people" in text_of(
        lead.post("/staff/shields/apart/", asked | {"other": asked["one"]})
    )
