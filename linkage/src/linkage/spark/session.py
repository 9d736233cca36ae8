"""A Spark session of the kind that linkage needs; on a cluster, the one that spark-submit gives."""

import os
import sys

from pyspark.sql import SparkSession

_SETTINGS = {
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "50000",
    "spark.sql.session.timeZone": "UTC",
    # A file may have columns that differ in case only, as on one machine.
    "spark.sql.caseSensitive": "true",
    # A partition's Python worker uses one thread: Spark has as many workers as cores.
    "spark.executorEnv.NUMBA_NUM_THREADS": "1",
}


def session(*, threads: int | None = None, memory: str | None = None) -> SparkSession:
    """The running session, else one of this machine: `threads` cores, `memory` as "4g" (half of the machine's)."""
    if running := SparkSession.getActiveSession():
        return running
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("linkage")
    if "SPARK_ENV_LOADED" not in os.environ:  # set by spark-submit, which knows the master and the memory
        builder = builder.master(f"local[{threads or '*'}]").config("spark.driver.memory", memory or _half())
        builder = builder.config("spark.ui.enabled", "false").config("spark.driver.host", "localhost")
        builder = builder.config("spark.sql.shuffle.partitions", str(4 * (threads or 4)))
    for name, value in _SETTINGS.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("FATAL")  # an error comes as an exception too
    return spark


def _half() -> str:
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') // 2**21}m"
