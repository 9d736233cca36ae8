"""Linking: who has an identifier keeps it, merges and splits are written down, nothing is half done."""

from types import SimpleNamespace

import polars as pl
import pytest
from click.testing import CliRunner
from django.utils import timezone
from linkage.model import Rule

from borough.residents import link as linking
from borough.residents import records, weighing
from borough.residents.commands import link
from borough.residents.models import Change, Linking, Person, Record
from borough.residents.queries import sheet
from linkage import Model, Schema
from tests.residents.people import given

PEOPLE = """
who | forename | surname | date_of_birth | postcode
a   | amina    | yusuf   | 1984-05-03    | NW1 8EH
a   | amina    | yusuf   | 1984-05-03    | NW5 3HS
a   | amina    | yusuf   |               | NW5 3HS
b   | robert   | fitzroy | 1950-11-12    | NW5 1TU
"""


@pytest.fixture
def people(db):
    return given(PEOPLE)


def engine(monkeypatch, *entities: str):
    """An engine that gives these entities to the records, in their order. Returns the models it was given."""

    def link(records, schema, *, model=None, decisions=None, progress):
        found = records.sort(pl.col("id").cast(pl.Int64)).select(
            "id", entity=pl.Series(entities), confidence=0.9
        )
        asked.append(model)
        known = model or Model((), (Rule("surname", ("surname",)),), 0.001).with_extras(
            schema=schema.document()
        )
        return SimpleNamespace(entities=found, model=known)

    asked: list[Model | None] = []
    monkeypatch.setattr(linking.linkage, "link", link, raising=False)
    return asked


def persons() -> list[int]:
    return list(Record.objects.order_by("id").values_list("person_id", flat=True))


def run():
    return linking.link_all(now=timezone.now())


def test_the_same_entities_leave_everybody_as_they_are(people, monkeypatch):
    engine(monkeypatch, "x", "x", "x", "y")
    before = persons()
    done = run()
    assert persons() == before
    assert (done.made, done.merged, done.split, done.persons) == (0, 0, 0, 2)


def test_a_split_person_keeps_their_identifier_where_most_records_stay(people, monkeypatch):
    engine(monkeypatch, "x", "z", "z", "y")
    done = run()
    a, b = people["a"].pk, people["b"].pk
    assert persons()[1:] == [a, a, b]
    assert persons()[0] not in (a, b)
    assert (done.made, done.split) == (1, 1)
    assert Change.objects.get().kind == "split"


def test_a_merged_identifier_says_where_it_went_and_comes_back_when_split_again(people, monkeypatch):
    engine(monkeypatch, "x", "x", "x", "x")
    assert run().merged == 1
    gone = sheet(people["b"].identifier)
    assert (gone.became, gone.records) == (people["a"].identifier, ())

    engine(monkeypatch, "x", "x", "x", "y")
    run()
    heir = Record.objects.get(surname="fitzroy").person
    assert heir != people["a"]


def test_a_fault_in_the_middle_leaves_everything_as_it_was(people, monkeypatch):
    engine(monkeypatch, "x", "x", "x", "x")
    before = persons()

    def fault(*_):
        raise RuntimeError("power cut")

    monkeypatch.setattr(linking, "write_everybody", fault)
    with pytest.raises(RuntimeError):
        run()
    assert persons() == before
    assert not Change.objects.exists()


def test_an_identifier_is_never_used_again(people, monkeypatch):
    known = set(Person.objects.values_list("identifier", flat=True))
    engine(monkeypatch, "p", "q", "r", "s")
    run()
    assert known <= set(Person.objects.values_list("identifier", flat=True))


def test_what_was_learned_is_kept_and_used_while_it_fits(people, monkeypatch):
    asked = engine(monkeypatch, "x", "x", "x", "y")
    first, second = run(), run()
    assert [model is None for model in asked] == [True, False]
    assert (first.learned, second.learned) == (True, False)
    assert first.model == second.model != {}


@pytest.mark.parametrize(
    "otherwise",
    [
        {"engine": "Splink 5"},
        {"records": 3},  # a third more records than it was learned from
        {"records": 6},
        {"model": {}},
        {"model": {"comparisons": [{"nonsense": 1}]}},
        {"learned": False},
    ],
    ids=str,
)
def test_a_model_that_does_not_fit_is_learned_anew(people, monkeypatch, otherwise):
    asked = engine(monkeypatch, "x", "x", "x", "y")
    Linking.objects.filter(pk=run().pk).update(**otherwise)
    run()
    assert asked == [None, None]


def test_other_columns_are_learned_anew(people, monkeypatch):
    asked = engine(monkeypatch, "x", "x", "x", "y")
    run()
    monkeypatch.setattr(records, "SCHEMA", Schema.of({"id": "id", "surname": "surname"}))
    run()
    assert asked == [None, None]


def test_the_command_learns_anew_when_it_is_told_to(people, monkeypatch):
    asked = engine(monkeypatch, "x", "x", "x", "y")
    said = [CliRunner().invoke(link, words).output for words in ([], [], ["--learn"])]
    assert ["learned anew" in text for text in said] == [True, False, True]
    assert [model is None for model in asked] == [True, False, True]
    assert "4 records are 2 persons" in said[2]


def test_the_engine_itself_links_a_small_council(people):
    done = run()
    assert (done.records, done.persons, done.learned) == (4, 2, True)
    assert weighing.model_kept(4) is not None
    assert not [name for name in ("amina", "yusuf", "fitzroy", "NW5") if name in str(done.model)]
