"""An officer finds a person and reads what each system says: under a purpose, and in the log first."""

import json
import logging
import re
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client

from borough.platform.audit import api as audit
from borough.platform.audit.api import Event
from borough.platform.privacy.api import Fields, purposes
from borough.residents.models import Change, Person, Record
from borough.staff.people.sections import SECTIONS
from tests.residents.people import given
from tests.staff.world import household, officer, searches

# What is typed must be found nowhere but in the session.
TYPED = ("amena", "yusuf", "nw1", "8eh", "1984")
# Keys, identifiers, references of requests and moments: made by chance, they may well hold a "1984".
BY_CHANCE = re.compile(
    r"(?<=/found/)[\w-]{12}|[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r"|\d{4}-\d\d-\d\dT[\d:.]+Z"
)


def typed_in(text: str) -> list[str]:
    """What was typed and stands in this text."""
    return [word for word in TYPED if word in BY_CHANCE.sub("", text).lower()]


def test_what_is_made_by_chance_is_not_taken_for_what_was_typed():
    assert typed_in("/staff/people/found/aNW1-19848Eh/?page=2") == []
    assert typed_in("/staff/people/1984N-NW18E/ 2026-11-24T13:32:55.198412Z") == []
    assert typed_in("'request_id': '1984e782-1984-47a8-ba4a-f1cf1984573a'") == []
    assert typed_in("/staff/people/found/?text=amena+nw1") == ["amena", "nw1"]


@pytest.fixture
def people(db):
    return household()


def page_of(people, who: str) -> str:
    return f"/staff/people/{people[who].identifier}/"


def text_of(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").main.text.split())


def headings(response) -> list[str]:
    return [h.text.strip() for h in BeautifulSoup(response.content, "html.parser").main.find_all("h2")]


def latest(event: str) -> Event:
    return audit.entries().filter(event=event).first()


def detail_of(event: str) -> dict:
    """Its detail, with people by their identifiers."""
    return json.loads(latest(event).detail) | {"people": audit.people_in(latest(event))}


# --- finding ---


def test_a_misspelt_name_finds_the_person_and_says_why(people):
    response = searches(officer(), "amena yusuf nw1 8eh")
    assert "Amina Yusuf" in text_of(response)
    assert "Amina: one letter from Amena" in text_of(response)
    assert "Understood as: postcode NW1 8EH, name or street “amena”" in text_of(response)


def test_no_address_holds_what_was_typed(people):
    response = searches(officer(), "amena yusuf nw1 8eh 1984")
    chain = [url for url, _ in response.redirect_chain]
    links = [a.get("href", "") for a in BeautifulSoup(response.content, "html.parser").find_all("a")]
    for address in (*chain, *links, response.headers.get("Location", "")):
        assert typed_in(address) == [], address


def test_neither_the_log_nor_the_programs_output_holds_what_was_typed(people, caplog):
    with caplog.at_level(logging.DEBUG):
        searches(officer(), "amena yusuf nw1 8eh 1984")
    entry = latest("person.searched")
    assert json.loads(entry.detail)["kinds"] == ["born", "name", "name", "postcode"]
    written = " ".join([entry.detail, entry.reason, entry.subject, *(r.getMessage() for r in caplog.records)])
    assert typed_in(written) == []


def test_the_results_can_be_reloaded_left_and_come_back_to(people):
    client = officer()
    address = searches(client, "yusuf").redirect_chain[-1][0]
    client.get(page_of(people, "amina"))
    again = client.get(address)
    assert "Amina Yusuf" in text_of(again)
    assert 'value="yusuf"' in again.content.decode()


def test_a_search_means_nothing_to_another_session(people):
    address = searches(officer(), "yusuf").redirect_chain[-1][0]
    other = Client()
    other.cookies = officer().cookies
    response = other.get(address)
    assert response.status_code == 404
    assert "no longer kept" in text_of(response)
    assert "Yusuf" not in text_of(response)


def test_an_identifier_leads_to_its_person(people):
    identifier = people["amina"].identifier
    assert searches(officer(), identifier.lower().replace("-", " ")).redirect_chain[-1][0] == page_of(
        people, "amina"
    )
    assert "/found/" in searches(officer(), "Smith-Jones").redirect_chain[-1][0]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Enter what you know of the person"),
        ("x" * 201, "200 characters"),
        ("\x00", "person"),
    ],
)
def test_what_cannot_be_searched_is_refused_with_what_to_do(people, typed, says):
    response = officer().post("/staff/people/", {"text": typed})
    assert response.status_code == 422
    assert says in text_of(response)


