"""The auditor's pages."""

import json
import re

import pytest
from django.utils import timezone

from borough.platform.audit import api as audit
from borough.platform.audit import operations
from borough.residents.models import Change, Person
from tests.audit import outsider
from tests.people import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(client):
    sign_in(client, "auditor")
    audit.record(
        "person.looked", actor=audit.SYSTEM, subject="P-77", purpose="tenancy", reason="Tenancy T-20931",
        detail={"fields": ["identity", "address"]},
    )  # fmt: skip
    audit.record("person.searched", actor=audit.SYSTEM, purpose="serve-a-caller", reason="CRM 12",
                 detail={"people": ["P-78", "P-77"]})  # fmt: skip
    return client


def table_of(response) -> str:
    text = response.content.decode()
    return text[text.rindex("<tbody") : text.rindex("</tbody>")] if "<tbody" in text else ""


@pytest.mark.parametrize(
    ("asked", "shown", "hidden"),
    [
        ({}, ["P-77", "CRM 12"], []),
        ({"what": "person.looked"}, ["T-20931"], ["CRM 12"]),
        ({"why": "tenancy"}, ["T-20931"], ["CRM 12"]),
        ({"who": "system", "why": "serve-a-caller"}, ["CRM 12"], ["T-20931"]),
    ],
)
def test_the_log_is_narrowed(auditor, asked, shown, hidden):
    rows = table_of(auditor.get("/staff/audit/", asked))
    assert all(text in rows for text in shown)
    assert not any(text in rows for text in hidden)


def test_reading_the_log_is_in_the_log_before_it_is_shown(auditor):
    page = auditor.get("/staff/audit/", {"why": "tenancy"})
    assert "Read the log" in auditor.get("/staff/audit/").content.decode()
    assert "T-20931" in table_of(page)
    entry = audit.entries()[1]
    assert (entry.event, entry.roles) == ("log.read", "auditor")
    assert json.loads(entry.detail) == {"asked": {"why": "tenancy"}}


def test_the_log_as_a_spreadsheet_is_logged_as_taken_away(auditor):
    lines = b"".join(auditor.get("/staff/audit/", {"format": "csv"}).streaming_content).decode().splitlines()
    assert lines[0].split(",")[:2] == ["When", "Who"] or "When" in lines[0]
    assert any("Tenancy T-20931" in line for line in lines)
    assert audit.entries().first().event == "log.exported"


def test_one_entry_with_its_place_in_the_chain(auditor):
    looked = audit.entries().get(event="person.looked")
    text = auditor.get(f"/staff/audit/{looked.position}/").content.decode()
    assert all(
        words in text for words in ["Looked at a person", "identity, address", looked.hash, looked.previous]
    )
    assert "/staff/audit/people/P-77/" in text
    assert auditor.get("/staff/audit/999999/").status_code == 404


def test_everybody_who_looked_at_one_person(auditor):
    rows = table_of(auditor.get("/staff/audit/people/P-77/"))
    assert "T-20931" in rows
    assert "CRM 12" in rows
    assert "CRM 12" in table_of(auditor.get("/staff/audit/people/P-78/"))
    assert "T-20931" not in table_of(auditor.get("/staff/audit/people/P-78/"))


@pytest.mark.parametrize("person", ["%00", "a%0Ab", "x" * 81, "%F0%9F%98%80", "%22", "%3Cscript%3E", "-"])
@pytest.mark.parametrize("form", ["", "?format=csv"])
def test_what_cannot_be_an_identifier_is_no_page(auditor, person, form):
    assert auditor.get(f"/staff/audit/people/{person}/{form}").status_code == 404


@pytest.mark.parametrize("subject", ["7KQ2M-4XT9P", "user:7", "batch:12"])
def test_whatever_an_entry_is_about_has_a_page(auditor, subject):
    audit.record("feed.loaded", actor=audit.SYSTEM, subject=subject)
    assert "Loaded a file" in table_of(auditor.get(f"/staff/audit/people/{subject}/"))


