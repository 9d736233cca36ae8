"""The same linkage on Apache Spark: blocks and components are partitions, and nothing is collected on the driver.

The model, the kernels and the gathering are those of one machine; so are the entities. It needs a model that was
trained before, on one machine and on a part of the records if need be: `linkage train`.
"""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from linkage.gathering.clustering import Gathering
from linkage.model import Model
from linkage.schema import Role, Schema

from .blocks import candidates
from .people import people
from .persons import persons
from .rounds import rounds
from .session import session

__all__ = ["link", "session"]


def link(records: DataFrame, schema: Schema, model: Model, *, buckets: int | None = None) -> DataFrame:
    """`id`, `person`, `entity`, `confidence`, as `linkage.link` gives them.

    `buckets`: into how many parts blocks and components are dealt; by default four for each core. Raises BadInput.
    """
    spark = records.sparkSession
    parts = buckets or 4 * spark.sparkContext.defaultParallelism
    known = model.extras.get("gathering")
    gathering = Gathering.of(known) if isinstance(known, dict) else Gathering()
    rows = people(records, schema, model)
    met = candidates(rows, model, parts)
    found = persons(rows, met.edges, model, gathering, parts)
    found = rounds(rows, found, met, model, gathering, parts)
    return _named(records, rows, found, schema)


def _named(records: DataFrame, rows: DataFrame, found: DataFrame, schema: Schema) -> DataFrame:
    """An entity is named by the least id in it. A record that names nobody is an entity alone."""
    name = F.when(F.col("person") == 1, F.col("id")).otherwise(
        F.concat_ws("/", "id", F.col("person").cast("string"))
    )
    named = found.join(rows.select("row", "id", "person", name.alias("name")), "row")
    least = named.groupBy(F.col("entity").alias("of")).agg(F.min("name").alias("least"))
    entities = named.join(least, F.col("entity") == F.col("of")).select(
        "id", F.col("person").cast("short").alias("person"), F.col("least").alias("entity"), "confidence"
    )
    (ids,) = schema.having(Role.ID)
    nobody = records.select(F.col(f"`{ids}`").cast("string").alias("id")).join(
        entities.select("id"), "id", "left_anti"
    )
    alone = nobody.select("id", F.lit(1).cast("short").alias("person"), F.col("id").alias("entity"),
                          F.lit(1.0).alias("confidence"))  # fmt: skip
    return entities.union(alone)