def test_nobody_found_is_told_with_advice_and_is_a_look_too(people):
    response = searches(officer(), "zebedee quill")
    assert "Nobody found" in text_of(response)
    assert "Not found: zebedee, quill" in text_of(response)
    assert "The people below" not in text_of(response)
    assert detail_of("person.searched")["people"] == []


def test_what_was_not_found_stands_above_those_who_answer_the_rest(people):
    response = searches(officer(), "amina yusuf zebedee")
    assert "Not found: zebedee. The people below answer the rest." in text_of(response)


def test_where_no_door_is_known_nobody_is_said_to_live_alone(people):
    Record.objects.filter(feed__in=["council_tax", "crm", "benefits"]).update(house=None)
    text = text_of(officer("tenancy").get(page_of(people, "amina")))
    assert "cannot be told: Penrose Street, NW1 8EH is all that systems say" in text
    assert "No system places anybody else" not in text


def test_too_many_people_are_not_shown_at_all(people, monkeypatch):
    monkeypatch.setattr("borough.residents.search.queries.ENOUGH", 2)
    response = searches(officer(), "yusuf")
    assert "Too many people answer this" in text_of(response)
    assert "Amina" not in text_of(response)
    assert detail_of("person.searched") == {
        "fields": [], "found": 0, "kinds": ["name"], "page": 1, "people": [], "too_broad": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("page", "first", "last"), [("1", 1, 20), ("2", 21, 25), ("99", 21, 25), ("x", 1, 20), ("0", 1, 20)]
)
def test_twenty_a_page(db, page, first, last):
    given(
        "who | forename | surname\n"
        + "\n".join(f"p{n} | jo | tailor{'abcdefghijklmnopqrstuvwxy'[n]}" for n in range(25))
    )
    client = officer()
    address = searches(client, "jo").redirect_chain[-1][0]
    response = client.get(f"{address}?page={page}")
    assert f"25 people, showing {first} to {last}" in text_of(response)
    shown = BeautifulSoup(response.content, "html.parser").select("tbody tr")
    assert len(shown) == last - first + 1 == len(detail_of("person.searched")["people"])


# --- the person ---


def test_the_page_says_each_fact_with_its_sources_and_disagreements_in_words(people):
    text = text_of(officer().get(page_of(people, "amina")))
    assert "Amina Yusuf Council tax on 31 October 2026; Customer contact on 1 October 2026" in text
    assert "Aminah Yusuf Housing tenancies on 1 October 2026" in text
    assert "3 May 1984 Customer contact on 1 October 2026" in text
    assert "5 March 1984 Housing tenancies on 1 October 2026" in text
    assert "Systems disagree on name and date of birth" in text
    assert "Female Customer contact and Housing tenancies on 1 October 2026" in text


def test_an_initial_is_no_disagreement(db):
    layla = given("""
        who | feed        | forename | surname
        one | council_tax | l        | chaouch
        one | housing     | layla    | chaouch
    """)
    text = text_of(officer("council-tax").get(page_of(layla, "one")))
    assert "Name Layla Chaouch Housing tenancies on 1 October 2026; written L Chaouch: Council tax" in text
    assert "disagree" not in text
    assert "differs" not in text
    assert "Also" not in text_of(searches(officer(), "layla chaouch"))


