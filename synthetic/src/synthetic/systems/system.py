"""What a system is: a plan of its records, how each is written down, and the file it sends."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from synthetic.dates import DELIVERIES, END, START
from synthetic.people.borough import Borough
from synthetic.streams import Stream, chance

FULL, DELTA = "full", "delta"
INSERT, UPDATE, DELETE = "I", "U", "D"


@dataclass(frozen=True)
class System:
    """One source system.

    `plan` gives one row a record: key, p1, p2 ... (people, -1 none), home, on (the day it was written), and
    what is peculiar to the system. `render` turns such rows into the columns of the file, and the truth of
    each mention. `write` writes one delivery.
    """

    slug: str
    extension: str
    schedule: dict[int, str]  # which of DELIVERIES, and whether full or delta
    plan: Callable[[Borough, Stream], pl.DataFrame]
    render: Callable[[Borough, pl.DataFrame, Stream], tuple[pl.DataFrame, pl.DataFrame]]
    write: Callable[[Path, pl.DataFrame, "Delivery"], None]
    finish: Callable[[Borough, pl.DataFrame], pl.DataFrame] = lambda b, plan: plan  # when all rows are there

    @property
    def deltas(self) -> bool:
        """Whether any delivery is a delta."""
        return DELTA in self.schedule.values()


@dataclass(frozen=True)
class Delivery:
    """One file of one system on one date."""

    index: int
    kind: str

    @property
    def date(self) -> str:
        """ISO date."""
        return DELIVERIES[self.index]


def written_days(b: Borough, who: np.ndarray, rng: Stream, recent: float = 1.0) -> np.ndarray:
    """A day for each when the record was made:

    after the person came, before they died; `recent` > 1 leans late.
    """
    first = np.searchsorted(b.spells.person, who, side="left")
    begin = np.maximum(b.spells.start[first], START)
    end = np.minimum(np.minimum(b.people.death[who], END), np.maximum(last_here(b, who), begin + 1))
    made: np.ndarray = (begin + (end - begin) * rng.random(len(who)) ** (1 / recent)).astype(np.int32)
    return made


def last_here(b: Borough, who: np.ndarray) -> np.ndarray:
    """The last day of each in the borough (END if still here)."""
    row = np.searchsorted(b.spells.person, who, side="right") - 1
    return np.where(b.spells.home[row] < 0, b.spells.start[row] - 1, END)


def home_held(b: Borough, who: np.ndarray, on: np.ndarray, stale: float, rng: Stream) -> np.ndarray:
    """The home that a record shows: as it was when written, for a `stale` share; else the latest."""
    late = chance(rng, len(who), stale)
    return b.spells.last_home(who, np.where(late, on, END)).astype(np.int32)


def ordinary(b: Borough, who: np.ndarray) -> np.ndarray:
    """Those of `who` that are in no planted case (a planted case says itself which systems know its
    people).
    """
    made: np.ndarray = who[~b.planted[who]]
    return made


def keys(prefix: str, n: int, rng: Stream, digits: int = 7) -> pl.Series:
    """`n` different keys in no order that means anything."""
    space = 10**digits - 10 ** (digits - 1)
    numbers = 10 ** (digits - 1) + (rng.permutation(n).astype(np.int64) * 7_919 + 12_345) % space
    return (prefix + pl.Series(numbers).cast(pl.String)).alias("key")


def day_text(column: str, form: str) -> pl.Expr:
    """A column of day numbers written as `form`; null stays null."""
    return pl.col(column).cast(pl.Date).dt.to_string(form)


def full_name(picture: pl.DataFrame, *, upper: bool = False) -> pl.Series:
    """Title, forename, middle and surname in one field."""
    parts = pl.concat_str(["title", "forename", "middle", "surname"], separator=" ", ignore_nulls=True)
    name = picture.with_columns(whole=pl.when(pl.col("forename").is_not_null()).then(parts))["whole"]
    return name.str.to_uppercase() if upper else name


def operation(op: pl.Series) -> pl.Series:
    """I and U as upsert, D as delete."""
    return op.replace_strict({INSERT: "upsert", UPDATE: "upsert", DELETE: "delete"})
