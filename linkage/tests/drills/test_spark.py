"""Linkage on a local Apache Spark gives the entities that one machine gives. Run by `make drill`.

The records are a synthetic borough's, as its benchmark keeps them: PEOPLE, 40,000 by default, LINKAGE_FILE.
"""

import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

pytest.importorskip("pyspark")


@pytest.fixture(scope="session")
def borough() -> Path:
    """A folder with records.parquet and schema.toml."""
    given = os.environ.get("LINKAGE_FILE")
    if not given:
        pytest.fail("LINKAGE_FILE names no folder with records.parquet and schema.toml: run make drill.")
    return Path(given)


def run(*words: object) -> None:
    subprocess.run([sys.executable, "-m", "linkage", *map(str, words)], check=True)


def test_the_entities_are_those_of_one_machine(borough: Path, tmp_path: Path) -> None:
    records, schema, model = borough / "records.parquet", borough / "schema.toml", tmp_path / "model.json"
    given = (records, "--schema", schema, "--model", model)
    run("train", *given)
    run("link", *given, "--out", tmp_path / "one.parquet")
    run("link", *given, "--engine", "spark", "--out", tmp_path / "spark.parquet")
    one = pl.read_parquet(tmp_path / "one.parquet")
    spark = pl.read_parquet(tmp_path / "spark.parquet" / "*.parquet")
    keys = [name for name in ("id", "person") if name in one.columns]
    both = one.join(spark, on=keys, suffix="_spark", validate="1:1")
    assert both.height == one.height == spark.height
    differing = both.filter(pl.col("entity") != pl.col("entity_spark"))
    assert differing.is_empty(), f"{differing.height} of {both.height}: {differing.head(5)}"
