"""Nobody is mixed up with others more than twice as often as the rest without the report saying so.

On a small synthetic borough, from its twelve systems' extracts to the report; rates reckoned here pair by pair.
"""

from pathlib import Path

import polars as pl
import pytest
from linkage.evaluation import Evaluation
from linkage.evaluation.characteristics import characteristics

from benchmarks._borough import SCHEMA, joined, made
from linkage import Schema, evaluate, link

PEOPLE = 1_500


@pytest.fixture(scope="module")
def borough(tmp_path_factory: pytest.TempPathFactory) -> tuple[pl.DataFrame, pl.DataFrame]:
    folder: Path = tmp_path_factory.mktemp("borough")
    both = joined(made(folder / "made", people=PEOPLE, seed=5, errors=1.0), seed=5)
    return both.select(*SCHEMA), both.select("id", "person").drop_nulls()


@pytest.fixture(scope="module")
def entities(borough: tuple[pl.DataFrame, pl.DataFrame]) -> pl.DataFrame:
    return link(borough[0], Schema.of(SCHEMA)).entities


def judged(entities: pl.DataFrame, borough: tuple[pl.DataFrame, pl.DataFrame]) -> Evaluation:
    records, truth = borough
    return evaluate(entities, truth, records=records, schema=Schema.of(SCHEMA))


def rates(entities: pl.DataFrame, borough: tuple[pl.DataFrame, pl.DataFrame]) -> dict[tuple[str, str], float]:
    """Of each group its false-match rate over the whole's, from every pair of records in one entity."""
    records, truth = borough
    known = entities.filter(pl.col("person") == 1).drop("person").join(truth, on="id")
    pairs = known.join(known, on="entity").filter(pl.col("id") != pl.col("id_right"))
    false = pairs["person"] != pairs["person_right"]
    found = {}
    for name, values in characteristics(records, Schema.of(SCHEMA)).items():
        said = truth.join(values.drop_nulls("value"), on="id").group_by("person", "value").len()
        group = said.sort(["len", "value"], descending=[True, False]).unique(
            "person", keep="first", maintain_order=True
        )
        its = pairs.select("person").join(group, on="person", how="left", maintain_order="left")["value"]
        for value in its.drop_nulls().unique():
            found[name, value] = false.filter(its == value).mean() / false.mean()
    return found


def test_every_group_that_fares_twice_as_badly_is_said(borough, entities) -> None:
    its = judged(entities, borough)
    assert its.pairs.false > 0, "a borough without a mistake would show nothing"
    expected = {group for group, times in rates(entities, borough).items() if times > 2}
    assert {(one.by, one.value) for one in its.flagged if one.value != "not given"} == expected
    for by, value in expected:
        assert f"! {by}: {value}: false-match rate" in str(its)
    assert expected or "No group's false-match rate passes twice" in str(its)


def test_a_linkage_that_fails_the_old_is_found_out(borough, entities) -> None:
    """All who are eighty and over are made one person."""
    records, _ = borough
    ages = next(
        its for name, its in characteristics(records, Schema.of(SCHEMA)).items() if name.startswith("age")
    )
    old = ages.filter(pl.col("value") == "80 and over")["id"]
    worse = entities.with_columns(
        entity=pl.when(pl.col("id").is_in(old.implode())).then(pl.lit("old")).otherwise("entity")
    )
    flagged = {one.value for one in judged(worse, borough).flagged}
    assert "80 and over" in flagged
    assert "30 to 44" not in flagged
