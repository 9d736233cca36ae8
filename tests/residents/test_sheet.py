"""A person's sheet: facts with their sources, disagreements, addresses over time, the household."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given as generated
from hypothesis import strategies as st

from borough.residents.gates import Opened
from borough.residents.history import changes
from borough.residents.identifiers import ALPHABET, new_identifier, read_identifier
from borough.residents.models import Change, Person
from borough.residents.queries import household, lines, sheet
from borough.residents.rows import Household, Moved
from tests.residents.people import given

TODAY = date(2026, 11, 24)
PEOPLE = """
who    | feed        | forename | surname | date_of_birth | flat | house | street         | postcode | valid_from | valid_to   | as_of
amina  | council_tax | amina    | yusuf   |               |      | 12    | penrose street | NW1 8EH  | 2020-01-01 |            | 2026-10-31
amina  | schools     | amina    | yusuf   | 1984-05-03    |      | 12    | penrose street | NW1 8EH  |            |            | 2026-10-01
amina  | libraries   | aminah   | yusuf   | 1984-03-05    | 2    | 7     | malden road    | NW5 3HS  | 2012-01-01 | 2019-12-31 | 2026-10-01
hodan  | schools     | hodan    | yusuf   | 2014-02-01    |      | 12    | penrose street | NW1 8EH  |            |            | 2026-10-01
former | council_tax | john     | smith   |               |      | 12    | penrose street | NW1 8EH  | 2010-01-01 | 2019-12-01 | 2026-10-01
"""  # noqa: E501


@pytest.fixture
def people(db):
    return given(PEOPLE)


def facts(people, name: str) -> list[tuple[str, list[str]]]:
    (field,) = (f for f in sheet(people["amina"].identifier).fields if f.name == name)
    return [(fact.value, [said.feed for said in fact.said]) for fact in field.facts]


def test_each_value_stands_with_its_sources_the_best_supported_first(people):
    assert facts(people, "name") == [
        ("Amina Yusuf", ["council_tax", "schools"]),
        ("Aminah Yusuf", ["libraries"]),
    ]
    assert {value for value, _ in facts(people, "date_of_birth")} == {"1984-05-03", "1984-03-05"}


def test_addresses_run_from_the_present_to_the_past(people):
    stays = sheet(people["amina"].identifier).stays
    assert [(stay.address, stay.since, stay.until) for stay in stays] == [
        ("12 Penrose Street, NW1 8EH", date(2020, 1, 1), None),
        ("Flat 2, 7 Malden Road, NW5 3HS", date(2012, 1, 1), date(2019, 12, 31)),
    ]


def test_the_household_is_who_is_placed_there_now(people):
    home = household(people["amina"].identifier, today=TODAY)
    assert home.address == "12 Penrose Street, NW1 8EH"
    assert [member.name for member in home.members] == ["Hodan Yusuf"]


def test_flats_behind_one_door_are_households_of_their_own(db):
    block = given("""
        who  | forename | house | street    | postcode | uprn | flat
        one  | ana      | 3     | high road | NW1 8EH  | 501  |
        same | ben      | 3     | high road | NW1 8EH  | 501  | 9
        lost | cal      | 3     | high road | NW1 8EH  |      |
        next | dee      | 3     | high road | NW1 8EH  | 502  |
    """)
    home = household(block["one"].identifier, today=TODAY)
    assert [member.name for member in home.members] == ["Ben", "Cal"]


def test_a_record_without_uprn_or_house_is_about_the_home_that_the_others_name(db):
    couple = given("""
        who  | forename | street       | postcode | uprn | as_of
        one  | ana      | penrose road | NW6 1UA  |      | 2026-10-31
        one  | ana      | penrose road | NW6 1UA  | 501  | 2026-10-01
        two  | ben      | penrose road | NW6 1UA  | 501  | 2026-10-01
        next | cal      | penrose road | NW6 1UA  | 502  | 2026-10-01
    """)
    home = household(couple["one"].identifier, today=TODAY)
    assert [member.name for member in home.members] == ["Ben"]


def test_nobody_is_said_to_live_alone_where_the_door_is_not_known(db):
    vague = given("""
        who | forename | flat | street       | postcode
        one | ana      | 2    | penrose road | NW6 1UA
        two | ben      | 2    | penrose road | NW6 1UA
    """)
    home = household(vague["one"].identifier, today=TODAY)
    assert home == Household("Flat 2, Penrose Road, NW6 1UA", (), decided=False)


def test_a_member_has_the_name_that_most_sources_give_wherever_they_place_them(db):
    couple = given("""
        who | forename | surname | house | street    | postcode | date_of_birth
        one | ana      | silva   | 3     | high road | NW1 8EH  |
        two | b        | silva   | 3     | high road | NW1 8EH  |
        two | ben      | silva   |       |           |          | 1984-05-03
    """)
    (member,) = household(couple["one"].identifier, today=TODAY).members
    assert (member.name, member.date_of_birth, len(member.said)) == ("Ben Silva", date(1984, 5, 3), 1)


def test_who_has_no_address_has_no_household(db):
    nowhere = given("who | forename\none | ana\ntwo | ben")
    assert household(nowhere["one"].identifier, today=TODAY) == Household("", ())


def test_one_place_written_in_two_ways_is_one_stay(db):
    wrote = given("""
        who | forename | flat | street         | postcode | uprn
        one | ana      | 20   | larkhill close |          | 501
        one | ana      | 20   | larkhill close | NW3 3DS  | 501
        one | ana      | 20   | larkhill close | NW3 3DS  |
        one | ana      | 2    | penrose road   | NW6 1UA  |
    """)
    stays = sheet(wrote["one"].identifier).stays
    assert sorted((stay.address, len(stay.said)) for stay in stays) == [
        ("Flat 2, Penrose Road, NW6 1UA", 1),
        ("Flat 20, Larkhill Close, NW3 3DS", 3),
    ]


def test_a_flat_keeps_its_buildings_name(db):
    wrote = given("""
        who | forename | flat | house           | street           | postcode
        one | ana      | 2    | cranleigh house | cranleigh street | NW6 1LB
        two | ben      | 2    | cranleigh house | cranleigh street | NW6 1LB
    """)
    home = household(wrote["one"].identifier, today=TODAY)
    assert home.address == "Flat 2, Cranleigh House, Cranleigh Street, NW6 1LB"
    assert [member.name for member in home.members] == ["Ben"]


def test_nobody_has_no_sheet(db):
    assert sheet("7KQ2M-4XT9P") is None
    assert sheet("' OR 1=1") is None


def test_lines_come_in_the_order_asked_for_and_in_two_queries(people, django_assert_num_queries):
    asked = [people["hodan"].pk, people["amina"].pk]
    with django_assert_num_queries(2):
        assert [line.name for line in lines(asked)] == ["Hodan Yusuf", "Amina Yusuf"]


@generated(st.text(alphabet=ALPHABET, min_size=10, max_size=10))
def test_an_identifier_is_read_however_it_is_typed(letters):
    identifier = f"{letters[:5]}-{letters[5:]}"
    assert read_identifier(identifier.lower()) == identifier
    assert read_identifier(f" {letters[:3]} {letters[3:]}") == identifier
    assert read_identifier(letters.replace("0", "o").replace("1", "l")) == identifier


def test_a_new_identifier_can_be_read():
    assert read_identifier(made := new_identifier()) == made


def test_merges_and_splits_are_told_to_both_sides(people):
    amina, hodan, former = (people[who] for who in ("amina", "hodan", "former"))
    at = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)
    one = Change.objects.create(kind="merged", person=former, other=amina, at=at, records=2)
    two = Change.objects.create(
        kind="split", person=amina, other=hodan, at=at + timedelta(hours=1), records=1
    )
    assert changes(amina.identifier) == [
        Moved(two.pk, date(2026, 11, 1), "split", amina.identifier, hodan.identifier, 1),
        Moved(one.pk, date(2026, 10, 31), "merged", former.identifier, amina.identifier, 2),
    ]
    assert [moved.kind for moved in changes(hodan.identifier)] == ["split"]


def test_a_merged_identifier_says_where_it_went_however_often(people):
    amina, hodan, former = (people[who] for who in ("amina", "hodan", "former"))
    Person.objects.filter(pk=former.pk).update(gone_to=hodan)
    Person.objects.filter(pk=hodan.pk).update(gone_to=amina)
    assert sheet(former.identifier).became == amina.identifier


def test_what_a_closed_source_deleted_is_not_told(people):
    at = datetime(2026, 10, 31, tzinfo=UTC)
    gone = {"kind": "gone", "person": people["amina"], "at": at, "records": 1, "batch_id": 7}
    for feed in ("crm", "benefits"):
        Change.objects.create(feed=feed, **gone)
    told = changes(people["amina"].identifier, opened=Opened(frozenset({"crm"})))
    assert [(moved.feed, moved.cause, moved.number) for moved in told] == [("crm", "batch", 7)]
