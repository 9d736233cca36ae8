"""`evaluate`: entities against the truth, or against a sample that somebody labels."""

import argparse
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl

from linkage import evaluation, files, frames
from linkage.evaluation import Estimate, Evaluation
from linkage.files import Outputs, table_path
from linkage.progress import Progress, shown
from linkage.schema import BadInput, Schema

# Columns of our own tables that hold numbers; CSV brings them as text.
NUMBERS = ("confidence", "probability", "weight")
# ... and of a sample to label.
SAMPLE = {"of": pl.Int64, "said": pl.Float64}


@dataclass(frozen=True, eq=False)
class _Linked:
    entities: pl.DataFrame
    pairs: pl.DataFrame


def run(given: argparse.Namespace) -> None:
    progress = shown(quiet=given.quiet)
    if given.labelled:
        estimated = estimate(given)
        print(json.dumps(asdict(estimated), indent=2) if given.json else estimated)
    elif given.sample is not None:
        print(to_label(given, progress))
    else:
        found = measured(given, progress)
        print(found.as_json() if given.json else found)


def to_label(given: argparse.Namespace, progress: Progress) -> str:
    """Writes the sample. Raises BadInput."""
    table_path(given.out)
    reads = (given.entities, given.pairs, given.schema, *(given.records or ()))
    with Outputs(given.out, reads=reads) as outputs:
        with progress.stage("Reading"):
            linked = _Linked(table(given.entities, given.encoding), table(given.pairs, given.encoding))
            records, schema = _records_if_named(given)
        asked = evaluation.sample(linked, given.sample, records=records, schema=schema)
        outputs.table(asked, given.out)
    return (
        f"{asked.height:,} pairs to label: {given.out}. Fill the column same with yes or no and leave out what can "
        f"not be told; then: python -m linkage evaluate --labelled {given.out}"
    )


def estimate(given: argparse.Namespace) -> Estimate:
    """Raises BadInput, naming the file."""
    labelled = table(given.labelled, given.encoding)
    try:
        kinds = [pl.col(name).cast(kind) for name, kind in SAMPLE.items() if name in labelled.columns]
        booleans = [
            pl.col(name).cast(pl.String).str.to_lowercase().replace_strict({"true": True, "false": False})
            for name in ("together", "compared")
            if name in labelled.columns
        ]
        labelled = labelled.with_columns(*kinds, *booleans)
    except pl.exceptions.PolarsError:
        what = ", ".join(["together", "compared", *SAMPLE])
        raise BadInput(f"{given.labelled}: the columns {what} must stay as the sample had them.") from None
    try:
        return evaluation.estimate(labelled)
    except BadInput as fault:
        raise BadInput(_with_files(str(fault), {"The labelled pairs": given.labelled})) from None


def measured(given: argparse.Namespace, progress: Progress) -> Evaluation:
    """Raises BadInput, naming the file."""
    with progress.stage("Reading"):
        entities, truth = table(given.entities, given.encoding), table(given.truth, given.encoding)
        pairs = table(given.pairs, given.encoding) if given.pairs else None
        records, schema = _records_if_named(given)
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


def _records_if_named(given: argparse.Namespace) -> tuple[pl.DataFrame, Schema] | tuple[None, None]:
    if (given.records is None) != (given.schema is None):
        raise BadInput("Errors by source and group, and values of pairs, need both --records and --schema.")
    return _records(given) if given.records else (None, None)


def _records(given: argparse.Namespace) -> tuple[pl.DataFrame, Schema]:
    stack, schema = files.read_all(given.records, given.encoding).with_source(Schema.read(given.schema))
    return frames.checked(stack.frame, schema, stack.where, stack.name), schema


def _with_files(sentence: str, names: dict[str, Path | None]) -> str:
    for name, path in names.items():
        if path is not None and sentence.startswith(name):
            return str(path) + sentence.removeprefix(name)
    return sentence
