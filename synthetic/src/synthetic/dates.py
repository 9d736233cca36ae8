"""The borough's calendar. Days are whole numbers since 1 January 1970; nothing reads the clock."""

from datetime import date

import numpy as np
import polars as pl


def day(year: int, month: int = 1, of_month: int = 1) -> int:
    """The day number of a date."""
    return (date(year, month, of_month) - date(1970, 1, 1)).days


START = day(2016, 11, 1)
END = day(2026, 10, 31)
YEARS = 10
NEVER = np.int32(2**30)  # no such day: still alive, still here
DELIVERIES = ("2026-10-01", "2026-10-08", "2026-10-15", "2026-10-31")
DELIVERY_DAYS = tuple(day(*map(int, d.split("-"))) for d in DELIVERIES)


def as_dates(days: np.ndarray | pl.Series) -> pl.Series:
    """Day numbers as dates; negative one million and below, and NEVER, become null."""
    values = np.asarray(days, dtype=np.int32)
    known = (values > -1_000_000) & (values < NEVER)
    return pl.Series(values).zip_with(pl.Series(known), pl.Series([None], dtype=pl.Int32)).cast(pl.Date)


UNKNOWN = np.int32(-(2**30))  # a day that a system does not hold


def text(days: np.ndarray, form: str) -> pl.Series:
    """Day numbers written as `form` (strftime); null where unknown."""
    return as_dates(days).dt.to_string(form)


def since(on: np.ndarray) -> np.ndarray:
    """The first delivery that could hold what was written on a day."""
    return np.searchsorted(DELIVERY_DAYS, on, side="left").clip(0, len(DELIVERIES) - 1).astype(np.int8)
