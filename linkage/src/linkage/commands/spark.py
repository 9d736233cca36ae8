"""`link --engine spark`: the same model on Apache Spark. Files are read, and entities written, by Spark."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from linkage.model import Model
from linkage.schema import BadInput, Schema

from .models import read_model

_NEEDED = "--engine spark needs {}. {}"
_ONE_MACHINE = {
    "report": "--report is for one machine; with --engine spark, evaluate tells how right the entities are.",
    "truth": "--truth is for the report, which --engine spark does not write; give it to evaluate.",
    "decisions": "--decisions are for one machine; --engine spark does not know them.",
    "encoding": "--encoding is for one machine; --engine spark reads UTF-8.",
}


def run(given: argparse.Namespace) -> None:
    """`--out` and `--pairs` become folders of Parquet files: nothing comes together on one machine."""
    schema, model = _checked(given)
    try:
        from linkage import spark
    except ImportError:
        raise BadInput(
            _NEEDED.format("PySpark", "Install it with: pip install 'borough-linkage[spark]'")
        ) from None
    running = spark.session(threads=given.threads, memory=_heap(given.memory))
    records = _read(running, given.files)
    with _beside(given.out, "work", running) as work:
        linked = spark.link(records, schema, model, pairs=bool(given.pairs), work=work)
        _write(running, linked.entities, given.out)
        if linked.pairs is not None:
            _write(running, linked.pairs, given.pairs)
    print(f"Entities: {given.out}, a folder of Parquet files.")
    if given.pairs:
        print(f"Pairs: {given.pairs}, another.")


def _checked(given: argparse.Namespace) -> tuple[Schema, Model]:
    for name, sentence in _ONE_MACHINE.items():
        if getattr(given, name):
            raise BadInput(sentence)
    if given.model is None or given.schema is None:
        what = "a --schema" if given.schema is None else "a --model"
        raise BadInput(_NEEDED.format(what, "Train one on a part of the records: python -m linkage train"))
    if given.out is None:
        raise BadInput("--out is missing: name the folder of Parquet files that Spark writes.")
    for path in filter(None, (given.out, given.pairs)):
        if path.suffix != ".parquet":
            raise BadInput(f"{path}: Spark writes a folder of Parquet files; the name must end in .parquet.")
        if path.is_file():
            raise BadInput(f"{path} is a file; Spark writes a folder. Name another, or remove it.")
    if given.out == given.pairs:
        raise BadInput(f"{given.out} is named for two outputs; give each its own name.")
    schema = Schema.read(given.schema)
    return schema, read_model(given.model, schema)


def _write(running: Any, frame: Any, path: Path) -> None:
    """Whole, or what stood there before."""
    from linkage import spark

    with _beside(path, "unfinished", running) as unfinished:
        frame.write.parquet(unfinished)
        spark.moved(running, unfinished, str(path))


@contextmanager
def _beside(path: Path, what: str, running: Any) -> Iterator[str]:
    """The name of a hidden folder beside a file, which is gone afterwards, whatever happens."""
    from linkage import spark

    name = str(path.with_name(f".{path.name}.{os.getpid()}.{what}"))
    try:
        yield name
    finally:
        spark.removed(running, name)


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
