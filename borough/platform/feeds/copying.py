"""Rows in and out of PostgreSQL by COPY, a column at a time on our side."""

import io
from typing import Any

import polars as pl
from django.db import connection
from psycopg import sql

from .contract import Contract
from .models import Batch, State
from .settling import CURRENT

SLICE = 100_000  # rows a message: few enough to hold, enough to keep the server busy

CURRENT_ROWS = """
    SELECT r.key, r.batch_id, r.number, r.cells
    FROM feeds_row r JOIN feeds_batch b ON b.id = r.batch_id
    WHERE b.feed_id = {feed} AND b.state = {applied} AND NOT EXISTS (
        SELECT FROM feeds_ending e WHERE e.row_batch_id = r.batch_id AND e.row_number = r.number)
"""
NUMBERS = "SELECT number FROM feeds_row WHERE batch_id = {batch}"


def current_rows(feed: str) -> pl.DataFrame:
    """The feed's current rows, as `settling.CURRENT`."""
    return copy_out(CURRENT_ROWS, CURRENT, feed=feed, applied=State.APPLIED.value)


def stored_numbers(batch: Batch) -> pl.Series:
    """The row numbers that this batch has stored."""
    return copy_out(NUMBERS, {"number": pl.UInt32}, batch=batch.pk)["number"]


def copy_in(table: str, columns: tuple[str, ...], rows: pl.DataFrame) -> None:
    """Append `rows`, whose columns stand in the order of `columns`."""
    if rows.is_empty():
        return
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    command = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)").format(sql.Identifier(table), names)
    with connection.cursor() as cursor, cursor.copy(command) as copy:
        for part in rows.iter_slices(SLICE):
            buffer = io.BytesIO()
            part.write_csv(buffer, include_header=False)
            copy.write(buffer.getvalue())


def copy_out(query: str, schema: dict[str, Any], **values: object) -> pl.DataFrame:
    """The query's rows; `values` are written into it as literals."""
    literals = {name: sql.Literal(value) for name, value in values.items()}
    command = sql.SQL("COPY ({}) TO STDOUT (FORMAT csv)").format(sql.SQL(query).format(**literals))
    buffer = io.BytesIO()
    with connection.cursor() as cursor, cursor.copy(command) as copy:
        for part in copy:
            buffer.write(part)
    buffer.seek(0)
    if not buffer.getbuffer().nbytes:
        return pl.DataFrame(schema=schema)
    return pl.read_csv(buffer, has_header=False, schema=schema)


def raw_columns(contract: Contract) -> list[str]:
    """The names of the values that are kept of each row, in order."""
    return list(contract.fields) + (["_operation"] if contract.operation else [])
