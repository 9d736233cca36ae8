"""What a feed says now: its current rows, with some of their values in right form."""

from collections.abc import Collection
from dataclasses import replace

import polars as pl

from .consumers import in_right_form
from .contract import Contract, Cost
from .contracts import contract_of
from .copying import current_rows
from .models import Batch


def current(feed: str, fields: Collection[str], keys: Collection[str] | None = None) -> pl.DataFrame:
    """`_key`, `_batch`, `_row`, then the fields as text (ISO dates, whole pence; null where nothing is said).

    `keys`: of these rows only. Raises KeyError for a feed without a contract.
    """
    contract = contract_of(feed)
    if contract is None:
        raise KeyError(f"No contract of a feed {feed}")
    asked = _of(contract, fields)
    rows = current_rows(feed)
    if keys is not None:
        rows = rows.filter(pl.col("_key").is_in(list(keys)))
    parts = [_read(asked, number, part) for (number,), part in rows.group_by("batch", maintain_order=True)]
    named = dict.fromkeys(("_key", *asked.fields), pl.String) | {"_batch": pl.Int64, "_row": pl.UInt32}
    empty = pl.DataFrame(schema=named)
    return pl.concat([empty, *parts], how="diagonal")


def _read(asked: Contract, batch_id: int, rows: pl.DataFrame) -> pl.DataFrame:
    batch = Batch.objects.get(pk=batch_id)
    stored = rows.select("_key", "_cells", _row=pl.col("number"))
    right = in_right_form(stored, batch.columns, asked, batch.extracted_on)
    return right.with_columns(_batch=pl.lit(batch_id, pl.Int64))


def _of(contract: Contract, fields: Collection[str]) -> Contract:
    """The contract of these columns alone; what is wrong with one value costs that value only."""
    columns = tuple(
        replace(column, required=False, costs=Cost.NOTE)
        for column in contract.columns
        if column.field in fields
    )
    if missing := set(fields) - {column.field for column in columns}:
        raise KeyError(f"{contract.slug} has no column {', '.join(sorted(missing))}")
    return replace(contract, columns=columns, key="", operation=None, position=None)
