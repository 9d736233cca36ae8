"""Delimited and fixed-width text."""

from pathlib import Path
from typing import Literal

import polars as pl

Quote = Literal["necessary", "always", "never"]


def write_delimited(
    path: Path,
    rows: pl.DataFrame,
    encoding: str,
    *,
    separator: str = ",",
    quote: Quote = "necessary",
    newline: str = "\n",
    before: str = "",
    after: str = "",
) -> None:
    """Write rows as delimited text; `before` and `after` are lines around them; null is empty."""
    rows = rows.with_columns(pl.col(pl.String).replace("", None))
    text = rows.write_csv(separator=separator, quote_style=quote, line_terminator=newline)
    path.write_bytes((before + text + after).encode(encoding, errors="replace"))


def fixed(column: str, width: int) -> pl.Expr:
    """A text column cut and padded on the right to `width` characters."""
    return pl.col(column).cast(pl.String).fill_null("").str.slice(0, width).str.pad_end(width)


def fixed_number(column: str, width: int) -> pl.Expr:
    """A whole number with leading zeros to `width` characters; negative numbers begin with the sign."""
    value = pl.col(column).fill_null(0)
    digits = value.abs().cast(pl.String).str.zfill(width - 1)
    return pl.when(value < 0).then(pl.lit("-") + digits).otherwise(pl.lit("0") + digits)


def write_lines(
    path: Path, lines: pl.Series, encoding: str, *, newline: str = "\n", before: str = "", after: str = ""
) -> None:
    """Write whole lines."""
    body = newline.join(lines.to_list())
    path.write_bytes((before + body + (newline if body else "") + after).encode(encoding, errors="replace"))
