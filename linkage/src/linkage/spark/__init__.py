"""The same linkage on Apache Spark: blocks and components are partitions, and nothing is collected on the driver.

The model, the kernels and the gathering are those of one machine; so are the entities. It needs a model that was
trained before, on one machine and on a part of the records if need be: `linkage train`.
"""

from typing import NamedTuple

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from linkage.gathering.clustering import Gathering
from linkage.model import Model
from linkage.schema import BadInput, Role, Schema

from .blocks import candidates
from .components import parts
from .kept import Kept, moved, removed
from .people import people
from .persons import persons
from .rounds import rounds
from .session import session
from .systems import learned_of

__all__ = ["Linked", "link", "moved", "removed", "session"]


class Linked(NamedTuple):
    """`entities`: `id`, `person`, `entity`, `confidence`; `pairs`, where asked for: as `linkage.link` gives them, and
    `person_a`, `person_b` always. `model`: the one given, and what was learned of the systems."""

    entities: DataFrame
    pairs: DataFrame | None
    model: Model


def link(records: DataFrame, schema: Schema, model: Model, *, pairs: bool = False, buckets: int | None = None,
         work: str | None = None) -> Linked:  # fmt: skip
    """Which records are about one person. Raises BadInput.

    `buckets`: into how many parts blocks and components are dealt; by default four for each core. `work`: a folder
    for what is written down on the way, which every executor reaches (of HDFS, an object store or a shared disk);
    the frames given back read from it, so it may go once they are written. On one machine, a temporary one will do.
    """
    if "schema" not in model.extras:
        raise BadInput(
            "This model is Splink's, which linkage runs on one machine; train one: python -m linkage train"
        )
    kept = Kept(records.sparkSession, work)
    dealt = buckets or 4 * records.sparkSession.sparkContext.defaultParallelism
    rows = people(records, schema, model, kept)
    met = candidates(rows, model, dealt, kept, pairs=pairs)
    group = parts(met.edges, kept, dealt)
    known = model.extras.get("gathering")
    gathering = Gathering.of(known) if isinstance(known, dict) else learned_of(rows, group, model, kept)
    found = persons(rows, group, model, gathering, dealt, kept)
    found = rounds(rows, found, met, model, gathering, dealt, kept)
    entities = kept(_named(records, rows, found, schema))
    return Linked(entities, met.pairs, model.with_extras(gathering=gathering.as_json()))


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
