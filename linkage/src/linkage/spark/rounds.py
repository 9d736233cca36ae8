"""Rounds on Spark: clusters that meet in blocks too large for their records come together, as on one machine."""

import numpy as np
import polars as pl
import pyarrow as pa
from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

from linkage.comparing.compiled import Compiled
from linkage.gathering.clustering import LITTLE, ROUNDS, Gathering, against_of
from linkage.gathering.confidence import bits, confidence
from linkage.gathering.meeting import ALL_MEET, BESIDE, budget
from linkage.gathering.rounds import brought_together
from linkage.kernels import meeting
from linkage.model import Model

from .blocks import Candidates
from .components import connected
from .frames import as_table, compared, dealt, grouped, grouped_with, once_a_bucket
from .kept import Kept
from .persons import PERSONS, people_of

MEETINGS = "one long, two long"


def rounds(people: DataFrame, found: DataFrame, candidates: Candidates, model: Model, known: Gathering,
           buckets: int, kept: Kept) -> DataFrame:  # fmt: skip
    """`row`, `entity`, `confidence`, after the clusters of `found` have come together."""
    before = found.select("entity").distinct().count()
    for _ in range(ROUNDS):
        entity = found.select("row", "entity")
        met = _meetings(people, candidates.hot, entity, model, buckets, kept)
        pairs = kept(_distinct(_edges_between(candidates.edges, entity).union(met)))
        found = _together(people, found, pairs, model, known, buckets, kept)
        after = found.select("entity").distinct().count()
        if before - after < LITTLE * before:
            break
        before = after
    return found


def _distinct(pairs: DataFrame) -> DataFrame:
    low, high = F.least("one", "two").alias("one"), F.greatest("one", "two").alias("two")
    return pairs.filter("one <> two").select(low, high).distinct()


def _edges_between(edges: DataFrame, entity: DataFrame) -> DataFrame:
    """Pairs of entities between which there is an edge."""
    one = entity.select(F.col("row").alias("one"), F.col("entity").alias("left"))
    two = entity.select(F.col("row").alias("two"), F.col("entity").alias("right"))
    both = edges.join(one, "one").join(two, "two")
    return both.select(F.col("left").alias("one"), F.col("right").alias("two"))


def _meetings(people: DataFrame, hot: DataFrame, entity: DataFrame, model: Model, buckets: int,
              kept: Kept) -> DataFrame:  # fmt: skip
    """Pairs of entities that meet in a large block, where an entity stands once, and weigh nought or more."""
    once = Window.partitionBy("rule", "key", "entity").orderBy("row")
    standing = hot.join(entity, "row").withColumn("place", F.row_number().over(once)).filter("place = 1")
    standing = kept(standing.drop("place"))
    rules = _affordable(standing, model, entity.count())
    blocks = dealt(standing.filter(F.col("rule").isin(rules)), buckets, "rule", "key")
    blocks = once_a_bucket(blocks, "rule", "key", "entity").join(compared(people, model), "row")
    return grouped(blocks, buckets, lambda table: _likely(table, model), MEETINGS)


def _all_meet(model: Model) -> list[int]:
    """By rule: of how many entities in one block all meet."""
    return [min(ALL_MEET, rule.at_most or ALL_MEET) for rule in model.rules]


def _affordable(standing: DataFrame, model: Model, records: int) -> list[int]:
    """The rules whose pairs are gone through: the best first, as far as the budget goes."""
    most = F.array(*(F.lit(its) for its in _all_meet(model)))[F.col("rule")]
    sizes = standing.groupBy("rule", "key").count().withColumn("n", F.col("count"))
    few = F.least(F.col("n"), F.lit(BESIDE + 1))  # the last ones of a block have fewer behind them
    pairs = F.when(F.col("n") <= most, F.expr("n * (n - 1) / 2")).otherwise(
        (F.col("n") - few) * BESIDE + few * (few - 1) / 2
    )
    counts = {
        row["rule"]: int(row["pairs"])
        for row in sizes.groupBy("rule").agg(F.sum(pairs).alias("pairs")).collect()
    }
    left, chosen = budget(records), []
    for rule in range(len(model.rules)):
        if 0 < counts.get(rule, 0) <= left:
            left -= counts[rule]
            chosen.append(rule)
    return chosen


def _likely(blocks: pa.Table, model: Model) -> pa.Table:
    frame = pl.DataFrame(blocks).sort("row")
    compiled = Compiled(as_table(frame), model)
    standing = frame.select(pl.row_index("place"), "blocks").explode("blocks").unnest("blocks")
    standing = standing.sort("rule", "key", "place")
    found = [np.zeros((0, 2), dtype=np.int64)]
    for rule, at_most in enumerate(_all_meet(model)):
        its = standing.filter(pl.col("rule") == rule)
        sizes = its.group_by("key", maintain_order=True).len()["len"].to_numpy().astype(np.int64)
        starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes)])
        a, b = meeting.pairs_of_blocks(np.arange(its.height), starts, at_most, BESIDE)
        row, entity = its["place"].to_numpy(), its["entity"].to_numpy()
        likely = meeting.likely(compiled.records, compiled.program, compiled.weights, row[a], row[b])
        found.append(np.column_stack([entity[a[likely]], entity[b[likely]]]))
    one, two = np.concatenate(found).T
    return pa.table({"one": np.ascontiguousarray(one), "two": np.ascontiguousarray(two)})


def _together(people: DataFrame, found: DataFrame, pairs: DataFrame, model: Model, known: Gathering,
              buckets: int, kept: Kept) -> DataFrame:  # fmt: skip
    """Entities that pairs connect are looked at in one partition; the others stay as they are."""
    group = connected(pairs, kept).withColumnRenamed("row", "entity")
    touched = found.join(group, "entity")
    members = dealt(compared(people, model).join(touched, "row").drop("confidence"), buckets, "group")
    inside = dealt(pairs.join(group.withColumnRenamed("entity", "one"), "one"), buckets, "group")

    def work(its: pa.Table, between: pa.Table) -> pa.Table:
        return _merged(its, between, model, known)

    changed = kept(grouped_with(members, inside.select("one", "two", "bucket"), work, PERSONS))
    # Of a cluster that stayed as it was, the first answer about confidence holds.
    stood = found.select("row", F.col("entity").alias("was"), F.col("confidence").alias("before"))
    grown = changed.join(stood, "row")
    moved = grown.groupBy("entity").agg(F.max(F.col("was") != F.col("entity")).alias("moved"))
    settled = grown.join(moved, "entity").select(
        "row",
        "entity",
        F.when(F.col("moved"), F.col("confidence")).otherwise(F.col("before")).alias("confidence"),
    )
    still = found.join(group, "entity", "left_anti").select("row", "entity", "confidence")
    return kept(still.union(settled))


def _merged(members: pa.Table, pairs: pa.Table, model: Model, known: Gathering) -> pa.Table:
    frame = pl.DataFrame(members).sort("row")
    rows, entity = frame["row"].to_numpy(), frame["entity"].to_numpy()
    compiled = Compiled(as_table(frame), model)
    against = against_of(people_of(frame), known)
    cluster = np.searchsorted(rows, entity)
    one, two = (np.searchsorted(rows, pairs[name].to_numpy()) for name in ("one", "two"))
    cluster = brought_together(compiled, cluster, one, two, against, known.power_between, threads=1)
    belongs = bits(compiled, cluster, np.arange(len(rows)), against, known.power, threads=1)
    return pa.table({"row": rows, "entity": rows[cluster], "confidence": confidence(belongs)})
