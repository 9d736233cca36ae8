"""The steps from weighed pairs to clusters, a bounded number of pairs at a time."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from linkage.weights import Model, probability

from . import profiles
from .sources import apart

# Pairs whose profiles are held at a time; a group of records is never cut in two.
PAIRS_AT_A_TIME = 400_000
# Two people whom one record names are two people, whatever they share.
NAMED_TOGETHER = -100.0


def cluster(pairs: pl.DataFrame, group: np.ndarray, people: pl.DataFrame, model: Model, *,
            learn_sources: bool) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """The cluster of each record, and the confidence that it belongs there.

    `pairs`: every two records of a group with their levels; `group`: of each record.
    """
    pairs = pairs.with_columns(group=pl.Series(group).gather(pairs["a"])).sort("group", "a", "b")
    a, b = (pairs[side].to_numpy().astype(np.int64) for side in ("a", "b"))
    source = people["source"].fill_null("").rank("dense").to_numpy().astype(np.int64)
    record = people["id"].rank("dense").to_numpy()
    against = np.where(record[a] == record[b], NAMED_TOGETHER, 0.0)
    found = _clusters(pairs, against, model, len(group))
    if learn_sources:
        against = against + apart(source, a, b, found[a] == found[b])
        found = _clusters(pairs, against, model, len(group))
    return found, _confidence(pairs, found, model)


def _clusters(pairs: pl.DataFrame, against: np.ndarray, model: Model, records: int) -> np.ndarray:
    found = np.arange(records)
    for start, end in _chunks(pairs["group"].to_numpy()):
        table = _table(pairs[start:end], against[start:end], model)
        rows = np.unique(np.concatenate([table.a, table.b]))
        local = profiles.renamed(table, rows)
        found[rows] = rows[profiles.agglomerate(local, model, len(rows))]
    return found


def _table(pairs: pl.DataFrame, against: np.ndarray, model: Model) -> profiles.Table:
    said = pairs.select(list(model.levels)).to_numpy() >= 0
    a, b = (pairs[side].to_numpy().astype(np.int64) for side in ("a", "b"))
    return profiles.table(a, b, model.bits(pairs), said, against)


def _chunks(group: np.ndarray) -> Iterator[tuple[int, int]]:
    """Runs of rows of about PAIRS_AT_A_TIME that end where a group ends."""
    ends = np.append(np.flatnonzero(np.diff(group)) + 1, len(group))
    start = 0
    while start < len(group):
        end = int(ends[min(int(np.searchsorted(ends, start + PAIRS_AT_A_TIME)), len(ends) - 1)])
        yield start, end
        start = end


def _confidence(pairs: pl.DataFrame, found: np.ndarray, model: Model) -> np.ndarray:
    """How sure it is that a record is of one person with the rest of its cluster; alone it is sure."""
    confidence = np.ones(len(found))
    for start, end in _chunks(pairs["group"].to_numpy()):
        part = pairs[start:end]
        inside = found[part["a"].to_numpy()] == found[part["b"].to_numpy()]
        table = _table(part.filter(pl.Series(inside)), np.zeros(inside.sum()), model)
        rows, weight = profiles.of_each_record(table, model)
        confidence[rows] = probability(weight)
    return confidence