def test_addresses_stand_as_a_timeline_with_the_former_one_marked(people):
    text = text_of(officer().get(page_of(people, "amina")))
    assert "12 Penrose Street, NW1 8EH Current Since 1 January 2020" in text
    assert "Flat 2, 7 Malden Road, NW5 3HS Former 1 January 2012 to 31 December 2019" in text


def test_the_household_stands_there_with_links_that_are_looks_of_their_own(people):
    response = officer("tenancy").get(page_of(people, "amina"))
    assert "Hodan Yusuf" in text_of(response)
    assert page_of(people, "hodan") in response.content.decode()


def test_a_building_is_no_household_and_shows_nobody(db):
    rows = "\n".join(f"p{n} | jo{n} | 3 | high road | NW1 8EH" for n in range(22))
    block = given("who | forename | house | street | postcode\n" + rows)
    response = officer("tenancy").get(page_of(block, "p0"))
    assert "So many people are placed at 3 High Road, NW1 8EH" in text_of(response)
    assert "Jo21" not in text_of(response)
    assert detail_of("person.looked")["people"] == [block["p0"].identifier]


def test_nobody_else_at_home_is_said(people):
    Record.objects.filter(person=people["hodan"]).delete()
    text = text_of(officer("tenancy").get(page_of(people, "amina")))
    assert "No system places anybody else at 12 Penrose Street, NW1 8EH now." in text


def test_the_page_says_that_the_look_is_recorded(people):
    text = text_of(officer().get(page_of(people, "amina")))
    entry = latest("person.looked").position
    assert f"This look is entry {entry} of the log: Sam Officer" in text
    assert "(CRM 4410275)" in text
    assert "It is kept in the list of who looked at this person." in text


def test_a_record_that_says_something_else_is_marked_in_words_with_links_to_where_it_stands(people):
    response = officer("child-safeguarding").get(page_of(people, "amina"))
    (row,) = (r for r in BeautifulSoup(response.content, "html.parser").select("tr") if "T0100/1" in r.text)
    assert [cell.text for cell in row.select("th, td")][:4] == [
        "Housing tenancies", "T0100/1", "Aminah Yusufdiffers", "5 March 1984differs",
    ]  # fmt: skip
    assert [a["href"] for a in row.select("a")] == ["/staff/feeds/batch/1/"]
    steward = officer("link-review", "index_steward").get(page_of(people, "amina")).content.decode()
    assert 'href="/staff/feeds/batch/1/row/3/"' in steward


def test_a_merged_identifier_leads_to_the_person_with_a_notice(people):
    old = Person.objects.create(
        identifier="AAAAA-BBBBB", made_at="2026-01-01T00:00:00Z", gone_to=people["amina"]
    )
    Change.objects.create(
        kind="merged", person=old, other=people["amina"], at="2026-10-31T12:00:00Z", records=2
    )
    response = officer("data-rights").get(f"/staff/people/{old.identifier}/", follow=True)
    assert response.redirect_chain[-1][0] == page_of(people, "amina")
    assert f"AAAAA-BBBBB was merged into {people['amina'].identifier}" in text_of(response)
    assert "AAAAA-BBBBB was merged into this person: 2 records" in text_of(response)


def test_a_split_is_told_on_both_sides(people):
    amina, hodan = people["amina"], people["hodan"]
    Change.objects.create(kind="split", person=amina, other=hodan, at="2026-10-31T12:00:00Z", records=1)
    client = officer("data-rights")
    assert f"1 record went to {hodan.identifier}" in text_of(client.get(page_of(people, "amina")))
    assert f"1 record came from {amina.identifier}" in text_of(client.get(page_of(people, "hodan")))


@pytest.mark.parametrize("identifier", ["7KQ2M-4XT9P", "nobody", "%00", "' OR 1=1", "é"])
def test_no_such_person(people, identifier):
    response = officer().get(f"/staff/people/{identifier}/")
    assert response.status_code == 404
    assert "No such person" in text_of(response)


# --- purposes ---

