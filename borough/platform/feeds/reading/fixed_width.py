"""Fixed width: every value at its place; header and trailer lines begin otherwise than data lines."""

from pathlib import Path

import polars as pl

from borough.platform.feeds.contract import Contract

from .lines import read_lines
from .reading import BROKEN, Reading
from .trailer import split_trailer


def read_fixed_width(path: Path, contract: Contract) -> Reading:
    """Raises FileFault."""
    layout = contract.file
    lines = read_lines(path, layout)
    body = lines.frame.slice(layout.preamble + layout.header).filter(pl.col("line").str.strip_chars() != "")
    holds: list[tuple[str, str]] = []
    stated = None
    if layout.totals and layout.totals.pattern:
        body, stated, wrong = split_trailer(body, layout.totals)
        holds += [("wrong-trailer", wrong)] if wrong else []
    width = max(first + length - 1 for first, length in (column.at for column in contract.columns))
    body = body.with_columns(code=pl.coalesce(_set_aside(), _misfit(width, layout.record_starts)))
    whole = body.filter(pl.col("code").is_null())
    broken = body.filter(pl.col("code").is_not_null())
    last = lines.frame["_row"][-1]
    if not lines.ended and not broken.is_empty() and broken["_row"][-1] == last:
        cut = pl.when(pl.col("_row") == last).then(pl.lit("cut-off")).otherwise("code")
        broken = broken.with_columns(code=cut)
        holds.append(("file-cut-off", f"The file stops inside line {last}."))
    values = [
        pl.col("line").str.slice(column.at[0] - 1, column.at[1]).str.strip_chars_end().alias(column.field)
        for column in contract.columns
    ]
    return Reading(
        rows=whole.select("_row", "_fault", *values),
        broken=broken.select("_row", raw=pl.col("line"), code=pl.col("code"), amount=_amount(contract)).cast(
            BROKEN
        ),
        stated=stated,
        holds=holds,
        notes=lines.notes,
    )


def _amount(contract: Contract) -> pl.Expr:
    totals = contract.file.totals
    if not totals or not totals.sum_of:
        return pl.lit(None, dtype=pl.String)
    first, width = contract.column(totals.sum_of).at
    return pl.col("line").str.slice(first - 1, width)


def _set_aside() -> pl.Expr:
    """A line that is endless is not taken apart; one in another encoding is."""
    return pl.when(pl.col("_fault") == "line-too-long").then("_fault")


def _misfit(width: int, starts: str) -> pl.Expr:
    wrong = (pl.col("line").str.len_chars() != width) | ~pl.col("line").str.starts_with(starts)
    return pl.when(wrong).then(pl.lit("wrong-columns"))
