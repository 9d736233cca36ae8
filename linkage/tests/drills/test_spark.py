"""Linkage on a local Apache Spark gives the entities that one machine gives. Run by `make drill`.

The records are a synthetic borough's, as its benchmark keeps them: PEOPLE, 40,000 by default, LINKAGE_FILE.
"""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import polars as pl
import pytest

pytest.importorskip("pyspark")

from linkage.spark import session
from linkage.spark.components import connected
from linkage.spark.kept import Kept

# Of Spark's own process; its workers' Python stands beside it.
HEAP = "3GB"


@pytest.fixture(scope="session")
def borough() -> Path:
    """A folder with records.parquet and schema.toml."""
    given = os.environ.get("LINKAGE_FILE")
    if not given:
        pytest.fail("LINKAGE_FILE names no folder with records.parquet and schema.toml: run make drill.")
    return Path(given)


def linkage(*words: object, code: int = 0) -> str:
    """What a run says to stderr."""
    done = subprocess.run([sys.executable, "-m", "linkage", *map(str, words)], capture_output=True, text=True)
    assert done.returncode == code, done.stderr
    return done.stderr


def test_entities_and_pairs_are_those_of_one_machine(borough: Path, tmp_path: Path) -> None:
    records, schema, model = borough / "records.parquet", borough / "schema.toml", tmp_path / "model.json"
    given = (records, "--schema", schema, "--model", model)
    linkage("train", *given)
    linkage("link", *given, "--out", tmp_path / "one.parquet", "--pairs", tmp_path / "one_pairs.parquet")
    linkage("link", *given, "--engine", "spark", "--memory", HEAP, "--out", tmp_path / "spark.parquet",
            "--pairs", tmp_path / "spark_pairs.parquet")  # fmt: skip
    _same(tmp_path, "", ["id"], ["entity"], "confidence")
    _same(tmp_path, "_pairs", ["id_a", "id_b"], ["rule"], "weight")
    assert {path.name for path in tmp_path.iterdir()} == {
        "model.json", "one.parquet", "one_pairs.parquet", "spark.parquet", "spark_pairs.parquet"
    }  # fmt: skip


def _same(folder: Path, which: str, keys: list[str], equal: list[str], near: str) -> None:
    one = pl.read_parquet(folder / f"one{which}.parquet")
    spark = pl.read_parquet(folder / f"spark{which}.parquet" / "*.parquet")
    keys += [name for name in ("person", "person_a", "person_b") if name in one.columns]
    equal += [name for name in one.columns if name.startswith("level_")]
    both = one.join(spark, on=keys, suffix="_spark", validate="1:1")
    assert both.height == one.height == spark.height
    unlike = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_spark")) for name in equal)
    differing = both.filter(unlike | ((pl.col(near) - pl.col(f"{near}_spark")).abs() > 1e-9))
    assert differing.is_empty(), f"{differing.height} of {both.height}: {differing.head(5)}"


def test_records_without_an_id_give_one_sentence_and_nothing_is_left(borough: Path, tmp_path: Path) -> None:
    records, model = tmp_path / "records.parquet", tmp_path / "model.json"
    schema = borough / "schema.toml"
    few = pl.read_parquet(borough / "records.parquet", n_rows=2_000)
    few.write_parquet(records)
    linkage("train", records, "--schema", schema, "--model", model)
    (ids,) = [line.split()[0] for line in schema.read_text().splitlines() if line.endswith('= "id"')]
    few.with_columns(pl.lit("the same").alias(ids)).write_parquet(records)
    said = linkage("link", records, "--schema", schema, "--model", model, "--engine", "spark", "--memory", HEAP,
                   "--out", tmp_path / "spark.parquet", code=2)  # fmt: skip
    assert said.splitlines()[-1] == f"Column {ids!r}: the id 'the same' stands on more than one."
    assert {path.name for path in tmp_path.iterdir()} == {"records.parquet", "model.json"}


def test_components_are_found_step_by_step_where_no_worker_can_hold_the_edges(tmp_path: Path) -> None:
    spark = session(memory=HEAP.lower().removesuffix("b"))
    lot = np.random.default_rng(1)
    chain = np.column_stack([np.arange(1_000), np.arange(1_000) + 1]) * 7
    name = lot.permutation(8_000) * 3
    loose = name[lot.integers(0, 8_000, (3_000, 2))] + 100_000
    edges = spark.createDataFrame(
        [*map(tuple, np.concatenate([chain, loose]).tolist())], "one long, two long"
    )
    at_once, steps = (connected(edges, Kept(spark, str(tmp_path)), most).toArrow() for most in (10**6, 0))
    at_once, steps = (pl.DataFrame(its).sort("row") for its in (at_once, steps))
    assert at_once.filter(pl.col("row") <= 7_000)["group"].n_unique() == 1
    assert at_once.equals(steps)