# purpose x what it shows of Amina: each column is a piece of the page that only an open group or source puts there.
SHOWS = """
purpose                | name | address | household | phone | services | records | nino | nhs | closed source
serve-a-caller         | yes  | yes     |           | yes   |          |         |      |     |
council-tax            | yes  | yes     | yes       |       |          | yes     | yes  |     |
tenancy                | yes  | yes     | yes       | yes   |          |         |      |     |
school-admissions      | yes  | yes     |           |       |          |         |      |     |
electoral-registration | yes  | yes     |           |       |          |         |      |     |
missing-education      | yes  | yes     |           |       | yes      |         |      |     |
child-safeguarding     | yes  | yes     | yes       | yes   | yes      | yes     |      | yes | yes
adult-safeguarding     | yes  | yes     | yes       | yes   | yes      |         |      | yes | yes
emergency              | yes  | yes     | yes       | yes   |          |         |      |     |
data-rights            | yes  | yes     | yes       | yes   | yes      | yes     | yes  | yes | yes
link-review            | yes  | yes     | yes       | yes   | yes      | yes     | yes  | yes | yes
correct-a-source       | yes  | yes     |           | yes   |          | yes     | yes  |     | yes
"""
PIECES = {
    "name": "Amina Yusuf",
    "address": "Penrose Street",
    "household": "Household now",
    "phone": "07100 123456",
    "services": "Services that know this person",
    "records": "What each system says",
    "nino": "JK 12 34 56",
    "nhs": "999 000 1112",
    "closed source": "Secret Row",
}
GROUPS = {
    "name": Fields.IDENTITY, "address": Fields.ADDRESS, "household": Fields.HOUSEHOLD, "phone": Fields.CONTACT,
    "services": Fields.SERVICES, "records": Fields.EVIDENCE,
}  # fmt: skip


# Each look has its own number and minute.
OWN_ENTRY = re.compile(r"This (search|look) is entry .*? of the log(: [^“]*)?")


def shows() -> list[tuple[str, set[str]]]:
    header, *rows = ([cell.strip() for cell in line.split("|")] for line in SHOWS.strip().splitlines())
    return [
        (row[0], {piece for piece, cell in zip(header[1:], row[1:], strict=True) if cell}) for row in rows
    ]


def test_the_table_has_every_purpose():
    assert [purpose for purpose, _ in shows()] == list(purposes())


@pytest.mark.parametrize(("purpose", "open_pieces"), shows())
def test_a_purpose_shows_what_it_opens_and_leaves_no_trace_of_the_rest(people, purpose, open_pieces):
    role = "officer" if "officer" in purposes()[purpose].roles else "index_steward"
    response = officer(purpose, role).get(page_of(people, "amina"))
    assert {piece for piece, words in PIECES.items() if words in text_of(response)} == open_pieces
    detail = detail_of("person.looked")
    assert set(detail["fields"]) == {GROUPS[piece] for piece in open_pieces if piece in GROUPS}
    assert set(detail["numbers"]) == {
        name for piece, name in (("nino", "nino"), ("nhs", "nhs_number")) if piece in open_pieces
    }


def test_a_source_that_is_closed_leaves_the_page_as_if_it_had_never_spoken(people):
    client = officer("serve-a-caller")

    def seen() -> list[str]:
        pages = [client.get(page_of(people, "amina")), searches(client, "yusuf")]
        return [OWN_ENTRY.sub("", text_of(page)) for page in pages]

    before = seen()
    Record.objects.filter(feed__in=["childrens_social_care", "benefits"]).delete()
    assert seen() == before


def test_a_person_whom_only_closed_sources_know_is_found_by_nobody_else(people):
    assert "Nobody found" in text_of(searches(officer("serve-a-caller"), "samira hassan"))
    assert officer("serve-a-caller").get(page_of(people, "hidden")).status_code == 404
    assert latest("person.not_shown").about == people["hidden"].identifier
    assert "Samira Hassan" in text_of(searches(officer("child-safeguarding"), "samira hassan"))


