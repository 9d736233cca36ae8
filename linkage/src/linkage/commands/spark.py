"""`link --engine spark`: the same model on Apache Spark. Files are read, and entities written, by Spark."""

import argparse
from pathlib import Path
from typing import Any

from linkage.model import Model
from linkage.schema import BadInput, Schema

from .models import read_model

_NEEDED = "--engine spark needs {}. {}"


def run(given: argparse.Namespace) -> None:
    """`--out` becomes a folder of Parquet files, one a partition: nothing comes together on one machine."""
    schema, model = _checked(given)
    try:
        from linkage import spark
    except ImportError:
        raise BadInput(
            _NEEDED.format("PySpark", "Install it with: pip install 'borough-linkage[spark]'")
        ) from None
    running = spark.session(threads=given.threads, memory=_heap(given.memory))
    entities = spark.link(_read(running, given.files), schema, model)
    entities.write.mode("overwrite").parquet(str(given.out))
    print(f"Entities: {given.out}, a folder of Parquet files.")


def _checked(given: argparse.Namespace) -> tuple[Schema, Model]:
    if given.out is None or given.out.suffix != ".parquet":
        raise BadInput("--out is missing, or is no .parquet: Spark writes a folder of Parquet files.")
    if given.out.is_file():
        raise BadInput(f"{given.out} is a file; Spark writes a folder. Name another, or remove it.")
    if given.model is None or given.schema is None:
        what = "a --schema" if given.schema is None else "a --model"
        raise BadInput(_NEEDED.format(what, "Train one on a part of the records: python -m linkage train"))
    for name in ("pairs", "report", "decisions"):
        if getattr(given, name):
            raise BadInput(f"--{name} is for one machine; --engine spark writes entities only.")
    schema = Schema.read(given.schema)
    return schema, read_model(given.model, schema)


def _read(spark: Any, files: list[Path]) -> Any:
    kinds = {file.suffix for file in files}
    if missing := [file for file in files if not file.exists()]:
        raise BadInput(f"There is no file {missing[0]}.")
    if len(kinds) != 1 or not kinds <= {".parquet", ".csv", ".jsonl"}:
        raise BadInput("--engine spark reads files of one kind: .parquet, .csv (UTF-8, commas) or .jsonl.")
    paths = [str(file) for file in files]
    if kinds == {".csv"}:
        return spark.read.csv(paths, header=True, escape='"', multiLine=True)
    return spark.read.parquet(*paths) if kinds == {".parquet"} else spark.read.json(paths)


def _heap(memory: str | None) -> str | None:
    """`2GB` as Java writes it."""
    return memory.lower().replace("gb", "g").replace("mb", "m") if memory else None
