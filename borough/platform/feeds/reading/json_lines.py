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
        return Reading(rows=_rows({}, contract))
    lines = read_lines(path, contract.file)
    body = lines.frame.filter(pl.col("line").str.strip_chars() != "")
    paths = [source.split(".") for source in sources(contract)]
    cells: dict[str, list[Any]] = {name: [] for name in ("_row", "_fault", *sources(contract))}
    broken: list[tuple[int, str, str, str | None]] = []
    unknown: Counter[str] = Counter()
    known = {keys[0] for keys in paths}
    for number, line, fault in body.select("_row", "line", "_fault").iter_rows():
        record = _record(line) if fault != "line-too-long" else None
        if record is None:
            broken.append((number, line, fault or "malformed", None))
            continue
        unknown.update(record.keys() - known)
        cells["_row"].append(number)
        cells["_fault"].append(fault)
        for keys, column in zip(paths, sources(contract), strict=True):
            cells[column].append(_text(record, keys))
    holds = []
    last = lines.frame["_row"][-1]
    if broken and not lines.ended and broken[-1][0] == last:
        broken[-1] = (last, broken[-1][1], "cut-off", None)
        holds.append(("file-cut-off", f"The file stops inside line {last}."))
    return Reading(
        rows=_rows(cells, contract),
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
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def _text(record: dict[str, Any], keys: list[str]) -> str:
    value: Any = record
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    if value is None:
        return ""
    if isinstance(value, str):
        # Half of a surrogate pair is no text and would stop the database.
        return value.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(value)


def _rows(cells: dict[str, list[Any]], contract: Contract) -> pl.DataFrame:
    names = sources(contract)
    frame = pl.DataFrame(
        cells, schema={"_row": pl.UInt32, "_fault": pl.String} | dict.fromkeys(names, pl.String)
    )
    columns = [pl.col(column.source).alias(column.field) for column in contract.columns]
    if contract.operation:
        columns.append(pl.col(contract.operation.source).alias("_operation"))
    return frame.select("_row", "_fault", *columns)
