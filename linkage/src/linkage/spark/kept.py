"""Frames written down on the way, so that each is worked out once, and Spark knows how large it is.

A checkpoint would do the first only: Spark's guess of a checkpoint's size is that of the plan behind it, which every
join multiplies, and after some rounds the driver is busy with nothing but that number.
"""

import atexit
import shutil
import tempfile
import uuid
from typing import Any

from pyspark.sql import DataFrame, SparkSession

from linkage.schema import BadInput


class Kept:
    """`kept(frame)`: the same rows, read from Parquet files in `folder`, which all executors must reach.

    Without a `folder`, on one machine, it is a temporary one, which goes when the process ends. Raises BadInput
    where there are other machines, which could not see it.
    """

    def __init__(self, spark: SparkSession, folder: str | None) -> None:
        self.folder = folder or _temporary(spark)

    def __call__(self, frame: DataFrame) -> DataFrame:
        path = f"{self.folder}/{uuid.uuid4().hex}"
        frame.write.parquet(path)
        return frame.sparkSession.read.schema(frame.schema).parquet(path)


def _temporary(spark: SparkSession) -> str:
    if not spark.sparkContext.master.startswith("local"):
        raise BadInput(
            "On a cluster, work= must name a folder that every executor reaches, such as hdfs:///tmp/linkage."
        )
    folder = tempfile.mkdtemp(prefix="linkage-spark-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return f"file://{folder}"


def removed(spark: SparkSession, folder: str) -> None:
    """The folder goes with all that is in it, in whichever file system it lies; nothing where there is none."""
    path, system = _found(spark, folder)
    system.delete(path, True)


def moved(spark: SparkSession, folder: str, to: str) -> bool:
    """The folder takes the place of what is at `to`, if there is anything."""
    (path, system), (target, _) = _found(spark, folder), _found(spark, to)
    system.delete(target, True)
    return bool(system.rename(path, target))


def _found(spark: SparkSession, folder: str) -> tuple[Any, Any]:
    context: Any = spark.sparkContext
    path = context._jvm.org.apache.hadoop.fs.Path(folder)
    return path, path.getFileSystem(context._jsc.hadoopConfiguration())
