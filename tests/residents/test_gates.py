"""A purpose reads only the sources that the law of each opens to it; the rest is as if it were not there."""

from datetime import date

import pytest

from borough.platform.feeds.api import contracts
from borough.platform.privacy.api import purposes
from borough.residents.gates import FIELDS, Opened, gates
from borough.residents.ingest import schema_of
from borough.residents.models import Record
from borough.residents.queries import household, known, lines, sheet
from borough.residents.search.operations import index_people
from tests.residents.people import given

TODAY = date(2026, 11, 24)
OPEN = Opened(frozenset({"council_tax", "libraries"}))
PEOPLE = """
who   | feed                  | forename | surname | date_of_birth | house | street         | postcode | phone         | as_of
amina | council_tax           | amina    | yusuf   |               | 12    | penrose street | NW1 8EH  |               | 2026-10-31
amina | childrens_social_care | aminah   | yousef  | 1984-03-05    | 7     | malden road    | NW5 3HS  | +447100123456 | 2026-10-31
hodan | childrens_social_care | hodan    | yusuf   | 2014-02-01    | 12    | penrose street | NW1 8EH  |               | 2026-10-31
omar  | council_tax           | omar     | yusuf   |               | 12    | penrose street | NW1 8EH  |               | 2026-10-31
"""  # noqa: E501


def test_every_feed_of_people_has_a_gate_and_every_gate_a_feed():
    assert set(gates()["source"]) == {contract.slug for contract in contracts() if schema_of(contract)}


def test_every_gate_names_purposes_that_there_are_and_its_law():
    for gate in (*gates()["source"].values(), *gates()["number"].values()):
        assert set(gate["purposes"]) | set(gate.get("from", {})) <= {"*", *purposes()}
        assert set(gate.get("others", ())) <= set(FIELDS)
        assert gate["law"]
    for code, gate in gates()["household"].items():
        assert code in purposes()
        assert gate["law"]


@pytest.fixture
def people(db):
    return given(PEOPLE)


def everything(people) -> list[object]:
    """All that the index says of Amina and Omar under OPEN."""
    one = [people[who].identifier for who in ("amina", "omar")]
    ids = [people[who].pk for who in ("amina", "omar")]
    return [
        *(sheet(who, opened=OPEN) for who in one),
        *(household(who, today=TODAY, opened=OPEN) for who in one),
        lines(ids, opened=OPEN),
    ]


def test_what_a_closed_source_says_is_as_if_it_were_not_there(people):
    with_it = everything(people)
    Record.objects.exclude(feed__in=OPEN.feeds).delete()
    index_people(None)
    assert everything(people) == with_it


def test_who_is_known_only_to_a_closed_source_is_not_there(people):
    assert known([people["hodan"].pk, people["amina"].pk], opened=OPEN) == [people["amina"].pk]
    assert known([people["hodan"].pk]) == [people["hodan"].pk]
    assert lines([people["hodan"].pk], opened=OPEN) == []
