"""Records become people on Spark: each batch is written one way by the same code as a table on one machine."""

from collections.abc import Callable, Iterable, Iterator

import polars as pl
import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

from linkage.model import Model
from linkage.schema import Schema
from linkage.standard.atoms import with_atoms
from linkage.standard.placeholders import without
from linkage.standard.table import standardise

from .frames import SHARE, read_by_levels, read_by_rules
from .kept import Kept
from .texts import learned, texts


def people(records: DataFrame, schema: Schema, model: Model, kept: Kept) -> DataFrame:
    """One row a person: `row`, `id`, `person`, `source`, all that is compared, and how rare it is.

    `row` counts up in order of content, as on one machine: ties are settled alike. Raises BadInput.
    """
    said = texts(records, schema)
    conventions, placeholders = learned(said, schema)
    standard = _mapped(said, lambda frame: without(standardise(frame, schema, conventions), placeholders))
    content = [
        F.col(f"`{name}`").asc_nulls_last() for name in standard.columns if name not in ("id", "person")
    ]
    ordered = standard.orderBy(*content, "id", "person")
    ordered = kept(ordered.withColumn("row", F.monotonically_increasing_id()))
    wanted = read_by_rules(model) | read_by_levels(model)
    found = kept(_mapped(ordered, lambda frame: _only(with_atoms(frame, schema, wanted), wanted)))
    return kept(_with_shares(found, model, kept))


def _only(frame: pl.DataFrame, wanted: set[str]) -> pl.DataFrame:
    return frame.select(name for name in frame.columns if name in wanted | {"row", "id", "person", "source"})


def _mapped(frame: DataFrame, work: Callable[[pl.DataFrame], pl.DataFrame]) -> DataFrame:
    """`work` over each batch of rows, a Polars table to a Polars table."""
    empty = _plain(work(pl.DataFrame(_empty(frame))))

    def each(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield from _plain(work(pl.DataFrame(batch))).cast(empty.schema).to_batches()

    return frame.mapInArrow(each, from_arrow_schema(empty.schema))


def _empty(frame: DataFrame) -> pa.Table:
    return to_arrow_schema(frame.schema).empty_table()


def _plain(frame: pl.DataFrame) -> pa.Table:
    """In the kinds of Arrow that Spark knows."""
    frame = frame.with_columns(pl.col(pl.Categorical).cast(pl.String))
    kinds = {pa.large_string(): pa.string(), pa.large_list(pa.large_string()): pa.list_(pa.string())}
    table = frame.to_arrow(compat_level=pl.CompatLevel.oldest())
    return table.cast(pa.schema([(field.name, kinds.get(field.type, field.type)) for field in table.schema]))


def _with_shares(found: DataFrame, model: Model, kept: Kept) -> DataFrame:
    """Of each column whose rarity counts: the share of the records that say anything which say the same.

    All columns at once, and with row numbers only: the records themselves travel once.
    """
    rare = sorted(
        {level.frequency.column for its in model.comparisons for level in its.levels if level.frequency}
    )
    if not rare:
        return found
    texts = F.array(*(F.col(f"`{column}`") for column in rare))
    said = kept(found.select("row", F.posexplode(texts).alias("column", "text")).filter("text IS NOT NULL"))
    counts = kept(said.groupBy("column", "text").count())
    totals = {
        row["column"]: row["total"]
        for row in counts.groupBy("column").agg(F.sum("count").alias("total")).collect()
    }
    shares = said.join(counts, ["column", "text"]).groupBy("row").agg(
        *(F.max(F.when(F.col("column") == place, F.col("count") / totals.get(place, 1))).alias(SHARE + column)
          for place, column in enumerate(rare))
    )  # fmt: skip
    return found.join(shares, "row", "left")
