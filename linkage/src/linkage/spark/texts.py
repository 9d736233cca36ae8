"""What records say, as text, and what a whole file tells of how it is written, on Spark."""

from collections.abc import Iterator

import polars as pl
import pyarrow as pa
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from pyspark.sql import types as kinds

from linkage.frames import NESTED
from linkage.schema import BadInput, Role, Schema
from linkage.standard.conventions import Conventions
from linkage.standard.placeholders import Placeholders, find
from linkage.standard.table import standardise
from linkage.survey.legible import illegible, must_be_legible
from linkage.wording import a

from .frames import SHARE, TAKEN

# Conventions and placeholders are asked of this many records, in one partition.
ASKED = 500_000


def texts(records: DataFrame, schema: Schema) -> DataFrame:
    """The schema's columns, as text. Raises BadInput."""
    if absent := [column for column in schema.columns if column not in records.columns]:
        raise BadInput(f"The schema names the column {absent[0]!r}, which the file does not have.")
    for name, (column, _) in schema.general().items():
        if name in TAKEN or name.startswith(SHARE) or "`" in name:
            raise BadInput(
                f"Column {column!r} bears a name that linkage on Spark uses itself; give it another."
            )
    _with_ids(records, schema)
    whole = _whole(records, schema)
    return records.select(*(_text(records, column, role, whole) for column, role in schema.columns.items()))


def _text(records: DataFrame, column: str, role: Role, whole: set[str]) -> Column:
    kind = records.schema[column].dataType
    if isinstance(kind, kinds.ArrayType | kinds.MapType | kinds.StructType | kinds.BinaryType):
        held = "bytes" if isinstance(kind, kinds.BinaryType) else NESTED
        raise BadInput(f"Column {column!r} holds {held}; {a(role)} must be text, a number or a date.")
    its = _named(column)
    return (F.nanvl(its, F.lit(None)).cast("long") if column in whole else its).cast("string").alias(column)


def _named(column: str) -> Column:
    return F.col("`" + column.replace("`", "``") + "`")


def _whole(records: DataFrame, schema: Schema) -> set[str]:
    """Columns of whole numbers that came as broken ones, as those of pandas do where some are missing."""
    broken = [name for name in schema.columns
              if isinstance(records.schema[name].dataType, kinds.DoubleType | kinds.FloatType)]  # fmt: skip
    if not broken:
        return set()
    odd = records.agg(
        *(F.max(F.nanvl(_named(its), F.lit(0.0)) % 1 != 0).alias(str(n)) for n, its in enumerate(broken))
    )
    said = odd.first()
    return {name for n, name in enumerate(broken) if said is not None and not said[n]}


def _with_ids(records: DataFrame, schema: Schema) -> None:
    (ids,) = schema.having(Role.ID)
    counts = records.groupBy(_named(ids).cast("string").alias("id")).count()
    if wrong := counts.filter("id IS NULL OR count > 1").orderBy("id").limit(1).collect():
        said = (
            "some records have no id"
            if wrong[0]["id"] is None
            else f"the id {wrong[0]['id']!r} stands on more than one"
        )
        raise BadInput(f"Column {ids!r}: {said}.")


def learned(said: DataFrame, schema: Schema) -> tuple[Conventions, Placeholders]:
    """What the file's values have in common. The records asked stay where they are; only the answer travels."""

    def ask(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        frame = pl.concat([pl.DataFrame(batch) for batch in batches], how="vertical")
        must_be_legible(illegible(frame, schema), lambda _: "The records")
        conventions = Conventions.of(frame, schema)
        found = find(standardise(frame, schema, conventions), schema)
        yield pa.RecordBatch.from_pydict(
            {"conventions": [conventions.as_json()], "placeholders": [found.as_json()]}
        )

    if not (records := said.count()):
        raise BadInput("There are no records: only a header, or nothing at all.")
    share = min(1.0, ASKED / records)
    asked = said if share == 1.0 else said.sample(fraction=share, seed=1)
    (answer,) = asked.coalesce(1).mapInArrow(ask, "conventions string, placeholders string").collect()
    return Conventions.from_json(answer["conventions"]), Placeholders.from_json(answer["placeholders"])
