"""Parquet: typed columns for those who compute. What it says of itself is in the file's own metadata."""

import json
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from borough.platform.feeds.api import Type
from borough.platform.registers.declaration import Register
from borough.platform.registers.items import Item
from borough.platform.registers.public.values import typed

from .said import about

TYPES = {Type.NUMBER: pa.int64(), Type.DECIMAL: pa.float64(), Type.DATE: pa.date32()}
PART = 10_000  # rows of one row group
BLOCK = 1 << 18


def as_parquet(
    register: Register, items: Iterable[Item], newest: date | None, at: date | None
) -> Iterator[bytes]:
    """The file in blocks. It is written whole first, as its end says where its parts are."""
    with tempfile.TemporaryFile() as file:
        schema = _schema(register, newest, at)
        with pq.ParquetWriter(file, schema, compression="zstd") as writer:
            rest = iter(items)
            while part := list(islice(rest, PART)):
                rows = [_row(register, item) for item in part]
                writer.write_batch(pa.RecordBatch.from_pylist(rows, schema))
        file.seek(0)
        while block := file.read(BLOCK):
            yield block


def _schema(register: Register, newest: date | None, at: date | None) -> Any:
    columns = [pa.field("key", pa.string(), nullable=False)]
    columns += [
        pa.field(name, TYPES.get(register.column(name).type, pa.string())) for name in register.fields
    ]
    if register.contract.position:
        names = [name for name in ("easting", "northing") if name not in register.fields]
        columns += [pa.field(name, pa.float64()) for name in names]
    if register.shape:
        columns.append(pa.field(register.shape, pa.string()))
    said = about(register, newest, at)
    metadata = {name: json.dumps(value, ensure_ascii=False) for name, value in said.items()}
    return pa.schema(columns, metadata=metadata)


def _row(register: Register, item: Item) -> dict[str, Any]:
    row: dict[str, Any] = {"key": item.key}
    for name in register.fields:
        column = register.column(name)
        value = typed(column, item.values[name])
        row[name] = None if isinstance(value, str) and column.type in TYPES else value
    if register.contract.position:
        row = {"easting": item.easting, "northing": item.northing} | row
    if register.shape:
        row[register.shape] = json.dumps(item.shape, separators=(",", ":")) if item.shape else None
    return row
