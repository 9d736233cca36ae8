"""Entities as wholes: their sizes, which hold several persons, which persons lie apart."""

from dataclasses import dataclass

import polars as pl

SHOWN = 5
IDS = 6


@dataclass(frozen=True)
class Example:
    """An entity that holds several persons, or a person in several entities; `ids` are some of its records."""

    name: str
    records: int
    parts: int
    pairs: int
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Mistakes:
    """`merged`: entities of several persons; `split`: persons in several entities; the worst of each."""

    merged: int
    split: int
    worst_merged: tuple[Example, ...]
    worst_split: tuple[Example, ...]


def sizes(labels: pl.DataFrame, side: str) -> dict[int, int]:
    """How many entities, or persons, have so many records."""
    counted = labels.group_by(side).len("records").group_by("records").len("number").sort("records")
    return dict(counted.iter_rows())


def mistakes(labels: pl.DataFrame, cells: pl.DataFrame) -> Mistakes:
    merged, worst_merged = _worst(labels, cells, "entity", "person")
    split, worst_split = _worst(labels, cells, "person", "entity")
    return Mistakes(merged, split, worst_merged, worst_split)


def _worst(
    labels: pl.DataFrame, cells: pl.DataFrame, whole: str, part: str
) -> tuple[int, tuple[Example, ...]]:
    """How many wholes have several parts, and those that cost the most pairs."""
    size = pl.col("together").sum()
    broken = cells.group_by(whole).agg(
        parts=pl.len(),
        records=size,
        pairs=(size * size - (pl.col("together") ** 2).sum()) // 2,
    ).filter(pl.col("parts") > 1)  # fmt: skip
    worst = broken.sort(["pairs", whole], descending=[True, False]).head(SHOWN)
    found = labels.join(worst, on=whole, how="semi").sort("id")
    return broken.height, tuple(
        Example(name, records, parts, pairs, _ids(found.filter(pl.col(whole) == name), part))
        for name, parts, records, pairs in worst.iter_rows()
    )


def _ids(records: pl.DataFrame, part: str) -> tuple[str, ...]:
    """Some of its records: the first of each part before the second of any."""
    turn = records.with_columns(turn=pl.int_range(pl.len()).over(part)).sort("turn", part, "id")
    return tuple(turn["id"].head(IDS))
