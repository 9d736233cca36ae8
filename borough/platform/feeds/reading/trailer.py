"""Control totals that a text file states in its last line."""

import re
from decimal import Decimal, InvalidOperation

import polars as pl

from borough.platform.feeds.contract import Totals

from .reading import Stated


def split_trailer(lines: pl.DataFrame, totals: Totals) -> tuple[pl.DataFrame, Stated | None, str]:
    """The lines without the trailer, what it states, and what is wrong with it (empty: nothing)."""
    pattern = f"^(?:{totals.pattern})$"
    found = lines.filter(pl.col("line").str.contains(pattern))
    rest = lines.filter(~pl.col("line").str.contains(pattern))
    if found.is_empty():
        return lines, None, "The file has no trailer line."
    if found.height > 1:
        return rest, None, f"The file has {found.height} trailer lines: two files may have been joined."
    number, line = found.select("_row", "line").row(0)
    after = rest.filter((pl.col("_row") > number) & (pl.col("line").str.strip_chars() != ""))
    stated = stated_in(line, totals)
    if not after.is_empty():
        return rest, stated, f"{after.height} lines follow the trailer in line {number}."
    return rest, stated, ""


def stated_in(line: str, totals: Totals) -> Stated:
    match = re.fullmatch(totals.pattern, line)
    given = match.groupdict() if match else {}
    count = given.get("count")
    return Stated(
        int(count) if count else None, to_pence(given.get("sum"), "pounds" if totals.pounds else "pence")
    )


def to_pence(text: str | None, unit: str) -> int | None:
    """`1,234.50` pounds or `0000012345` pence, as whole pence; None where it is no amount."""
    if not text:
        return None
    try:
        amount = Decimal(text.replace(",", "").replace("£", "").strip())
    except InvalidOperation:
        return None
    return int(amount * 100 if unit == "pounds" else amount)