def test_systems_are_named_in_the_list_only_where_the_purpose_opens_services(people):
    assert "Known to" not in text_of(searches(officer("serve-a-caller"), "amina yusuf"))
    assert "Children" in text_of(searches(officer("child-safeguarding"), "amina yusuf"))


def test_search_rests_on_identity_and_address_so_every_purpose_opens_both():
    """The reasons for a hit quote names, dates of birth and postcodes."""
    for purpose in purposes().values():
        assert purpose.opens >= {Fields.IDENTITY, Fields.ADDRESS}, purpose.code


@pytest.mark.parametrize("path", ["/staff/people/", "/staff/people/found/x/", "/staff/people/7KQ2M-4XT9P/"])
def test_without_a_purpose_the_officer_states_one_and_comes_back(people, path):
    client = officer(purpose="")
    sent = client.get(path)
    assert sent.url.startswith("/staff/purpose/?next=")
    stated = {"purpose": "serve-a-caller", "reason": "CRM 4410275", "next": path}
    assert client.post("/staff/purpose/", stated).url == path


def test_a_search_sent_after_the_purpose_has_ended_comes_back_to_the_box(people):
    client = officer(purpose="")
    sent = client.post(
        "/staff/people/", {"text": "amina"}, headers={"referer": "http://testserver/staff/people/"}
    )
    assert sent.url == "/staff/purpose/?next=%2Fstaff%2Fpeople%2F"


# --- the log comes first ---


def test_a_look_is_written_with_who_why_whom_and_what(people):
    officer("council-tax").get(page_of(people, "amina"))
    entry = latest("person.looked")
    assert (entry.actor_name, entry.purpose, entry.reason) == ("Sam Officer", "council-tax", "CRM 4410275")
    assert entry.about == people["amina"].identifier
    assert detail_of("person.looked") == {
        "people": [people["amina"].identifier, people["hodan"].identifier],
        "fields": ["address", "evidence", "household", "identity"],
        "numbers": ["nino"],
    }


@pytest.mark.parametrize("path", ["results", "person"])
def test_when_the_log_cannot_be_written_nothing_is_shown(people, monkeypatch, path):
    client = officer()
    client.raise_request_exception = False
    results = searches(client, "amina yusuf").redirect_chain[-1][0]

    def broken(*args, **kwargs):
        raise OSError("the log is full")

    monkeypatch.setattr("borough.platform.audit.api.record", broken)
    response = client.get(results if path == "results" else page_of(people, "amina"))
    assert response.status_code == 500
    assert "Amina" not in response.content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", ["results", "person"])
def test_the_look_is_committed_before_the_page_is_made(monkeypatch, path):
    """Another connection, which sees only what is committed, reads the log at the moment of rendering."""
    people = household()
    client = officer()
    results = searches(client, "amina yusuf").redirect_chain[-1][0]
    before = Event.objects.count()
    seen = []

    def look(*args, **kwargs):
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM audit_event")
            seen.append(cursor.fetchone()[0])
        other.close()
        return render(*args, **kwargs)

    where = "borough.staff.people.views.render" if path == "results" else "borough.ui.item.render"
    module, _, name = where.rpartition(".")
    render = getattr(__import__(module, fromlist=[name]), name)
    monkeypatch.setattr(where, look)
    client.get(results if path == "results" else page_of(people, "amina"))
    assert seen == [before + 1]


# --- cost ---


def test_a_page_costs_few_queries_whatever_it_holds(people, django_assert_max_num_queries):
    client = officer("data-rights")
    results = urlsplit(searches(client, "yusuf").redirect_chain[-1][0]).path
    with django_assert_max_num_queries(16):
        client.get(results)
    with django_assert_max_num_queries(16):
        client.get(page_of(people, "amina"))


def test_every_group_that_a_purpose_opens_is_a_part_of_the_page():
    assert {group for group, _ in SECTIONS} == set(Fields)
