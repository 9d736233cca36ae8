"""Rows in and out of PostgreSQL in bulk, a column at a time on our side."""

import io

import polars as pl
from django.db import connection
from psycopg import sql

from .contract import Contract
from .models import Batch, State
from .settling import CURRENT

SLICE = 100_000  # rows a message: few enough to hold, enough to keep the server busy

# Values hold no control characters but tab and line end, so that these two are free to part them. COPY out
# would hand over one row at a time, each a step in Python; this hands over thousands.
FIELD, RECORD = "\x1d", "\x1e"
CURRENT_ROWS = """
    SELECT string_agg(concat_ws(%(field)s, r.key, r.batch_id, r.number, r.cells), %(record)s)
    FROM feeds_row r JOIN feeds_batch b ON b.id = r.batch_id
    WHERE b.feed_id = %(feed)s AND b.state = %(applied)s AND NOT EXISTS (
        SELECT FROM feeds_ending e WHERE e.row_batch_id = r.batch_id AND e.row_number = r.number)
    GROUP BY r.batch_id, r.number / 50000
"""


def current_rows(feed: str) -> pl.DataFrame:
    """The feed's current rows, as `settling.CURRENT`."""
    with connection.cursor() as cursor:
        values = {"field": FIELD, "record": RECORD, "feed": feed, "applied": State.APPLIED.value}
        cursor.execute(CURRENT_ROWS, values)
        parts = [text for (text,) in cursor]
    if not parts:
        return pl.DataFrame(schema=CURRENT)
    rows = pl.Series("row", parts).str.split(RECORD).explode()
    columns = rows.str.split_exact(FIELD, len(CURRENT) - 1).struct.rename_fields(list(CURRENT))
    return columns.struct.unnest().cast(CURRENT)  # type: ignore[arg-type]


def numbers_of(table: str, batch: Batch) -> pl.Series:
    """The row numbers of this batch that a table holds."""
    query = sql.SQL("SELECT array_agg(number) FROM {} WHERE batch_id = %s").format(sql.Identifier(table))
    with connection.cursor() as cursor:
        cursor.execute(query, [batch.pk])
        (numbers,) = cursor.fetchone()
    return pl.Series("_row", numbers or [], dtype=pl.UInt32)


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


def raw_columns(contract: Contract) -> list[str]:
    """The names of the values that are kept of each row, in order."""
    return list(contract.fields) + (["_operation"] if contract.operation else [])
