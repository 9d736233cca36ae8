"""Errors by group: is anybody mixed up with others more often than the rest are?

A pair counts once for each of its two records, in that record's group, so that all groups together give the
whole. A group is flagged when its false-match rate passes twice the whole's: it is said, whatever its size, with
the numbers from which the reader sees whether it may be chance.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

TIMES = 2
UNKNOWN = "not given"


@dataclass(frozen=True)
class Group:
    """`by`: "sex"; `value`: "F". `found`, `true`: pairs, once for each of their records that is in the group."""

    by: str
    value: str
    records: int
    found: int
    false: int
    true: int
    missed: int
    times_the_whole: float

    @property
    def false_match_rate(self) -> float:
        """Of pairs in one entity, the share that are two people."""
        return self.false / self.found if self.found else 0.0

    @property
    def missed_match_rate(self) -> float:
        """Of pairs of one person, the share in two entities."""
        return self.missed / self.true if self.true else 0.0

    @property
    def flagged(self) -> bool:
        return self.times_the_whole > TIMES


def groups(labels: pl.DataFrame, cells: pl.DataFrame, by: Mapping[str, pl.DataFrame]) -> tuple[Group, ...]:
    """`by`: for each kind of group, `id` and `value`, as the record says it.

    A person is of the group that most of its records name (of equals the first by name), so that a record that
    leaves it open counts with the person it belongs to.
    """
    ends = labels.select("id", "entity", "person").join(cells, on=["entity", "person"])
    whole = ends.select(false=(pl.col("found") - pl.col("together")).sum(), found=(pl.col("found") - 1).sum())
    false, found = whole.row(0)
    return tuple(
        one for name, values in by.items() for one in _one_kind(name, ends, values, false / max(found, 1))
    )


def _one_kind(name: str, ends: pl.DataFrame, values: pl.DataFrame, whole: float) -> list[Group]:
    said = ends.select("id", "person").join(values.drop_nulls("value"), on="id")
    most = said.group_by("person", "value").len().sort(["len", "value"], descending=[True, False])
    persons = most.group_by("person", maintain_order=True).agg(pl.col("value").first())
    counted = (
        ends.join(persons, on="person", how="left")
        .group_by(pl.col("value").fill_null(UNKNOWN))
        .agg(
            records=pl.len(),
            found=(pl.col("found") - 1).sum(),
            false=(pl.col("found") - pl.col("together")).sum(),
            true=(pl.col("true") - 1).sum(),
            missed=(pl.col("true") - pl.col("together")).sum(),
        )
        .sort("value")
    )
    return [
        Group(name, **row, times_the_whole=_times(row["false"], row["found"], whole))
        for row in counted.iter_rows(named=True)
    ]


def _times(false: int, found: int, whole: float) -> float:
    return false / found / whole if found and whole else 0.0
