"""What gathering learns of the systems that records come from, on Spark: from some groups, in one worker."""

import json

import numpy as np
import polars as pl
import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from linkage.comparing.compiled import Compiled
from linkage.gathering.clustering import Gathering, every, learned
from linkage.model import Model

from .frames import as_table, compared, in_one
from .kept import Kept
from .persons import people_of

# A partition's number stands above these bits of a row's number (`monotonically_increasing_id`).
BITS = 33


def learned_of(people: DataFrame, group: DataFrame, model: Model, kept: Kept) -> Gathering:
    """The same as one machine learns, of the same groups: every so manieth, by their first rows, also of one record.

    `group`: `row`, `group`, of those that are looked at together.
    """
    rows = people.select("row").join(group, "row", "left")
    rows = kept(rows.select("row", F.coalesce("group", "row").alias("group")))
    chosen = _every(rows.select("group").distinct(), every(rows.count()), kept)
    shown = compared(people, model).join(rows.join(chosen, "group"), "row")
    answers = in_one(shown, lambda its: _learned(its, model), "gathering string").collect()
    return Gathering.of(json.loads(answers[0]["gathering"])) if answers else Gathering()


def _every(groups: DataFrame, step: int, kept: Kept) -> DataFrame:
    """Of the distinct `group`s, in order, those whose place from 0 is a multiple of `step`."""
    if step == 1:
        return groups
    numbered = kept(groups.orderBy("group").withColumn("number", F.monotonically_increasing_id()))
    partition = F.shiftright("number", BITS).cast("int")
    counts = {
        row["partition"]: row["count"]
        for row in numbered.groupBy(partition.alias("partition")).count().collect()
    }
    sizes = [counts.get(its, 0) for its in range(max(counts, default=0) + 1)]
    before = F.array(*(F.lit(int(its)) for its in np.cumsum([0, *sizes])))[partition]
    place = before + F.col("number").bitwiseAND(F.lit(2**BITS - 1))
    return numbered.filter(place % step == 0).select("group")


def _learned(members: pa.Table, model: Model) -> pa.Table:
    frame = pl.DataFrame(members).sort("row")
    group = np.searchsorted(frame["row"].to_numpy(), frame["group"].to_numpy())
    shown = np.ones(frame.height, dtype=bool)
    found = learned(Compiled(as_table(frame), model), group, people_of(frame), shown, threads=1)
    return pa.table({"gathering": [json.dumps(found.as_json())]})
