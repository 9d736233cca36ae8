"""Who is this? The index answers with the weights that the batch has."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from linkage.comparing import blocking, scan
from linkage.comparing.compiled import Compiled
from linkage.gathering import profiles
from linkage.gathering.clustering import Gathering, People, against_of
from linkage.index import Index
from linkage.index.index import FLOOR
from linkage.schema import BadInput
from linkage.standard.table import standardise
from linkage.tables import Table

from linkage import Schema


@pytest.fixture(scope="module")
def index(small, model):
    return Index.build(small.records, small.schema, model)


@pytest.fixture(scope="module")
def batch(small, model):
    """Ids, and what the batch makes of the same records."""
    people = standardise(small.records, small.schema).sort("id", "person")
    table = Table.of(people.select("forename", "surname", "date_of_birth", "postcode", "phone"))
    return people, Compiled(table, model)


def test_each_pair_has_the_weight_that_the_batch_gives_it(small, model, index, batch):
    """A record that is asked for counts once more in each block: blocks just at the limit are left aside. Pairs
    less likely than 1 in 1,000 make no answer."""
    people, compiled = batch
    ids = people["id"].to_list()
    rules = [replace(rule, at_most=rule.at_most - 1) for rule in model.rules]
    pairs = scan.Pairs.of(scan.pairs(compiled, blocking.blocking(compiled.table, rules), at_least=FLOOR))
    found = {
        (record["ref"], match.id): match.weight
        for record in small.records.to_dicts()
        for its in index.find(record, limit=1_000)
        for match in its.records
    }
    assert len(pairs.a) > 200
    for a, b, weight in zip(pairs.a, pairs.b, pairs.weight, strict=True):
        assert found[ids[a], ids[b]] == pytest.approx(weight, abs=1e-9)
        assert found[ids[b], ids[a]] == pytest.approx(weight, abs=1e-9)


def test_an_entity_has_the_weight_of_its_profile(small, index, batch):
    """One record against all of an entity's, each field once, as when clusters merge."""
    people, compiled = batch
    place = {id: row for row, id in enumerate(people["id"])}
    systems = tuple(index._core.systems)
    number = np.array([index._core.systems[its] if its else -1 for its in people["source"].fill_null("")])
    nobody = np.zeros((0, 2), np.int64)
    speaks = against_of(People(number, systems, np.arange(len(number)), nobody, nobody), index._core.known)
    for record in small.records.head(40).to_dicts():
        for found in index.find(record):
            row = place[record["ref"]]
            rows = np.array([row, *(place[its.id] for its in found.records if its.id != record["ref"])])
            if len(rows) == len(found.records):  # it is one of them, and speaks to itself
                continue
            starts, one, two = np.array([0, 1, len(rows)]), np.array([0]), np.array([1])
            against = speaks.between(compiled, rows, (np.arange(len(rows)) > 0).astype(int), one, two)
            expected = profiles.between(compiled, rows, starts, one, two, against, Gathering().power)
            assert len(found.records) == len(rows) - 1
            assert found.weight == pytest.approx(expected[0], abs=1e-9)


def test_its_own_entity_comes_first(small, index):
    """Nearly always: a record that says little may be as like another's."""
    entity = dict(index.entities().select("id", "entity").iter_rows())
    hits = [index.find(record, limit=1) for record in small.records.to_dicts()]
    right = [
        found[0].entity == entity[id] for found, id in zip(hits, small.records["ref"], strict=True) if found
    ]
    assert np.mean(right) > 0.95


def test_a_slip_and_a_missing_field_still_find_the_person(index):
    index.add(
        {"ref": "new", "first": "Wilhelmina", "last": "Featherstone", "born": "1961-05-04", "code": "N1 9ZZ"}
    )
    found = index.find({"first": "Wilhelmena", "last": "Featherstone", "code": "N1 9ZZ"})
    assert [its.entity for its in found] == ["new"]
    assert found[0].probability > 0.7
    assert found[0].records[0].weight == pytest.approx(found[0].weight)
    index.remove(["new"])
    assert index.find({"first": "Wilhelmena", "last": "Featherstone", "code": "N1 9ZZ"}) == []


def test_both_of_a_joint_record_are_asked_for(model):
    schema = Schema.of({"ref": "id", "name": "full_name", "code": "postcode"})
    rows = [
        {"ref": "1", "name": "Aisha Rahman", "code": "NW1 8EH"},
        {"ref": "2", "name": "Omar Rahman", "code": "NW1 8EH"},
    ]
    index = Index.build(pl.DataFrame(rows), schema, model)
    found = index.find({"name": "Aisha & Omar Rahman", "code": "NW1 8EH"})
    best = {its.person: its.entity for its in reversed(found)}
    assert best == {1: "1", 2: "2"}


@pytest.mark.parametrize("record", [
    {}, {"first": None}, {"first": "", "last": " "}, {"unheard": "of"}, {"first": "\U0001f600" * 1_000},
    {"first": "Nobody", "last": "Known", "born": "9999-12-31", "code": "N1 9QQ", "phone": "call me"},
], ids=lambda its: str(its)[:30])  # fmt: skip
def test_any_record_may_be_asked_for(index, record):
    assert index.find(record) == []


def test_a_record_that_says_more_than_anybody_is_refused(index):
    with pytest.raises(BadInput, match="says too much"):
        index.find({"first": "x" * 40_000, "last": "y"})


def test_the_order_of_rows_changes_no_answer(small, model, index):
    other = Index.build(small.records.reverse(), small.schema, model)
    for record in small.records.head(30).to_dicts():
        one, two = index.find(record), other.find(record)
        assert [(its.entity, its.records) for its in one] == [(its.entity, its.records) for its in two]
        assert [its.weight for its in one] == pytest.approx([its.weight for its in two], abs=1e-9)


def test_records_without_their_entities_are_refused(small, model):
    entities = pl.DataFrame({"id": ["r0000"], "person": [1], "entity": ["E"]})
    with pytest.raises(BadInput, match="stands in no entity"):
        Index.build(small.records, small.schema, model, entities)


def test_a_person_whose_records_fill_every_block_is_found(small, model):
    """More records than a block may hold are not compared one by one, but met as a whole."""
    row = {"first": "Ada", "last": "Inventor", "born": "1950-01-01", "code": "N1 9XX", "phone": "07100999999"}
    rows = [row | {"ref": f"i{number:03}", "system": None} for number in range(100)]
    records = pl.concat([small.records, pl.DataFrame(rows, schema=small.records.schema)])
    index = Index.build(records, small.schema, model)
    (found,) = index.find(row)
    assert found.entity == "i000"
    assert len(found.records) == 100
    index.link([row | {"ref": "late"}])
    assert index.entity("late") == "i000"


def test_an_answer_is_explained_by_its_best_pair(small, index):
    """By the same path as in the batch: the bits add up to the weight that the answer had."""
    asked = small.records.row(4, named=True) | {"first": "Unheardof"}
    found = index.find(asked)[0]
    link = found.explain()
    assert link.weight == pytest.approx(found.records[0].weight, abs=1e-9)
    assert link.b == found.records[0].id
    assert link.evidence[0].standard[0] == "unheardof"
    assert "the record asked for" in str(link)
