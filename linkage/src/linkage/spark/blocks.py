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
from linkage.kernels.scan import Rules, note_hot
from linkage.linking import EDGE, SHOWN, pairs_table
from linkage.model import Model

from .frames import as_table, dealt, grouped, once_a_bucket
from .kept import Kept

EDGES = "one long, two long, weight double"
IDS = "id_a string, person_a short, id_b string, person_b short"


class Candidates(NamedTuple):
    """`edges`: `one`, `two` (rows) and `weight` in bits, of the candidate pairs above nought, each once.
    `hot`: `row`, `rule`, `key` of each record in a block that was too large. `pairs`: the table of pairs."""

    edges: DataFrame
    hot: DataFrame
    pairs: DataFrame | None


def candidates(people: DataFrame, model: Model, buckets: int, kept: Kept, *, pairs: bool) -> Candidates:
    """Each pair once: every partition knows which rules left a record out as hot, and so which came first."""
    keyed = kept(_keyed(people, model))
    limits = F.array(*(F.lit(rule.at_most or 2**62) for rule in model.rules))
    sizes = keyed.groupBy("rule", "key").count().filter("count > 1")
    sizes = kept(sizes.select("rule", "key", (F.col("count") > limits[F.col("rule")]).alias("large")))
    hot = kept(keyed.join(sizes.filter("large"), ["rule", "key"]).select("row", "rule", "key"))
    small = keyed.join(sizes.filter("NOT large"), ["rule", "key"]).select("row", "rule", "key")
    payload = people.join(hot.groupBy("row").agg(F.collect_set("rule").alias("hot")), "row", "left")
    blocks = once_a_bucket(dealt(small, buckets, "rule", "key"), "rule", "key").join(payload, "row")
    schema = f"one long, two long, {_shown(model)}" if pairs else EDGES
    found = kept(grouped(blocks, buckets, lambda table: _scored(table, model, pairs), schema))
    edges = found.select("one", "two", "weight").filter(F.col("weight") >= EDGE)
    return Candidates(edges, hot, found.drop("one", "two") if pairs else None)


def _keyed(people: DataFrame, model: Model) -> DataFrame:
    """`row`, `rule`, `key`: one line for each rule under which the record has a key."""
    keys = [
        F.when(F.expr(" AND ".join(f"`{column}` IS NOT NULL" for column in rule.columns)),
               F.xxhash64(*(F.col(f"`{column}`") for column in rule.columns)))
        for rule in model.rules
    ]  # fmt: skip
    each = F.posexplode(F.array(*keys)).alias("rule", "key")
    return people.select("row", each).filter("key IS NOT NULL")


def _shown(model: Model) -> str:
    """The columns of a table of pairs."""
    levels = ", ".join(f"`level_{its.name}` string" for its in model.comparisons)
    return f"{IDS}, weight double, probability double, {levels}, rule string"


def _scored(blocks: pa.Table, model: Model, shown: bool) -> pa.Table:
    """The pairs of one partition's blocks, in which a record stands once."""
    frame = pl.DataFrame(blocks).sort("row")
    compiled = Compiled(as_table(frame), model)
    memberships = frame.select(pl.row_index("place"), "blocks").explode("blocks").unnest("blocks")
    memberships = memberships.sort("rule", "key", "place")
    blocking = Blocking(model.rules, tuple(_blocks(memberships, model)), _rules(compiled, frame))
    found = Pairs.of(pairs(compiled, blocking, at_least=SHOWN if shown else EDGE, threads=1))
    rows = frame["row"].to_numpy()
    ends = {"one": rows[found.a], "two": rows[found.b]}
    if not shown:
        return pa.table({**ends, "weight": found.weight})
    table = pairs_table(frame, compiled, found, [rule.name for rule in model.rules])
    return pl.DataFrame(ends).hstack(table).to_arrow(compat_level=pl.CompatLevel.oldest())


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
    for (rule,), its in left_out.group_by("hot"):
        note_hot(hot, its["place"].to_numpy().astype(np.int32), rule)
    masks = [sum(1 << columns.index(column) for column in set(rule.columns)) for rule in rules]
    atoms = np.ascontiguousarray(table.codes[:, [table.names[column] for column in columns]])
    return Rules(atoms, np.array(masks, dtype=np.uint64), hot)
