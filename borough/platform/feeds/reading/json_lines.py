"""JSON lines: one object a line; a column's source is a path of keys joined by dots."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl

from borough.platform.feeds.contract import Contract

from .delimited import sources
from .lines import read_lines
from .reading import BROKEN, Reading


def read_json_lines(path: Path, contract: Contract) -> Reading:
    """Raises FileFault. A file of no bytes is a delta without a change."""
    if not path.stat().st_size:
        return Reading(rows=rows_of({}, contract))
    lines = read_lines(path, contract.file)
    body = lines.frame.filter(pl.col("line").str.strip_chars() != "")
    numbers: list[int] = []
    faults: list[str | None] = []
    records: list[dict[str, Any]] = []
    broken: list[tuple[int, str, str, str | None]] = []
    for number, line, fault in body.select("_row", "line", "_fault").iter_rows():
        record = _record(line) if fault != "line-too-long" else None
        if record is None:
            broken.append((number, line, fault or "malformed", None))
            continue
        numbers.append(number)
        faults.append(fault)
        records.append(record)
    names = sources(contract)
    cells: dict[str, list[Any]] = {name: cells_of(records, name) for name in names}
    cells |= {"_row": numbers, "_fault": faults}
    known = {name.split(".")[0] for name in names}
    unknown = Counter(
        key for record in records if not record.keys() <= known for key in record.keys() - known
    )
    holds = []
    last = lines.frame["_row"][-1]
    if broken and not lines.ended and broken[-1][0] == last:
        broken[-1] = (last, broken[-1][1], "cut-off", None)
        holds.append(("file-cut-off", f"The file stops inside line {last}."))
    return Reading(
        rows=rows_of(cells, contract),
        broken=pl.DataFrame(broken, schema=BROKEN, orient="row"),
        holds=holds,
        notes=lines.notes
        + [
            f"The key {key!r} is not in the contract and was left out ({n} rows)."
            for key, n in unknown.items()
        ],
    )


def _record(line: str) -> dict[str, Any] | None:
    try:
        record = json.loads(line)
        if "\\u" in line:
            # Half of a surrogate pair is no text and would stop the database.
            record = json.loads(json.dumps(record, ensure_ascii=False).encode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def cells_of(records: list[dict[str, Any]], path: str) -> list[str]:
    values: list[Any] = records
    for key in path.split("."):
        values = [value.get(key) if type(value) is dict else None for value in values]
    return [value if type(value) is str else _text(value) for value in values]


def _text(value: Any) -> str:
    return "" if value is None else json.dumps(value)


def rows_of(cells: dict[str, list[Any]], contract: Contract) -> pl.DataFrame:
    names = sources(contract)
    frame = pl.DataFrame(
        cells, schema={"_row": pl.UInt32, "_fault": pl.String} | dict.fromkeys(names, pl.String)
    )
    columns = [pl.col(column.source).alias(column.field) for column in contract.columns]
    if contract.operation:
        columns.append(pl.col(contract.operation.source).alias("_operation"))
    return frame.select("_row", "_fault", *columns)
