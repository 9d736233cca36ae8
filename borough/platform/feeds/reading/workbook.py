"""An Excel workbook, one sheet, read as a stream once its unpacked size is known to be sane."""

import datetime
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from borough.platform.feeds.contract import Contract

from .delimited import check_header, sources
from .reading import BROKEN, FileFault, Reading

# Spreadsheets of people unpack to about ten times their size; bombs to a thousand times.
MOST_TIMES = 150
MOST_BYTES = 1 << 30
SAFE_BYTES = 16 << 20  # below this no ratio is dangerous
# A cell may claim to stand at any row or column, and a reader makes everything before it.
MOST_COLUMNS = 300
MOST_EMPTY_ROWS = 20_000


def read_workbook(path: Path, contract: Contract) -> Reading:
    """Raises FileFault."""
    _check_size(path)
    rows = _sheet_rows(path, contract.file.sheet)
    for _ in range(contract.file.preamble):
        next(rows, None)
    header = next(rows, None)
    if header is None:
        raise FileFault("wrong-header", "The sheet has no header row.")
    names = _without_tail([_text(value).strip() for value in header])
    notes = check_header(names, sources(contract))
    number = contract.file.preamble + 1
    cells, broken = [], []
    for values in rows:
        number += 1
        texts = [_text(value) for value in values]
        if not any(text.strip() for text in texts):
            continue
        if len(_without_tail(texts)) > len(names):
            broken.append((number, " | ".join(texts), "wrong-columns", None))
        else:
            cells.append([number, None, *(texts + [""] * len(names))[: len(names)]])
    schema = {"_row": pl.UInt32, "_fault": pl.String} | dict.fromkeys(names, pl.String)
    frame = pl.DataFrame(cells, schema=schema, orient="row")
    columns = [pl.col(column.source).alias(column.field) for column in contract.columns]
    if contract.operation:
        columns.append(pl.col(contract.operation.source).alias("_operation"))
    return Reading(rows=frame.select("_row", "_fault", *columns),
                   broken=pl.DataFrame(broken, schema=BROKEN, orient="row"), notes=notes)  # fmt: skip


def _check_size(path: Path) -> None:
    """Refuses by what the archive says of itself; Python's reader unpacks no more than it says."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            if len(parts) > 1000 or unpacked > MOST_BYTES:
                raise FileFault("zip-bomb", f"{len(parts)} parts that unpack to {unpacked:,} bytes.")
            if unpacked > SAFE_BYTES and unpacked > MOST_TIMES * path.stat().st_size:
                raise FileFault("zip-bomb", f"{path.stat().st_size:,} bytes that unpack to {unpacked:,}.")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _check_definitions(archive, part)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as fault:
        raise FileFault("not-this-format", f"Not an Excel workbook: {fault}") from None


def _check_definitions(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    with archive.open(part) as stream:
        if b"<!DOCTYPE" in stream.read(4096).upper():
            raise FileFault("forbidden-xml", f"{part.filename} brings its own definitions.")


def _sheet_rows(path: Path, sheet: str) -> Any:
    """Rows of values. Any trouble inside the workbook is the file's fault, not ours."""
    import openpyxl

    try:
        with open(path, "rb") as file:  # by its bytes: the name of a kept file has no extension
            book = openpyxl.load_workbook(file, read_only=True, data_only=False, keep_links=False)
            if sheet and sheet not in book.sheetnames:
                raise FileFault("wrong-header", f"No sheet {sheet!r}; it has {', '.join(book.sheetnames)}.")
            chosen = book[sheet] if sheet else book.worksheets[0]
            chosen.reset_dimensions()  # what the file says of its own size is not to be believed
            yield from _without_gaps(chosen.iter_rows(max_col=MOST_COLUMNS, values_only=True))
    except FileFault:
        raise
    except Exception as fault:
        raise FileFault("not-this-format", f"The workbook cannot be read: {type(fault).__name__}.") from None


def _without_gaps(rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    empty = 0
    for values in rows:
        empty = 0 if any(value is not None for value in values) else empty + 1
        if empty > MOST_EMPTY_ROWS:
            raise FileFault("zip-bomb", f"More than {MOST_EMPTY_ROWS:,} empty rows stand between two cells.")
        yield values


def _text(value: Any) -> str:
    """As text: dates in ISO form, whole numbers without a point, a formula as its own text."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _without_tail(texts: list[str]) -> list[str]:
    """Without the empty texts at the end."""
    last = max((place for place, text in enumerate(texts, 1) if text.strip()), default=0)
    return texts[:last]
