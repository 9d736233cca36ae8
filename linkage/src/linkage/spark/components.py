"""Connected components on Spark, and their parts: in one worker where that can hold the edges, else step by step."""

import numpy as np
import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from linkage.gathering.components import LARGEST, components
from linkage.kernels import unions

from .frames import dealt, grouped, in_one
from .kept import Kept

GROUPS = "row long, group long"
# Edges that one worker takes at once: a gigabyte of its memory.
AT_ONCE = 10_000_000


def connected(edges: DataFrame, kept: Kept, at_once: int = AT_ONCE) -> DataFrame:
    """`row`, `group`: the lowest row that each is connected with, of the rows in `edges` (`one`, `two`)."""
    edges = edges.select("one", "two")
    if edges.count() <= at_once:
        return kept(in_one(edges, _at_once, GROUPS))
    return _step_by_step(edges, kept)


def parts(edges: DataFrame, kept: Kept, buckets: int) -> DataFrame:
    """`row`, `group`, as `linkage.gathering.components` makes them of `edges` (`one`, `two`, `weight`).

    Only the edges of a component that is too large come together, in one partition each.
    """
    group = connected(edges, kept)
    large = kept(group.groupBy("group").count().filter(F.col("count") > LARGEST).select("group"))
    if large.isEmpty():
        return group
    inside = edges.join(group.withColumnRenamed("row", "one"), "one").join(large, "group")
    parted = grouped(dealt(inside, buckets, "group"), buckets, _parted, GROUPS)
    return kept(group.join(large, "group", "left_anti").select("row", "group").union(parted))


def _at_once(edges: pa.Table) -> pa.Table:
    rows, one, two = _places(edges)
    return pa.table({"row": rows, "group": rows[unions.connected(one, two, len(rows))]})


def _parted(edges: pa.Table) -> pa.Table:
    rows, one, two = _places(edges)
    return pa.table({"row": rows, "group": rows[components(one, two, edges["weight"].to_numpy(), len(rows))]})


def _places(edges: pa.Table) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The rows that stand in the edges, in order; and where there each edge begins and ends."""
    both = np.concatenate([edges["one"].to_numpy(), edges["two"].to_numpy()])
    rows, place = np.unique(both, return_inverse=True)
    return rows, place[: edges.num_rows], place[edges.num_rows :]


def _step_by_step(edges: DataFrame, kept: Kept) -> DataFrame:
    """Every row takes the lowest name that its neighbours' namesakes bear, and so does the row that it was named
    after: the distance to the lowest halves, so that even a long chain takes few steps (Zhang, Azad and Hu,
    FastSV: a distributed-memory connected component algorithm with fast convergence, 2020)."""
    both = kept(edges.union(edges.select(F.col("two").alias("one"), F.col("one").alias("two"))).distinct())
    group = both.groupBy(F.col("one").alias("row")).agg(F.least(F.col("row"), F.min("two")).alias("group"))
    before = None
    while True:
        named = kept(_with_grand(kept(group)))
        now = named.agg(F.sum(F.col("row").cast("decimal(38)") - F.col("grand"))).first()
        if now == before:
            return named.select("row", "group")
        before = now
        heard = both.join(named.select(F.col("row").alias("two"), "grand"), "two")
        heard = heard.groupBy(F.col("one").alias("row")).agg(F.min("grand").alias("heard"))
        near = kept(named.join(heard, "row"))
        own = near.select("row", F.least("grand", "heard").alias("group"))
        namesake = near.select(F.col("group").alias("row"), F.col("heard").alias("group"))
        group = own.union(namesake).groupBy("row").agg(F.min("group").alias("group"))


def _with_grand(group: DataFrame) -> DataFrame:
    """`row`, `group`, and `grand`: the group of that one."""
    further = group.select(F.col("row").alias("group"), F.col("group").alias("grand"))
    return group.join(further, "group").select("row", "group", "grand")
