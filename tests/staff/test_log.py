"""The auditor's pages."""

import json

import pytest

from borough.platform.audit import api as audit
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
    return text[text.index("<tbody") : text.index("</tbody>")] if "<tbody" in text else ""


@pytest.mark.parametrize(
    ("asked", "shown", "hidden"),
    [
        ({}, ["P-77", "CRM 12"], []),
        ({"what": "person.looked"}, ["T-20931"], ["CRM 12"]),
        ({"why": "tenancy"}, ["T-20931"], ["CRM 12"]),
        ({"q": "T-20931"}, ["T-20931"], ["CRM 12"]),
        ({"who": "system", "q": "P-78"}, ["CRM 12"], ["T-20931"]),
        ({"q": "nobody at all"}, [], ["CRM 12", "T-20931"]),
    ],
)
def test_the_log_is_narrowed(auditor, asked, shown, hidden):
    rows = table_of(auditor.get("/staff/audit/", asked))
    assert all(text in rows for text in shown)
    assert not any(text in rows for text in hidden)


def test_reading_the_log_is_in_the_log_before_it_is_shown(auditor):
    page = auditor.get("/staff/audit/", {"q": "T-20931"})
    assert "Read the log" in page.content.decode()
    entry = audit.entries().first()
    assert (entry.event, entry.roles) == ("log.read", "auditor")
    assert json.loads(entry.detail) == {"asked": {"q": "T-20931"}}


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
