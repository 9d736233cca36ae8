"""The reason is checked: the reference exists, is open, is mine or my team's, and is about this person."""

import json
import re

import pytest
from bs4 import BeautifulSoup

from borough.platform.audit.models import Event
from borough.platform.privacy import references
from borough.platform.privacy.api import (
    References,
    Referred,
    explained,
    kinds_of_references,
    purposes,
    refers,
)
from borough.platform.privacy.rules import Stated
from borough.residents.models import Record
from tests.shield.world import NOW
from tests.staff.world import household, officer

ME, COLLEAGUE = "user:1", "user:2"
CASES = {
    "T1": Referred(open=True, people=frozenset({"amina"})),
    "T2": Referred(open=False, people=frozenset({"amina"})),
    "T3": Referred(open=True, people=frozenset({"omar"})),
    "T4": Referred(open=True, people=frozenset({"amina"}), whose=frozenset({COLLEAGUE})),
    "T5": Referred(open=True, people=frozenset({"amina"}), whose=frozenset({ME, COLLEAGUE})),
}


@pytest.fixture
def cases(monkeypatch):
    monkeypatch.setattr(references, "_kinds", {})
    refers(References("tenancy", re.compile(r"\b(T\d+)\b"), CASES.get))


@pytest.mark.parametrize(("reason", "explains"), [
    ("Tenancy T1", True),
    ("Tenancy T2 is closed", False),
    ("T3 is somebody else's", False),
    ("T4 is a colleague's", False),
    ("T5 is mine too", True),
    ("T9 is nobody's", False),
    ("no reference 1", False),
])  # fmt: skip
def test_a_look_is_explained_by_an_open_case_of_mine_about_this_person(cases, reason, explains):
    found = explained(Stated(purposes()["tenancy"], reason, NOW, NOW), actor=ME, person="amina")
    assert bool(found) is explains
    assert not found.refused, "this purpose marks, it does not refuse"


def test_where_a_purpose_refuses_what_nobody_has_and_what_is_anothers_look_the_same(cases, monkeypatch):
    monkeypatch.setitem(references._kinds, "school-application", references._kinds["tenancy"])
    admissions = purposes()["school-admissions"]
    answers = {
        explained(Stated(admissions, f"T{n}", NOW, NOW), actor=ME, person="amina") for n in (2, 3, 4, 9)
    }
    assert len(answers) == 1
    assert answers.pop().refused


def test_every_kind_that_the_register_names_can_be_looked_up():
    named = {kind for purpose in purposes().values() for kind in purpose.references}
    assert named == kinds_of_references()


# --- as officers meet it: what the sources' records show ---


@pytest.mark.django_db
@pytest.mark.parametrize(("purpose", "reason", "explains"), [
    ("council-tax", "Account 70012345", "council-tax-account"),
    ("council-tax", "Account 70012346", ""),  # her neighbour's
    ("council-tax", "Claim B-9", ""),  # the key of a claim has a stroke and a person
    ("tenancy", "Tenancy T0100", ""),  # over since 2019
    ("serve-a-caller", "C-41 rang back", "contact"),
    ("child-safeguarding", "MASH CSC-77", "childrens-case"),
    ("child-safeguarding", "MASH CSC-78", ""),
])  # fmt: skip
def test_the_log_and_the_page_say_whether_the_reference_explains_the_look(purpose, reason, explains):
    people = household()
    page = officer(purpose, reason=reason).get(f"/staff/people/{people['amina'].identifier}/")
    assert json.loads(Event.objects.get(event="person.looked").detail)["explained"] == explains
    assert ("marked as unexplained" in page.content.decode()) is (not explains)


@pytest.mark.django_db
def test_admissions_opens_only_whom_the_application_is_about():
    people = household()
    page = {who: f"/staff/people/{person.identifier}/" for who, person in people.items()}
    client = officer("school-admissions", reason="Application S-1")
    assert client.get(page["hodan"]).status_code == 200
    refused = client.get(page["amina"])
    assert refused.status_code == 403
    assert "Amina" not in refused.content.decode()
    assert "Check the reference" in BeautifulSoup(refused.content, "html.parser").main.text
    nobodys = officer("school-admissions", reason="Application S-2").get(page["amina"])
    Record.objects.filter(source_key="S-1").update(source_key="S-2", person=people["hidden"])
    anothers = officer("school-admissions", reason="Application S-2").get(page["amina"])
    main = [BeautifulSoup(response.content, "html.parser").main for response in (nobodys, anothers)]
    assert main[0] == main[1], "a reference that somebody else has looks like one that nobody has"
