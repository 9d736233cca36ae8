"""Between Spark's frames and ours. Spark hands a partition over as Arrow; the kernels get a `Table`."""

from collections.abc import Callable, Iterable, Iterator

import polars as pl
import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from linkage.conditions import columns
from linkage.model import Model
from linkage.tables import Table

Work = Callable[[pa.Table], pa.Table]

# Before the name of a column: the share of all records that say the same in it.
SHARE = "share of "
# What travels with a record and is no value of it.
_OURS = {"id", "person", "source", "row", "blocks", "bucket", "hot", "group", "entity"}
# Names of columns that come and go on the way.
TAKEN = _OURS | {"rule", "key"}


def read_by_levels(model: Model) -> set[str]:
    """The columns that the comparisons read."""
    levels = [level for its in model.comparisons for level in its.levels]
    found = set().union(*(columns(its.missing) for its in model.comparisons))
    found |= set().union(*(columns(level.when) for level in levels))
    return found | {level.frequency.column for level in levels if level.frequency}


def read_by_rules(model: Model) -> set[str]:
    """The columns that the rules read."""
    return {column for rule in model.rules for column in rule.columns}


def compared(people: DataFrame, model: Model) -> DataFrame:
    """Of people only what comparing them takes: less travels than where keys are needed too."""
    wanted = {"row", "id", "source"} | read_by_levels(model)
    return people.select([f"`{name}`" for name in people.columns if name.removeprefix(SHARE) in wanted])


def dealt(frame: DataFrame, buckets: int, *keys: str) -> DataFrame:
    """With the `bucket` of each row, from 0 to `buckets`: rows with the same keys go to the same."""
    return frame.withColumn("bucket", F.pmod(F.xxhash64(*keys), F.lit(buckets)).cast("int"))


def once_a_bucket(frame: DataFrame, *columns: str) -> DataFrame:
    """`row`, `bucket` and `blocks`, the list of what a row says there: what joins it then travels once a bucket."""
    return frame.groupBy("row", "bucket").agg(F.collect_list(F.struct(*columns)).alias("blocks"))


def grouped(frame: DataFrame, buckets: int, work: Work, schema: str) -> DataFrame:
    """`work` over the rows of each `bucket`: a partition each, which nobody needs to sort."""
    return frame.repartitionById(buckets, "bucket").mapInArrow(_whole(work), schema)


def in_one(frame: DataFrame, work: Work, schema: str) -> DataFrame:
    """`work` over all rows at once, in one worker."""
    return frame.repartition(1).mapInArrow(_whole(work), schema)


def _whole(work: Work) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    def each(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        if held := list(batches):
            yield from work(pa.Table.from_batches(held)).to_batches()

    return each


def grouped_with(frame: DataFrame, other: DataFrame, work: Callable[[pa.Table, pa.Table], pa.Table],
                 schema: str) -> DataFrame:  # fmt: skip
    """`work` over the rows of each `bucket` in both."""
    return frame.groupBy("bucket").cogroup(other.groupBy("bucket")).applyInArrow(work, schema)


def as_table(frame: pl.DataFrame) -> Table:
    """Of some of the records; how rare a value is was counted over all of them."""
    shares = {name.removeprefix(SHARE): frame[name] for name in frame.columns if name.startswith(SHARE)}
    own = [name for name in frame.columns if not name.startswith(SHARE) and name not in _OURS]
    return Table.of(frame.select(own)).with_shares(shares)
