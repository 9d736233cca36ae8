"""Where nobody knows the truth: a sample to label, and how far its estimate can be trusted."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl
import pytest
from linkage.evaluation import estimate, sample

from linkage import BadInput, Schema, evaluate


@dataclass(frozen=True)
class Linked:
    entities: pl.DataFrame
    pairs: pl.DataFrame | None


@cache
def file() -> tuple[Linked, pl.DataFrame]:
    """3,000 people; entities are wrong in a known way, and the model is surer than it should be."""
    chance = np.random.default_rng(5)
    person = np.repeat(np.arange(3_000), chance.integers(1, 5, 3_000))
    entity = np.where(chance.random(len(person)) < 0.06, person + 10_000, person)  # torn off
    entity = np.where((entity % 25 == 0) & (entity < 10_000), entity + 1, entity)  # merged with a neighbour
    ids = [f"r{number:05}" for number in chance.permutation(len(person))]
    records = pl.DataFrame({"id": ids, "entity": entity.astype(str), "person": person})
    a = chance.integers(0, len(person), 30_000)
    b = np.where(
        chance.random(30_000) < 0.5,
        a + chance.integers(1, 5, 30_000),
        chance.integers(0, len(person), 30_000),
    )
    low, high = np.minimum(a, b % len(person)), np.maximum(a, b % len(person))
    rows = np.unique(np.column_stack([low, high])[low != high], axis=0)
    bits = np.where(person[rows[:, 0]] == person[rows[:, 1]], 5.0, -5.0) + 4 * chance.standard_normal(
        len(rows)
    )
    pairs = pl.DataFrame(
        {"id_a": records["id"].gather(rows[:, 0]), "id_b": records["id"].gather(rows[:, 1]), "weight": bits}
    )
    return Linked(records.select("id", "entity"), pairs), records.select("id", "person")


def labelled(asked: pl.DataFrame, truth: pl.DataFrame) -> pl.DataFrame:
    """Answered by somebody who knows."""
    who = dict(truth.iter_rows())
    return asked.with_columns(
        same=pl.Series([who[a] == who[b] for a, b in asked.select("id_a", "id_b").iter_rows()])
    )


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    linked, truth = file()
    judged = evaluate(linked.entities, truth, pairs=linked.pairs)
    reachable = true_pairs_that_a_sample_can_show()
    held = {"precision": 0, "recall": 0}
    times = 60
    for seed in range(times):
        its = estimate(labelled(sample(linked, 300, seed), truth))
        held["precision"] += its.precision_between[0] <= judged.precision <= its.precision_between[1]
        held["recall"] += its.recall_between[0] <= judged.pairs.right / reachable <= its.recall_between[1]
        assert its.precision_between[1] - its.precision_between[0] < 0.2, (
            "and it is narrow enough to be of use"
        )
    assert min(held.values()) >= 0.88 * times, held


def true_pairs_that_a_sample_can_show() -> int:
    linked, truth = file()
    assert linked.pairs is not None
    who, where = dict(truth.iter_rows()), dict(linked.entities.iter_rows())
    shown = {
        tuple(sorted(pair))
        for pair in linked.pairs.filter(pl.col("weight") > np.log2(0.001 / 0.999))
        .select("id_a", "id_b")
        .iter_rows()
    }
    across = sum(who[a] == who[b] and where[a] != where[b] for a, b in shown)
    return across + evaluate(linked.entities, truth).pairs.right


def test_the_sample_is_the_same_whatever_the_order_of_rows_and_another_by_another_seed() -> None:
    linked, _ = file()
    assert linked.pairs is not None
    mixed = Linked(linked.entities.reverse(), linked.pairs.reverse().rename({"id_a": "id_b", "id_b": "id_a"}))
    assert sample(mixed, 200, 1).equals(sample(linked, 200, 1))
    assert not sample(linked, 200, 2).equals(sample(linked, 200, 1))


def test_each_stratum_is_there_and_no_pair_twice() -> None:
    linked, _ = file()
    asked = sample(linked, 200, 1)
    assert asked["stratum"].str.contains("never compared").any()
    assert asked["stratum"].n_unique() > 10
    assert 190 <= asked.height <= 300
    assert asked.select("id_a", "id_b").is_unique().all()
    assert (asked["id_a"] < asked["id_b"]).all()
    inside = asked.unique("stratum").filter("together")["of"].sum()
    assert inside == evaluate(linked.entities, file()[1]).pairs.found, (
        "every pair inside an entity is in one stratum"
    )


def test_a_file_that_is_labelled_whole_leaves_nothing_open() -> None:
    linked = Linked(
        pl.DataFrame({"id": ["a", "b", "c", "d"], "entity": ["1", "1", "1", "2"]}),
        pl.DataFrame({"id_a": ["a", "c"], "id_b": ["b", "d"], "probability": [0.9, 0.2]}),
    )
    truth = pl.DataFrame({"id": ["a", "b", "c", "d"], "person": ["x", "x", "y", "y"]})
    its = estimate(labelled(sample(linked, 100), truth))
    assert (its.precision, its.recall) == (pytest.approx(1 / 3), pytest.approx(1 / 2))
    assert its.precision_between == (its.precision, its.precision)
    # The true pairs compared, 2, are then 4 of 5, so there are 2.5 of which 1 is found.
    assert estimate(labelled(sample(linked, 100), truth), blocking_recall=0.8).recall == pytest.approx(0.4)


def test_labels_may_be_words_and_some_may_be_open() -> None:
    linked, truth = file()
    answered = labelled(sample(linked, 200), truth)
    words = answered.with_columns(same=pl.when("same").then(pl.lit("Yes")).otherwise(pl.lit("no")))
    assert estimate(words) == estimate(answered)
    some = estimate(
        words.with_columns(same=pl.when(pl.int_range(pl.len()) == 3).then(pl.lit(" ")).otherwise("same"))
    )
    assert some.open == 1
    assert "1 pair is left out, without a label" in str(some)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (pl.lit("perhaps").alias("same"), "row 1: 'perhaps' is neither yes nor no"),
        (pl.lit(None).alias("same"), "has no label"),
    ],
)
def test_labels_that_cannot_be_used(change: pl.Expr, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        estimate(sample(file()[0], 100).with_columns(change))


def test_each_pair_stands_with_its_values() -> None:
    linked, _ = file()
    ids = linked.entities["id"]
    records = pl.DataFrame({"ref": ids, "first": ids.str.slice(0, 3), "last": ids.str.slice(3)})
    schema = Schema.of({"ref": "id", "first": "forename", "last": "surname"})
    asked = sample(linked, 100, records=records, schema=schema)
    assert asked.columns[:6] == ["id_a", "id_b", "first_a", "first_b", "last_a", "last_b"]
    for side in "ab":
        assert (asked[f"first_{side}"] + asked[f"last_{side}"]).to_list() == asked[f"id_{side}"].to_list()
    assert asked.select(sample(linked, 100).columns).equals(sample(linked, 100))


def test_a_sample_needs_pairs() -> None:
    with pytest.raises(BadInput, match="pairs=True"):
        sample(Linked(file()[0].entities, None), 100)
    with pytest.raises(BadInput, match="no column 'of'"):
        estimate(sample(file()[0], 100).drop("of"))
