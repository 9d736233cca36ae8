"""Errors by pair of sources: which two systems are matched badly with each other."""

from dataclasses import dataclass

import polars as pl

from .rates import Rates

SHOWN = 30
OTHERS = "other sources"


@dataclass(frozen=True)
class SourcePair:
    a: str
    b: str
    rates: Rates


def by_sources(labels: pl.DataFrame, sources: pl.DataFrame) -> tuple[SourcePair, ...]:
    """`sources`: `id`, `value`. Every two that share a pair, found or true; beyond the 30 largest, together."""
    named = labels.join(sources, on="id", how="left").with_columns(
        source=pl.col("value").fill_null("no source")
    )
    common = (
        named.group_by("source").len().sort(["len", "source"], descending=[True, False])["source"].head(SHOWN)
    )
    if common.len() < 2:
        return ()
    named = named.with_columns(
        source=pl.when(pl.col("source").is_in(common.implode())).then("source").otherwise(pl.lit(OTHERS))
    )
    counts = [
        _pairs(named, keys).rename({"pairs": name})
        for name, keys in (("right", ["entity", "person"]), ("found", ["entity"]), ("true", ["person"]))
    ]
    table = counts[1].join(counts[2], on=["a", "b"], how="full", coalesce=True)
    table = table.join(counts[0], on=["a", "b"], how="left").fill_null(0).sort("a", "b")
    return tuple(
        SourcePair(row["a"], row["b"], Rates(row["right"], row["found"], row["true"]))
        for row in table.iter_rows(named=True)
    )


def _pairs(named: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """`a` <= `b`, `pairs`: of records that agree on `keys`, by counts in each, never pair by pair."""
    counts = named.group_by(*keys, a="source").agg(n=pl.len().cast(pl.Int64))
    both = counts.join(counts.rename({"a": "b", "n": "k"}), on=keys).filter(pl.col("a") <= pl.col("b"))
    inside = pl.col("a") == pl.col("b")
    pairs = pl.when(inside).then(pl.col("n") * (pl.col("n") - 1) // 2).otherwise(pl.col("n") * pl.col("k"))
    return both.group_by("a", "b").agg(pairs=pairs.sum()).filter(pl.col("pairs") > 0)
