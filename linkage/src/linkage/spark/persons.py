"""From edges to persons on Spark: each component is gathered in one partition, by the same function as anywhere."""

import numpy as np
import polars as pl
import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from linkage.comparing.compiled import Compiled
from linkage.gathering.clustering import Gathering, People, gather
from linkage.gathering.confidence import confidence
from linkage.model import Model

from .components import connected
from .frames import as_table, dealt, grouped_with

PERSONS = "row long, entity long, confidence double"
_ALONE = float(confidence(np.array([np.inf]))[0])


def persons(people: DataFrame, edges: DataFrame, model: Model, known: Gathering, buckets: int) -> DataFrame:
    """`row`, `entity` (the first row of the person) and `confidence`, of every row of `people`."""
    group = connected(edges).localCheckpoint()
    members = dealt(people.join(group, "row"), buckets, "group")
    inside = edges.join(group.withColumnRenamed("row", "one"), "one")
    inside = dealt(inside, buckets, "group").select("one", "two", "weight", "bucket")

    def work(its: pa.Table, pairs: pa.Table) -> pa.Table:
        return _gathered(its, pairs, model, known)

    found = grouped_with(members, inside, work, PERSONS)
    alone = people.join(group, "row", "left_anti").select("row", F.col("row").alias("entity"), F.lit(_ALONE))
    return found.union(alone).localCheckpoint()


def _gathered(members: pa.Table, edges: pa.Table, model: Model, known: Gathering) -> pa.Table:
    frame = pl.DataFrame(members).sort("row")
    rows = frame["row"].to_numpy()
    compiled = Compiled(as_table(frame), model)
    a, b = (np.searchsorted(rows, edges[name].to_numpy()) for name in ("one", "two"))
    found = gather(compiled, (a, b, edges["weight"].to_numpy()), people_of(frame), known=known, threads=1)
    return pa.table({"row": rows, "entity": rows[found.cluster], "confidence": confidence(found.belongs)})


def people_of(frame: pl.DataFrame) -> People:
    """Of some records: numbers of systems and of joint records that hold here only."""
    systems = frame["source"].drop_nulls().unique().sort()
    source = frame["source"].cast(pl.Enum(systems)).to_physical().cast(pl.Int32).fill_null(-1).to_numpy()
    nobody = np.zeros((0, 2), dtype=np.int64)
    record = frame["id"].rank("dense").to_numpy().astype(np.int64) - 1
    return People(source, tuple(systems), record, nobody, nobody)
