"""Candidate pairs on Spark: the blocks of all rules are dealt out to partitions, and the kernels go through them."""

from typing import NamedTuple

import numpy as np
import polars as pl
import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from linkage.comparing.blocking import Blocking, Blocks
from linkage.comparing.compiled import Compiled
from linkage.comparing.scan import Pairs, pairs
from linkage.kernels.scan import Rules
from linkage.model import Model

from .frames import as_table, dealt, grouped

EDGES = "one long, two long, weight double"


class Candidates(NamedTuple):
    """`edges`: `one`, `two` (rows) and `weight` in bits, of the candidate pairs above nought, each once.
    `hot`: `row`, `rule`, `key` of each record in a block that was too large."""

    edges: DataFrame
    hot: DataFrame


def candidates(people: DataFrame, model: Model, buckets: int) -> Candidates:
    """Each pair once: every partition knows which rules left a record out as hot, and so which came first."""
    keyed = _keyed(people, model).localCheckpoint()
    limits = F.array(*(F.lit(rule.at_most or 2**62) for rule in model.rules))
    sizes = keyed.groupBy("rule", "key").count().filter("count > 1")
    sizes = sizes.select(
        "rule", "key", (F.col("count") > limits[F.col("rule")]).alias("large")
    ).localCheckpoint()
    hot = keyed.join(sizes.filter("large"), ["rule", "key"]).select("row", "rule", "key").localCheckpoint()
    kept = keyed.join(sizes.filter("NOT large"), ["rule", "key"]).select("row", "rule", "key")
    payload = people.join(hot.groupBy("row").agg(F.collect_set("rule").alias("hot")), "row", "left")
    blocks = dealt(kept.join(payload, "row"), buckets, "rule", "key")
    return Candidates(grouped(blocks, lambda table: _scored(table, model), EDGES).localCheckpoint(), hot)


def _keyed(people: DataFrame, model: Model) -> DataFrame:
    """`row`, `rule`, `key`: one line for each rule under which the record has a key."""
    keys = [
        F.when(F.expr(" AND ".join(f"`{column}` IS NOT NULL" for column in rule.columns)),
               F.xxhash64(*(F.col(f"`{column}`") for column in rule.columns)))
        for rule in model.rules
    ]  # fmt: skip
    each = F.posexplode(F.array(*keys)).alias("rule", "key")
    return people.select("row", each).filter("key IS NOT NULL")


def _scored(blocks: pa.Table, model: Model) -> pa.Table:
    """The pairs of one partition's blocks. A record stands in it once for each of its keys here."""
    memberships = pl.DataFrame(blocks.select(["row", "rule", "key"]))
    frame = pl.DataFrame(blocks.drop_columns(["rule", "key", "bucket"])).unique("row").sort("row")
    compiled = Compiled(as_table(frame), model)
    place = frame.select("row").with_row_index("place")
    memberships = memberships.join(place, on="row").sort("rule", "key", "place")
    blocking = Blocking(model.rules, tuple(_blocks(memberships, model)), _rules(compiled, frame))
    found = Pairs.of(pairs(compiled, blocking, at_least=0.0, threads=1))
    rows = frame["row"].to_numpy()
    return pa.table({"one": rows[found.a], "two": rows[found.b], "weight": found.weight})


def _blocks(memberships: pl.DataFrame, model: Model) -> list[Blocks]:
    no_rows, no_starts = np.zeros(0, dtype=np.int32), np.zeros(1, dtype=np.int32)
    found = []
    for number, rule in enumerate(model.rules):
        its = memberships.filter(pl.col("rule") == number)
        sizes = its.group_by("key", maintain_order=True).len()["len"].to_numpy()
        starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        found.append(Blocks(rule, its["place"].to_numpy().astype(np.int32), starts, no_rows, no_starts))
    return found


def _rules(compiled: Compiled, frame: pl.DataFrame) -> Rules:
    """As `blocking.blocking` makes them, but what is hot was counted over all partitions."""
    rules, table = compiled.model.rules, compiled.table
    columns = sorted({column for rule in rules for column in rule.columns})
    hot = np.zeros((table.records, (len(rules) + 63) // 64 or 1), dtype=np.uint64)
    left_out = frame.select(pl.row_index("place"), "hot").explode("hot").drop_nulls()
    for place, rule in left_out.iter_rows():
        hot[place, rule >> 6] |= np.uint64(1) << np.uint64(rule & 63)
    masks = [sum(1 << columns.index(column) for column in set(rule.columns)) for rule in rules]
    atoms = np.ascontiguousarray(table.codes[:, [table.names[column] for column in columns]])
    return Rules(atoms, np.array(masks, dtype=np.uint64), hot)
