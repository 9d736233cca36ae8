"""The control totals of a file as we find them: what its rows add up to, broken ones included. Pure."""

import polars as pl

from .contract import Contract
from .reading import Reading
from .values import given, in_form


def found_pence(reading: Reading, contract: Contract) -> int | None:
    """The sum of the column that the contract adds up; None where a row's amount cannot be read.

    The source adds up its rows before they are damaged on the way, so that a damaged row counts too.
    """
    totals = contract.file.totals
    if totals is None or not totals.sum_of:
        return None
    column = contract.column(totals.sum_of)
    rows = reading.rows
    if totals.once_per:
        rows = rows.unique(totals.once_per, keep="first", maintain_order=True)
    texts = pl.concat([rows[column.field], reading.broken["amount"].alias(column.field)])
    amounts = pl.DataFrame([texts]).select(given(column)).select(in_form(column).cast(pl.Int64)).to_series()
    # An empty cell adds nothing; a broken row that hides its amount leaves the sum open.
    hidden = amounts.is_null() & (texts.is_null() | (texts.str.strip_chars() != ""))
    return None if hidden.any() else int(amounts.sum())
