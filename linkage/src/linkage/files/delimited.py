"""CSV: the delimiter is found in the header, every value is text, an empty one is missing, rows are even."""

import csv
import io
from collections.abc import Iterator

import polars as pl
import pyarrow as pa
import pyarrow.csv as arrow_csv

from linkage.schema import BadInput

from .encoding import Text, not_utf8

DELIMITERS = ",;\t|"
BLOCK = 1 << 24


def read(text: Text) -> pl.DataFrame:
    """Text columns; an empty value is null. Raises BadInput, naming the row."""
    delimiter = _delimiter(text)
    names = _names(text, delimiter)
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(pa.py_buffer(text.data)),
            read_options=arrow_csv.ReadOptions(column_names=names, skip_rows_after_names=1, block_size=BLOCK),
            parse_options=arrow_csv.ParseOptions(delimiter=delimiter, newlines_in_values=True),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.large_string()), strings_can_be_null=True, null_values=[""],
            ),
        )  # fmt: skip
    except pa.ArrowInvalid as fault:
        raise BadInput(
            _fault(text, names, delimiter) or f"{text.path} cannot be read as CSV: {fault}."
        ) from None
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    return frame


def _delimiter(text: Text) -> str:
    """The one that cuts the first rows into the most fields, evenly; a comma where there is one column."""
    head = text.head().decode("utf-8", "replace")
    lines = head.splitlines()[:-1] or [head]

    def fields(delimiter: str) -> tuple[int, int]:
        rows = [len(row) for row in csv.reader(lines[:50], delimiter=delimiter) if row]
        return (rows[0] if rows else 0, sum(width == rows[0] for width in rows))

    best = max(DELIMITERS, key=lambda delimiter: (fields(delimiter)[0] > 1, *fields(delimiter)[::-1]))
    return best if fields(best)[0] > 1 else ","


def _names(text: Text, delimiter: str) -> list[str]:
    head = text.head(1 << 20).decode("utf-8", "surrogateescape")
    try:
        header = [
            name.strip() for name in next(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter))
        ]
    except (csv.Error, StopIteration):
        raise BadInput(f"{text.path}: there is no header; the first row must name the columns.") from None
    if any(_undecodable(name) for name in header):
        raise BadInput(f"{text.path}, header: {not_utf8(head.encode('utf-8', 'surrogateescape'))}.")
    names = [name or f"column_{position}" for position, name in enumerate(header, 1)]
    if double := sorted({name for name in names if names.count(name) > 1}):
        raise BadInput(f"{text.path}, header: two columns are named {double[0]!r}; rename one.")
    return names


def _fault(text: Text, names: list[str], delimiter: str) -> str | None:
    """Where the file went wrong, by reading it again slowly; None where this reader sees nothing wrong."""
    csv.field_size_limit(2**31 - 1)
    for row, line, values in _rows(text, delimiter):
        where = f"{text.path}, row {row} (line {line})"
        for name, value in zip(names, values, strict=False):
            if _undecodable(value):
                return f"{where}, column {name!r}: {not_utf8(value.encode('utf-8', 'surrogateescape'))}."
        if len(values) != len(names):
            return (
                f"{where}: {len(values)} values, but the header names {len(names)} columns; a value that holds "
                f"{delimiter!r}, a quote or a new line must stand in double quotes."
            )
    return None


def _rows(text: Text, delimiter: str) -> Iterator[tuple[int, int, list[str]]]:
    lines = io.TextIOWrapper(io.BytesIO(text.data), "utf-8", "surrogateescape", newline="")
    reader = csv.reader(lines, delimiter=delimiter)
    next(reader, None)
    for row, values in enumerate((values for values in reader if values), 1):
        yield row, reader.line_num, values


def _undecodable(value: str) -> bool:
    """Does it hold a byte that is no UTF-8, kept as half a surrogate pair?"""
    return any("\ud800" <= letter <= "\udfff" for letter in value)