def test_only_the_auditor_may(client):
    for role in ("officer", "index_steward", "administrator"):
        client.logout()
        sign_in(client, role)
        assert client.get("/staff/audit/").status_code == 403


# --- asking ---


def ask(client, **asked):
    given = {"first_0": "", "first_1": "", "first_2": "", **asked}
    return client.post("/staff/audit/ask/", given, follow=True)


def test_who_saw_a_person_is_one_question_with_a_summary(auditor):
    audit.record("person.looked", actor=audit.SYSTEM, subject="P-77", purpose="tenancy", reason="Tenancy T-1")
    page = ask(auditor, person="P-77")
    assert page.redirect_chain[-1][0] == "/staff/audit/people/P-77/"
    text = " ".join(page.content.decode().split())
    assert "By officer and purpose" in text
    assert "Tenancy T-20931" in table_of(page) or "Tenancy T-20931" in text
    assert "identity, address" in text


@pytest.mark.parametrize(
    ("asked", "shown", "hidden"),
    [
        ({"person": "P-77", "words": "crm"}, ["CRM 12"], ["T-20931"]),
        ({"officer": "system", "purpose": "tenancy"}, ["T-20931"], ["CRM 12"]),
        ({"person": "P-78", "purpose": "tenancy"}, [], ["T-20931", "CRM 12"]),
        ({"words": "t-20931"}, ["T-20931"], ["CRM 12"]),
    ],
)
def test_a_question_is_answered_under_an_address_that_says_nothing(auditor, asked, shown, hidden):
    page = ask(auditor, **asked)
    text = page.content.decode()
    assert re.fullmatch(r"/staff/audit/found/[\w-]+/", page.redirect_chain[-1][0])
    assert all(words in text for words in shown)
    assert not any(words in text for words in hidden)


def test_what_was_typed_is_in_no_log_but_who_was_asked_about_is(auditor):
    ask(auditor, person="P-77", words="T-20931")
    entry = audit.entries().first()
    assert (entry.event, entry.about) == ("log.read", "P-77")
    assert json.loads(entry.detail) == {"asked": {"by": ["person", "words"]}}


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({}, "Enter a person, or choose an officer, a day or a purpose"),
        ({"person": "7KQ2M-4XT9P"}, "The log has nothing about this person"),
        ({"officer": "user:999"}, "officer"),
    ],
)
def test_a_question_that_cannot_be_answered_says_what_to_do(auditor, asked, says):
    page = ask(auditor, **asked)
    assert page.status_code == 422
    assert says in page.content.decode()


def test_a_question_means_nothing_to_another_session(auditor):
    address = ask(auditor, words="crm").redirect_chain[-1][0]
    auditor.logout()
    sign_in(auditor, "auditor")
    page = auditor.get(address)
    assert (page.status_code, "no longer kept" in page.content.decode()) == (404, True)


def test_looks_at_an_identifier_that_was_merged_are_the_persons_too(auditor):
    now = timezone.now()
    old, new = (Person.objects.create(identifier=i, made_at=now) for i in ("7KQ2M-4XT9P", "3ABCD-EFGHJ"))
    Change.objects.create(kind="merged", person=old, other=new, at=now, records=1)
    audit.record("person.looked", actor=audit.SYSTEM, subject=old.identifier, reason="Before the merge 1")
    page = auditor.get(f"/staff/audit/people/{new.identifier}/").content.decode()
    assert "Before the merge 1" in page
    assert "merged into this person" in page


# --- proof ---


def test_a_look_comes_with_a_proof_that_an_outsider_believes(auditor, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    position = audit.entries().get(event="person.looked").position
    assert "within five minutes" in auditor.get(f"/staff/audit/{position}/").content.decode()
    assert auditor.get(f"/staff/audit/{position}/proof.json").status_code == 404
    operations.sign_head()
    assert "Download the proof" in auditor.get(f"/staff/audit/{position}/").content.decode()
    given = auditor.get(f"/staff/audit/{position}/proof.json")
    assert "attachment" in given.headers["Content-Disposition"]
    assert outsider.entry_is_in(given.json())
    assert audit.entries().first().event == "log.read"
