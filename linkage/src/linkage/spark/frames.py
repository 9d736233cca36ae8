"""Between Spark's frames and ours. Spark hands a partition over as Arrow; the kernels get a `Table`."""

from collections.abc import Callable

import polars as pl
import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from linkage.tables import Table

# Before the name of a column: the share of all records that say the same in it.
SHARE = "share of "
# What travels with a record and is no value of it.
_OURS = {"row", "rule", "key", "bucket", "hot", "group", "entity"}


def dealt(frame: DataFrame, buckets: int, *keys: str) -> DataFrame:
    """With the `bucket` of each row: rows with the same keys go to the same partition."""
    return frame.withColumn("bucket", F.pmod(F.xxhash64(*keys), F.lit(buckets)))


def grouped(frame: DataFrame, work: Callable[[pa.Table], pa.Table], schema: str) -> DataFrame:
    """`work` over the rows of each `bucket`."""
    return frame.groupBy("bucket").applyInArrow(work, schema)


def grouped_with(frame: DataFrame, other: DataFrame, work: Callable[[pa.Table, pa.Table], pa.Table],
                 schema: str) -> DataFrame:  # fmt: skip
    """`work` over the rows of each `bucket` in both."""
    return frame.groupBy("bucket").cogroup(other.groupBy("bucket")).applyInArrow(work, schema)


def as_table(frame: pl.DataFrame) -> Table:
    """Of some of the records; how rare a value is was counted over all of them."""
    shares = {name.removeprefix(SHARE): frame[name] for name in frame.columns if name.startswith(SHARE)}
    own = [name for name in frame.columns if not name.startswith(SHARE) and name not in _OURS]
    return Table.of(frame.select(own)).with_shares(shares)
