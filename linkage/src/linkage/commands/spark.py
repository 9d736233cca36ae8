"""`link --engine spark`: the same model on Apache Spark. Files are read, and entities written, by Spark."""

import argparse
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from linkage.files.stack import FILE
from linkage.limits import Limits, parse_memory
from linkage.model import Model
from linkage.schema import BadInput, Role, Schema

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
    Limits.of(given.memory, given.threads)
    schema, model = _checked(given)
    try:
        from linkage import spark
    except ImportError:
        raise BadInput(
            _NEEDED.format("PySpark", "Install it with: pip install 'borough-linkage[spark]'")
        ) from None
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise BadInput(_NEEDED.format("Java 17 or newer", "Install a JRE, or set JAVA_HOME."))
    running = spark.session(threads=given.threads, memory=_heap(given.memory))
    with _beside(given.out, "work", running) as work, _one_sentence():
        records, schema = _read(running, given.files, schema)
        linked = spark.link(records, schema, model, pairs=bool(given.pairs), work=work)
        _write(running, {given.out: linked.entities, given.pairs: linked.pairs})
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


@contextmanager
def _one_sentence() -> Iterator[None]:
    """A worker's sentence about bad input comes back inside a report of Spark's."""
    try:
        yield
    except Exception as fault:
        if said := re.search(r"^linkage\.schema\.BadInput: (.+)$", str(fault), re.MULTILINE):
            raise BadInput(said[1]) from None
        raise


def _write(running: Any, frames: dict[Path, Any]) -> None:
    """All of them whole, or what stood there before."""
    from linkage import spark

    with ExitStack() as stack:
        places = {path: stack.enter_context(_beside(path, "unfinished", running)) for path in frames if path}
        for path, unfinished in places.items():
            frames[path].write.parquet(unfinished)
        for path, unfinished in places.items():
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


def _read(running: Any, files: list[Path], schema: Schema) -> tuple[Any, Schema]:
    """Stacked by column name; where several come without a source column, the file is the source."""
    if missing := [file for file in files if not file.exists()]:
        raise BadInput(f"There is no file {missing[0]}.")
    frames = [_file(running, file) for file in files]
    if len(files) > 1 and not schema.having(Role.SOURCE):
        schema = Schema({**schema.columns, FILE: Role.SOURCE}, schema.options)
        frames = [_with_source(frame, file) for frame, file in zip(frames, files, strict=True)]
    whole = frames[0]
    for frame in frames[1:]:
        whole = whole.unionByName(frame, allowMissingColumns=True)
    return whole, schema


def _file(running: Any, file: Path) -> Any:
    """A file, or a folder of such."""
    match file.suffix:
        case ".parquet":
            return running.read.parquet(str(file))
        case ".csv":
            return running.read.csv(str(file), header=True, escape='"', multiLine=True)
        case ".jsonl":
            return running.read.json(str(file))
    raise BadInput(f"{file}: --engine spark reads .parquet, .csv (UTF-8, commas) and .jsonl.")


def _with_source(frame: Any, file: Path) -> Any:
    from pyspark.sql import functions as F

    return frame.withColumn(FILE, F.lit(file.stem))


def _heap(memory: str | None) -> str | None:
    """`2GB` as Java writes it: what Spark's own process may hold. Its workers' Python stands beside it."""
    return f"{parse_memory(memory) // 2**20}m" if memory else None
