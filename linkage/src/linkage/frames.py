"""Records from memory (Polars, Arrow, pandas, DuckDB) as a Polars frame, and what must hold of any records."""

from collections.abc import Callable
from types import FunctionType, MethodType
from typing import Any

import polars as pl

from .schema import BadInput, Role, Schema
from .wording import a

NESTED = "lists or objects"


def as_frame(records: Any) -> pl.DataFrame:
    """Polars (lazy too), Arrow, pandas, a DuckDB relation, rows as dictionaries, or a function that gives one of
    these, which nobody else then need hold. Raises BadInput."""
    if isinstance(records, pl.DataFrame):
        return records
    if isinstance(records, FunctionType | MethodType):
        return as_frame(records())
    if isinstance(records, pl.LazyFrame):
        return records.collect()
    try:
        if callable(getattr(records, "to_arrow_table", None)):  # DuckDB
            records = records.to_arrow_table()
        if hasattr(records, "iloc"):
            frame = pl.from_pandas(records)
        elif hasattr(records, "__arrow_c_stream__"):
            frame = pl.DataFrame(records)
        elif isinstance(records, list | dict):
            frame = pl.DataFrame(records, infer_schema_length=None)
        else:
            raise BadInput(
                f"Records are a Polars, Arrow, pandas or DuckDB table, not {type(records).__name__}."
            )
    except (pl.exceptions.PolarsError, TypeError, ValueError) as fault:
        raise BadInput(f"The records cannot be read: {str(fault).splitlines()[0]}.") from None
    return frame


def checked(
    records: pl.DataFrame,
    schema: Schema,
    where: Callable[[int], str] = lambda row: f"row {row + 1}",
    name: str = "The records",
) -> pl.DataFrame:
    """The columns that the schema names, of usable kinds, each record with an id of its own.

    `where(row)` names a row (counted from 0) and `name` the whole, in the sentence of the BadInput.
    """
    if absent := [column for column in schema.columns if column not in records.columns]:
        raise BadInput(
            f"{name}: the schema names the column {absent[0]!r}, which is not there; "
            f"the columns are {', '.join(map(repr, records.columns))}."
        )
    frame = records.select(
        _usable(records[column], schema.columns[column], name) for column in schema.columns
    )
    (ids,) = schema.having(Role.ID)
    _check_ids(frame[ids].cast(pl.String), ids, where)
    return frame


def _usable(column: pl.Series, role: Role, name: str) -> pl.Series:
    """Whole numbers that came as broken ones (a column with gaps, in pandas) are whole again."""
    if column.dtype.is_nested() or column.dtype in (pl.Binary, pl.Object):
        kind = NESTED if column.dtype.is_nested() else "bytes"
        raise BadInput(
            f"{name}, column {column.name!r}: it holds {kind}; {a(role)} must be text, a number or a date."
        )
    if column.dtype.is_float() and (column.drop_nulls().drop_nans() % 1 == 0).all():
        return column.fill_nan(None).cast(pl.Int64, strict=False)
    return column


def _check_ids(ids: pl.Series, column: str, where: Callable[[int], str]) -> None:
    blank = ids.is_null() | (ids.str.strip_chars() == "")
    if missing := int(blank.sum()):
        row = int(blank.arg_max() or 0)
        others = f" ({missing:,} records have none)" if missing > 1 else ""
        raise BadInput(
            f"{where(row)}, column {column!r}: the record has no id{others}; give every record its own."
        )
    if ids.n_unique() == ids.len():
        return
    again = int(ids.is_first_distinct().not_().arg_max() or 0)
    first = int((ids == ids[again]).arg_max() or 0)
    raise BadInput(
        f"{where(again)}, column {column!r}: the id {ids[again]!r} already stands in {where(first)}; "
        "every record needs an id of its own."
    )
