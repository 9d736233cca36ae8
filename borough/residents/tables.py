"""Data frames into the database and out of it, by COPY: for this package's operations only."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from django.db import connection
from psycopg import sql

TURN = 0x5E51DE47  # of the database's advisory locks, the one by which writers of the index take turns
SLICE = 100_000  # rows a message: few enough to hold, enough to keep the server busy


def copy_in(table: str, rows: pl.DataFrame) -> None:
    """Append the rows to the table's columns of the same names. Null is null."""
    names = sql.SQL(", ").join(map(sql.Identifier, rows.columns))
    command = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)").format(sql.Identifier(table), names)
    with connection.cursor() as cursor, cursor.copy(command) as copy:
        for part in rows.iter_slices(SLICE):
            buffer = io.BytesIO()
            part.write_csv(buffer, include_header=False)
            copy.write(buffer.getvalue())


def copy_out(query: str, schema: Mapping[str, Any]) -> pl.DataFrame:
    """The query's rows, in the columns and types of `schema`."""
    buffer = io.BytesIO()
    with connection.cursor() as cursor, cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv)") as copy:
        for part in copy:
            buffer.write(part)
    if not buffer.tell():
        return pl.DataFrame(schema=dict(schema))
    buffer.seek(0)
    return pl.read_csv(buffer, has_header=False, schema=dict(schema))


def one_at_a_time() -> None:
    """Until this transaction ends nobody else writes records, persons or what they are found by.

    Loads, placings, decisions and linkings take turns, so that each sees the others whole. Readers never wait.
    """
    execute("SELECT pg_advisory_xact_lock(%s)", [TURN])


def execute(query: str, values: Sequence[Any] | Mapping[str, Any] | None = None) -> int:
    """Returns how many rows were touched."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return int(cursor.rowcount)


def pairs(query: str, values: Mapping[str, Any]) -> list[tuple[Any, Any]]:
    """The two columns of the query's rows."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def rows(query: str, values: Sequence[Any] | Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def column(query: str, values: Sequence[Any] | None = None) -> list[Any]:
    """The first column of the query's rows."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [row[0] for row in cursor.fetchall()]
