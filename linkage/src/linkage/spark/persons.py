"""From edges to persons on Spark: each group is gathered in one partition, by the same functions as anywhere."""

import numpy as np
import polars as pl
import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from linkage.comparing.compiled import Compiled
from linkage.gathering import profiles
from linkage.gathering.clustering import Gathering, People, against_of
from linkage.gathering.confidence import confidence
from linkage.model import Model

from .frames import as_table, compared, dealt, grouped
from .kept import Kept

PERSONS = "row long, entity long, confidence double"
_ALONE = float(confidence(np.array([np.inf]))[0])


def persons(people: DataFrame, group: DataFrame, model: Model, known: Gathering, buckets: int,
            kept: Kept) -> DataFrame:  # fmt: skip
    """`row`, `entity` (the first row of the person) and `confidence`, of every row of `people`.

    `group`: `row`, `group`, of those that are looked at together, as `components.parts` gives them.
    """
    members = dealt(compared(people, model).join(group, "row"), buckets, "group")
    found = grouped(members, buckets, lambda its: _gathered(its, model, known), PERSONS)
    alone = people.join(group, "row", "left_anti").select("row", F.col("row").alias("entity"), F.lit(_ALONE))
    return kept(found.union(alone))


def _gathered(members: pa.Table, model: Model, known: Gathering) -> pa.Table:
    frame = pl.DataFrame(members).sort("row")
    rows = frame["row"].to_numpy()
    group = np.searchsorted(rows, frame["group"].to_numpy())
    against = against_of(people_of(frame), known)
    cluster, belongs = profiles.agglomerate(
        Compiled(as_table(frame), model), group, np.arange(len(rows)), against, known.power, threads=1
    )
    return pa.table({"row": rows, "entity": rows[cluster], "confidence": confidence(belongs)})


def people_of(frame: pl.DataFrame) -> People:
    """Of some records: numbers of systems and of joint records that hold here only."""
    source = frame["source"].replace("", None)
    systems = source.drop_nulls().unique().sort()
    place = source.cast(pl.Enum(systems)).to_physical().cast(pl.Int32).fill_null(-1).to_numpy()
    nobody = np.zeros((0, 2), dtype=np.int64)
    record = frame["id"].rank("dense").to_numpy().astype(np.int64) - 1
    return People(place, tuple(systems), record, nobody, nobody)
