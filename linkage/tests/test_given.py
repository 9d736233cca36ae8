"""What a program may hand over besides frames of Polars: taken for what it means, or refused with a sentence."""

from collections.abc import Callable

import pandas as pd
import polars as pl
import pytest

import linkage
from linkage import BadInput, Index, Model, Schema

RECORDS = pl.DataFrame(
    {"ref": ["1", "2", "3"], "first": ["Anna", "Anna", "Bob"], "last": ["Smith", "Smith", "Jones"]}
)
COLUMNS = {"ref": "id", "first": "forename", "last": "surname"}
SCHEMA = Schema.of(COLUMNS)


@pytest.fixture(scope="module")
def model() -> Model:
    return linkage.train(RECORDS, SCHEMA)


@pytest.fixture
def index(model: Model) -> Index:
    return Index.build(RECORDS, SCHEMA, model)


def new(ref: str) -> pl.DataFrame:
    return pl.DataFrame({"ref": [ref], "first": ["Cleo"], "last": ["Adams"]})


def test_columns_and_roles_as_a_dictionary_are_a_schema(model: Model) -> None:
    assert linkage.train(RECORDS, COLUMNS) == model
    one, other = (linkage.link(RECORDS, its, model=model).entities for its in (SCHEMA, COLUMNS))
    assert one.equals(other)
    assert linkage.standardise(RECORDS, COLUMNS).equals(linkage.standardise(RECORDS, SCHEMA))
    assert linkage.profile(RECORDS, COLUMNS) == linkage.profile(RECORDS, SCHEMA)
    told = [str(linkage.explain(RECORDS, its, model, "1", "2")) for its in (SCHEMA, COLUMNS)]
    assert told[0] == told[1]
    assert len(Index.build(RECORDS, COLUMNS, model)) == 3


def test_decisions_and_entities_may_be_of_pandas(model: Model) -> None:
    decisions = pd.DataFrame({"id_a": ["1"], "id_b": ["3"], "same": [True]})
    found = linkage.link(RECORDS, SCHEMA, model=model, decisions=decisions).entities
    entity = dict(found.select("id", "entity").iter_rows())
    assert entity["1"] == entity["3"]
    assert Index.build(RECORDS, SCHEMA, model, found.to_pandas()).entity("3") == entity["3"]


@pytest.mark.parametrize(
    "kind", [pl.DataFrame.to_pandas, pl.DataFrame.to_arrow, pl.DataFrame.lazy, pl.DataFrame.to_dicts]
)
def test_records_of_an_index_may_be_of_any_kind(kind: Callable[[pl.DataFrame], object], index: Index) -> None:
    index.add(kind(new("new2")))
    index.change(kind(new("new2")))
    assert index.entity("new2") == "new2"
    index.remove("new2")
    assert index.entity("new2") is None
    index.link(kind(new("new2")))
    index.link(removed="new2")
    assert len(index) == 3


REFUSED: dict[str, tuple[Callable[[Index], object], str]] = {
    "a schema's file": (lambda _: linkage.link(RECORDS, "s.toml"), r"give Schema.read\('s.toml'\)"),
    "no schema": (lambda _: linkage.link(RECORDS, 5), "A schema is a Schema, or column = role as a dictionary"),
    "a model's file": (lambda _: linkage.link(RECORDS, SCHEMA, model="m.json"), r"give Model.read\('m.json'\)"),
    "to an index": (lambda _: Index.build(RECORDS, SCHEMA, "m.json"), r"give Model.read\('m.json'\)"),
    "to explain": (lambda _: linkage.explain(RECORDS, SCHEMA, 5, "1", "2"), "A model is what train, link or"),
    "a number to add": (lambda its: its.add(5), "A list is needed here, not 5"),
    "a text to add": (lambda its: its.add("ref"), "A list is needed here, not 'ref'"),
    "texts to add": (lambda its: its.add(["ref"]), "Records are a table, or dictionaries of column and value"),
    "a text to find": (lambda its: its.find("Anna"), "A record is a dictionary of column and value"),
    "a number to remove": (lambda its: its.remove(5), "A list is needed here, not 5"),
    "an id that is not there": (lambda its: its.remove("new9"), "The id 'new9' is not in the index"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_anything_else_is_refused_with_a_sentence(name: str, index: Index) -> None:
    does, sentence = REFUSED[name]
    with pytest.raises(BadInput, match=sentence):
        does(index)
