"""`evaluate`: entities against the truth."""

import argparse
from pathlib import Path

import polars as pl

from linkage import evaluation, files, frames
from linkage.evaluation import Evaluation
from linkage.progress import Progress, shown
from linkage.schema import BadInput, Schema

# Columns of our own tables that hold numbers; CSV brings them as text.
NUMBERS = ("confidence", "probability", "weight")


def run(given: argparse.Namespace) -> None:
    found = measured(given, shown(quiet=given.quiet))
    print(found.as_json() if given.json else found)


def measured(given: argparse.Namespace, progress: Progress) -> Evaluation:
    """Raises BadInput, naming the file."""
    if (given.records is None) != (given.schema is None):
        raise BadInput("Errors by source and group need both --records and --schema.")
    with progress.stage("Reading"):
        entities, truth = table(given.entities, given.encoding), table(given.truth, given.encoding)
        pairs = table(given.pairs, given.encoding) if given.pairs else None
        records, schema = _records(given) if given.records else (None, None)
    names = {"The entities": given.entities, "The truth": given.truth, "The pairs": given.pairs}
    with progress.stage("Measuring", entities.height):
        try:
            return evaluation.evaluate(entities, truth, pairs=pairs, records=records, schema=schema)
        except BadInput as fault:
            raise BadInput(_with_files(str(fault), names)) from None


def table(path: Path, encoding: str | None) -> pl.DataFrame:
    """One of our own tables, or of the truth. Raises BadInput."""
    frame = files.read(path, encoding)
    for name in NUMBERS:
        if name in frame.columns and not frame[name].dtype.is_numeric():
            numbers = frame[name].cast(pl.Float64, strict=False)
            wrong = numbers.is_null() & frame[name].is_not_null()
            if wrong.any():
                row = int(wrong.arg_max() or 0)
                raise BadInput(f"{path}, row {row + 1}, column {name!r}: {frame[name][row]!r} is no number.")
            frame = frame.with_columns(numbers)
    return frame


def _records(given: argparse.Namespace) -> tuple[pl.DataFrame, Schema]:
    stack, schema = files.read_all(given.records, given.encoding).with_source(Schema.read(given.schema))
    return frames.checked(stack.frame, schema, stack.where, stack.name), schema


def _with_files(sentence: str, names: dict[str, Path | None]) -> str:
    for name, path in names.items():
        if path is not None and sentence.startswith(name):
            return str(path) + sentence.removeprefix(name)
    return sentence
