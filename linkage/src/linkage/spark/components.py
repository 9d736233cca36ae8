"""Connected components on Spark: every record takes the lowest name that it hears of, and its namesake's too."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F


def connected(edges: DataFrame) -> DataFrame:
    """`row`, `group`: the lowest row that each is connected with, of the rows that stand in `edges` (`one`, `two`).

    Names halve their distance in each step, so that even a long chain takes few.
    """
    both = edges.select("one", "two").union(
        edges.select(F.col("two").alias("one"), F.col("one").alias("two"))
    )
    both = both.localCheckpoint()
    group = both.groupBy(F.col("one").alias("row")).agg(F.least(F.col("row"), F.min("two")).alias("group"))
    group = group.localCheckpoint()
    while True:
        heard = (
            both.join(group.withColumnRenamed("row", "two"), "two")
            .groupBy(F.col("one").alias("row"))
            .agg(F.min("group").alias("heard"))
        )
        near = group.join(heard, "row").select("row", "group", F.least("group", "heard").alias("low"))
        further = group.select(F.col("row").alias("low"), F.col("group").alias("lower"))
        after = near.join(further, "low").select(
            "row", F.col("group").alias("before"), F.least("low", "lower").alias("group")
        )
        after = after.localCheckpoint()
        moved = after.filter("before <> group").limit(1).count()
        group = after.select("row", "group")
        if not moved:
            return group
