"""A shield is in force from the first person's word; a second confirms it; two people lift it."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from borough.platform.audit.models import Event
from borough.residents.shield.models import Shield
from borough.residents.shield.operations import NotDone, ask_to_lift, confirm, keep, lift, name, put_up
from borough.residents.shield.rules import Kind
from tests.shield.world import LEAD, NOW, PRIVACY, WORKER, shielded
from tests.staff.world import household, officer, searches

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db):
    return household()


def visible(people) -> bool:
    return officer().get(f"/staff/people/{people['amina'].identifier}/").status_code == 200


def test_it_is_in_force_at_once_and_until_two_people_have_lifted_it(people):
    assert visible(people)
    its = shielded(people["amina"])
    assert not visible(people)
    assert confirm(its.pk, by=PRIVACY, now=NOW).confirmed_by == PRIVACY.id
    ask_to_lift(its.pk, because="MARAC 2026/44", by=LEAD, now=NOW)
    assert not visible(people), "one is not two"
    lift(its.pk, by=PRIVACY, now=NOW)
    assert visible(people)
    assert "Amina Yusuf" in searches(officer(), "amina yusuf").content.decode()


def test_nobody_is_both_people(people):
    its = shielded(people["amina"])
    assert "somebody else" in confirm(its.pk, by=LEAD, now=NOW).reason
    ask_to_lift(its.pk, because="MARAC 2026/44", by=PRIVACY, now=NOW)
    assert "somebody else" in lift(its.pk, by=PRIVACY, now=NOW).reason
    assert not visible(people)


def test_the_second_may_say_no(people):
    its = shielded(people["amina"])
    ask_to_lift(its.pk, because="MARAC 2026/44", by=LEAD, now=NOW)
    keep(its.pk, by=PRIVACY)
    assert isinstance(lift(its.pk, by=PRIVACY, now=NOW), NotDone)
    assert not visible(people)


@pytest.mark.parametrize("change", [
    {"confirmed_by": LEAD.id}, {"lifted_by": PRIVACY.id, "lift_asked_by": PRIVACY.id, "lifted_at": NOW},
    {"lifted_at": NOW}, {"because": ""}, {"kind": "because"},
])  # fmt: skip
def test_the_database_refuses_one_person_too(people, change):
    its = shielded(people["amina"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Shield.objects.filter(pk=its.pk).update(**change)


@pytest.mark.parametrize(("identifier", "because", "says"), [
    ("nobody", "MARAC 1", "Check the identifier"),
    ("", "MARAC 1", "Check the identifier"),
    ("amina", "  ", "Enter the reference"),
])  # fmt: skip
def test_what_cannot_be_shielded_says_what_to_do(people, identifier, because, says):
    identifier = people[identifier].identifier if identifier in people else identifier
    refused = put_up(identifier=identifier, kind=Kind.REFUGE, because=because, by=LEAD, now=NOW)
    assert says in refused.reason


def test_the_log_speaks_of_the_shield_and_never_of_the_person(people):
    its = shielded(people["amina"])
    confirm(its.pk, by=PRIVACY, now=NOW)
    told = Event.objects.filter(event__startswith="shield.")
    assert {entry.subject for entry in told} == {f"shield:{its.pk}"}
    assert not any(people["amina"].identifier in f"{e.subject}{e.detail}{e.reason}" for e in told)


# --- who may look ---


def test_an_officer_who_is_named_sees_the_person_under_that_purpose_only(people):
    its = shielded(people["amina"])
    client = officer("child-safeguarding", role="social_worker")
    hannah = client.get("/staff/").wsgi_request.actor
    page = f"/staff/people/{people['amina'].identifier}/"
    assert client.get(page).status_code == 404
    its_name = name(number=its.pk, holder=hannah, purpose="child-safeguarding", days=5, because="CSC 77", by=LEAD,
                    now=timezone.now())  # fmt: skip
    assert its_name.holder == hannah.id
    assert client.get(page).status_code == 200
    assert "Amina Yusuf" in searches(client, "amena yusuf").content.decode(), (
        "found, though in no search table"
    )
    assert officer("tenancy-fraud").get(page).status_code == 404


@pytest.mark.parametrize(("change", "says"), [
    ({"purpose": "council-tax"}, "Choose a purpose"), ({"purpose": "audit-of-looks"}, "Choose a purpose"),
    ({"days": 91}, "1 to 90"), ({"days": 0}, "1 to 90"), ({"because": ""}, "Enter the reference"),
    ({"by": WORKER}, "nobody names themselves"), ({"number": 0}, "was lifted"),
])  # fmt: skip
def test_naming_is_refused_with_what_to_do(people, change, says):
    its = shielded(people["amina"])
    given = {"number": its.pk, "holder": WORKER, "purpose": "child-safeguarding", "days": 5, "because": "CSC 77",
             "by": LEAD, "now": NOW}  # fmt: skip
    assert says in name(**given | change).reason
