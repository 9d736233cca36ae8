"""XML written by column: elements whose content is a column, left out where the column is null."""

import polars as pl

from synthetic.files.xlsx import escape


def element(tag: str, column: str | pl.Expr) -> pl.Expr:
    """<tag>text</tag>, or nothing where null."""
    text = escape(pl.col(column) if isinstance(column, str) else column)
    return (pl.lit(f"<{tag}>") + text + pl.lit(f"</{tag}>")).fill_null("")


def wrap(tag: str, parts: list[pl.Expr]) -> pl.Expr:
    """<tag>parts</tag>."""
    return pl.concat_str([pl.lit(f"<{tag}>"), *parts, pl.lit(f"</{tag}>")])
