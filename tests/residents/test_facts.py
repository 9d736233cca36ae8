"""Dated facts: from the rows of open sources only, with the home that nearly all records give for a door."""

from datetime import date

import pytest

from borough.platform.feeds import api as feeds
from borough.residents import api as residents
from borough.residents.facts.declarations import kinds, open_kinds
from borough.residents.facts.reading import fact_table
from borough.residents.gates import gates
from tests.residents.people import given

PEOPLE = """
who | feed    | key  | forename | surname | postcode | house | flat | uprn
a   | crm     | C-1  | amina    | yusuf   | NW1 8EH  | 3     |      | 990000000001
a   | crm     | C-2  | amina    | yusuf   | NW1 8EH  | 3     |      |
b   | crm     | C-3  | robert   | fitzroy | NW5 3HS  | 9     | a    | 990000000002
b   | crm     | C-4  | robert   | fitzroy | NW5 3HS  | 9     |      |
c   | parking | RP-5 | jo       | brown   | NW5 1TU  | 7     |      |
c   | schools | S1   | jo       | brown   | NW5 1TU  | 7     |      |
"""


@pytest.fixture
def people(db, monkeypatch):
    """The rows behind the records, as the feeds give them."""

    def current(feed, fields, keys=None):
        import polars as pl

        held = {"crm": ["C-1", "C-2", "C-3", "C-4"], "parking": ["RP-5"], "schools": ["S1"]}.get(feed, [])
        named = {name: pl.Series(name, [None] * len(held), dtype=pl.String) for name in fields}
        values = {"created": "2026-03-01T10:00:00Z", "subject": "Missed bin", "record_type": "PERMIT"}
        made = {name: pl.Series(name, [values[name]] * len(held)) for name in fields if name in values}
        frame = {"_key": held, "_batch": [1] * len(held), "_row": list(range(len(held)))} | named | made
        return pl.DataFrame(frame, schema_overrides={"_key": pl.String})

    monkeypatch.setattr(feeds, "current", current)
    return given(PEOPLE)


def homes(person) -> set[str | None]:
    return set(fact_table("tenancy", [person.pk])["home"])


def test_a_door_has_the_number_that_others_give_for_it(people):
    assert homes(people["a"]) == {"990000000001"}


def test_a_house_of_several_flats_is_no_home(people):
    assert homes(people["b"]) == {"990000000002", None}


def test_a_door_without_a_number_is_its_own_home(people):
    assert homes(people["c"]) == {"NW5 1TU/7"}


def test_a_source_that_the_purpose_does_not_open_is_not_read(people):
    assert "schools" not in set(fact_table("tenancy", None)["feed"])


def test_a_fact_says_what_when_and_where_it_stands(people):
    (first, _) = residents.dated_facts(people["a"].identifier, purpose="tenancy")
    assert (first.kind, first.on, first.says) == ("contact", date(2026, 3, 1), "Missed bin")
    assert (first.said.feed, first.said.key, first.confidence) == ("crm", "C-1", 1.0)


def test_nobody_has_no_facts(people):
    assert residents.dated_facts("00000-00000", purpose="tenancy") == ()


def test_every_declared_column_is_in_its_contract():
    for kind in kinds():
        contract = feeds.contract_of(kind.feed)
        assert contract, kind.feed
        assert kind.fields <= set(contract.fields), kind.name


def test_a_fact_with_its_own_law_is_opened_by_that_alone():
    deaths = [kind for kind in kinds() if kind.name == "death"]
    assert deaths
    assert deaths[0] in open_kinds("tenancy-fraud")
    assert "tenancy-fraud" not in gates()["source"]["adult_social_care"]["purposes"]
    assert deaths[0] not in open_kinds("adult-safeguarding")
