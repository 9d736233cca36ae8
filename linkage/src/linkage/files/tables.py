"""One file of records, read by what its name ends in."""

from pathlib import Path

import polars as pl

from linkage.schema import BadInput

from . import delimited, lines
from .encoding import text_of

PARQUET = (".parquet", ".pq")
DELIMITED = (".csv", ".tsv", ".txt")
LINES = (".jsonl", ".ndjson", ".json")
WORKBOOKS = (".xlsx", ".xls", ".ods")
KNOWN = "its name must end in .parquet, .csv or .jsonl"


def read(path: Path, encoding: str | None = None) -> pl.DataFrame:
    """Its rows, in order. Raises BadInput: one sentence that names the file, and the row where one is wrong."""
    try:
        return _read(path, encoding)
    except OSError as fault:
        raise BadInput(f"{path} cannot be read: {fault.strerror or fault}.") from None


def _read(path: Path, encoding: str | None) -> pl.DataFrame:
    if not path.exists():
        raise BadInput(f"{path}: there is no such file.")
    ending = path.suffix.lower()
    if path.is_dir() and not (ending in PARQUET and any(path.glob("*.parquet"))):
        raise BadInput(f"{path} is a folder; name a file.")
    if ending in PARQUET:
        return _parquet(path)
    if ending in WORKBOOKS:
        raise BadInput(f"{path} is a workbook; save the sheet as CSV (UTF-8).")
    if ending not in DELIMITED + LINES:
        raise BadInput(f"{path}: what it is cannot be told; {KNOWN}.")
    text = text_of(path, encoding)
    return lines.read(text) if ending in LINES else delimited.read(text)


def _parquet(path: Path) -> pl.DataFrame:
    if not path.stat().st_size:
        raise BadInput(f"{path} is empty.")
    try:
        return pl.read_parquet(path / "*.parquet" if path.is_dir() else path)  # a folder is Spark's way
    except pl.exceptions.PolarsError as fault:
        first = str(fault).splitlines()[0].removeprefix("parquet: ")
        raise BadInput(
            f"{path} is not a whole Parquet file ({first}); it may have been cut off: copy or export it again."
        ) from None
