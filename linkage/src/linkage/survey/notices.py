"""What is odd about the records, but no reason to stop: told before the work, a sentence each."""

from collections.abc import Callable

import polars as pl

from linkage.schema import Role, Schema

from .legible import illegible, must_be_legible

LONG = 500  # letters; longer ones are read whole, but are seldom a value of one field


def notices(records: pl.DataFrame, schema: Schema, where: Callable[[int], str], name: str) -> list[str]:
    """Sentences. Raises BadInput where a column holds nothing of what the schema says."""
    found = illegible(records, schema)
    must_be_legible(found, where)
    said = []
    if records.height == 1:
        said.append(f"{name}: one record, so there is nothing to link it with.")
    for column in schema.columns:
        said += _of_column(records[column], schema.columns[column], where, name)
    return said + [its.sentence(where) for its in found]


def _of_column(column: pl.Series, role: Role, where: Callable[[int], str], name: str) -> list[str]:
    if column.null_count() == column.len():
        return [
            f"{name}, column {column.name!r} ({role.value}): it is empty in every row and tells nobody apart."
        ]
    if column.dtype != pl.String or role is Role.TEXT:
        return []
    long = column.str.len_chars() > LONG
    if not long.any():
        return []
    row = int(long.arg_max() or 0)
    return [
        f"{where(row)}, column {column.name!r}: a value of {len(column[row]):,} letters; is the row whole?"
    ]
