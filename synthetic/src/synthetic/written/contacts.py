"""Telephones and e-mail: one's own, an old one, the household's, or a partner's or mother's."""

import numpy as np
import polars as pl

from synthetic.people.borough import Borough
from synthetic.streams import Stream, chance
from synthetic.written.habits import Habit
from synthetic.written.typing_errors import misspell, replace

PLACEHOLDER = "07700 900000"
CHILD = 16


def whose(b: Borough, who: np.ndarray, on: np.ndarray, habit: Habit, rng: Stream) -> np.ndarray:
    """The person whose contact details are given for each: children give a parent's."""
    p = b.people
    parent = np.where(p.mother[who] >= 0, p.mother[who], p.father[who])
    other = np.where(p.partner[who] >= 0, p.partner[who], parent)
    lends = chance(rng, len(who), habit.borrowed) & (other >= 0)
    return np.where((p.age(who, on) < CHILD) & (parent >= 0), parent, np.where(lends, other, who))


def write_number(number: np.ndarray, style: np.ndarray) -> pl.Series:
    """Whole numbers as people type them: 07100 123456, 07100123456, +447100123456, 0044 ..."""
    digits = pl.Series(number).cast(pl.String)
    spaced = pl.lit("0") + pl.col("d").str.slice(0, 4) + " " + pl.col("d").str.slice(4)
    london = pl.lit("020 ") + pl.col("d").str.slice(2, 4) + " " + pl.col("d").str.slice(6)
    mobile = pl.col("d").str.starts_with("7")
    return (
        pl.DataFrame({"d": digits, "style": style})
        .select(
            pl.when((pl.col("style") < 4) & mobile)
            .then(spaced)
            .when(pl.col("style") < 4)
            .then(london)
            .when(pl.col("style") < 8)
            .then(pl.lit("0") + pl.col("d"))
            .when(pl.col("style") < 9)
            .then(pl.lit("+44") + pl.col("d"))
            .otherwise(pl.lit("+44 ") + pl.col("d").str.slice(0, 4) + " " + pl.col("d").str.slice(4))
        )
        .to_series()
    )


def telephones(b: Borough, who: np.ndarray, on: np.ndarray, habit: Habit, rng: Stream) -> pl.Series:
    """A telephone for each, null where the system has none."""
    n, owner = len(who), whose(b, who, on, habit, rng)
    number = np.where(chance(rng, n, habit.old_phone), b.ids.old_mobile[owner], b.ids.mobile[owner])
    number = np.where(chance(rng, n, habit.landline), b.ids.landline[owner], number)
    phone = misspell(
        write_number(number, rng.integers(0, 10, n)), chance(rng, n, habit.phone_slip), rng, digits=True
    )
    phone = replace(phone, np.flatnonzero(chance(rng, n, habit.phone_placeholder)), PLACEHOLDER)
    return held(phone, habit.phone, rng)


def emails(b: Borough, who: np.ndarray, on: np.ndarray, habit: Habit, rng: Stream) -> pl.Series:
    """An e-mail for each, null where the system has none."""
    n, owner = len(who), whose(b, who, on, habit, rng)
    old = pl.Series(chance(rng, n, habit.old_email))
    email = b.ids.old_email[owner].zip_with(old, b.ids.email[owner])
    return held(misspell(email, chance(rng, n, habit.phone_slip), rng), habit.email, rng)


def held(column: pl.Series, share: float, rng: Stream) -> pl.Series:
    """`column` with all but a share of it null."""
    return column.zip_with(pl.Series(chance(rng, len(column), share)), pl.Series([None], dtype=column.dtype))
