"""Library borrowers: one full file, then deltas.

Semicolons, latin-1, the name as 'SURNAME, Forename', dates dd.mm.yyyy.
"""

from pathlib import Path

import numpy as np
import polars as pl

from synthetic.dates import END, since
from synthetic.files.text import write_delimited
from synthetic.people.borough import Borough
from synthetic.streams import Stream, chance, pick
from synthetic.systems.system import (
    DELTA,
    FULL,
    Delivery,
    System,
    home_held,
    keys,
    ordinary,
    written_days,
)
from synthetic.written import Habit, take_down
from synthetic.written.picture import mentions

HABIT = Habit(
    birth=0.84,
    phone=0.7,
    email=0.72,
    title=0.4,
    middle=0.08,
    nickname=0.1,
    variant=0.08,
    former=0.45,
    old_phone=0.4,
    initial=0.03,
    birth_placeholder=0.012,
    short_street=0.5,
)
BRANCHES = ("CTL", "HOL", "KCT", "KTL", "QCL", "SCL", "SWI", "WHL", "PVL")
MEMBER, AGAIN = 0.42, 0.09  # joined once; joined again and forgot the first card


def plan(b: Borough, rng: Stream) -> pl.DataFrame:
    """One row a card; people join at any time and rarely tell of a move."""
    everyone = ordinary(b, np.flatnonzero(b.people.birth < END - 300))
    once = everyone[chance(rng, len(everyone), MEMBER)]
    who = np.concatenate([once, once[chance(rng, len(once), AGAIN)]])
    n, on = len(who), written_days(b, who, rng)
    home = home_held(b, who, on, 0.55, rng)
    used = np.minimum(on + (rng.random(n) ** 2 * 1500).astype(np.int32), END)
    return pl.DataFrame(
        {
            "key": keys("", n, rng, 8),
            "p1": who,
            "home": home,
            "on": on,
            "since": since(on),
            "used": used.astype(np.int32),
            "branch": pl.Series(BRANCHES)[pick(rng, n, [3, 2, 2, 2, 2, 3, 3, 2, 1])],
        }
    ).filter(pl.Series(home >= 0))


def render(b: Borough, plan: pl.DataFrame, rng: Stream) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The columns of the borrower file; children name a guarantor."""
    who, on = plan["p1"].to_numpy(), plan["on"].to_numpy()
    picture = take_down(b, who, plan["home"].to_numpy(), on, HABIT, rng)
    child = pl.Series(b.people.age(who, on) < 16)
    mother = b.names.text(np.where(b.people.mother[who] >= 0, b.people.forename[b.people.mother[who]], -1))
    surname = pl.col("surname").str.to_uppercase()
    rows = picture.select(
        BORROWER=plan["key"],
        NAME=pl.concat_str(
            [surname, pl.concat_str(["forename", "middle"], separator=" ", ignore_nulls=True)],
            separator=", ",
            ignore_nulls=True,
        ),
        TITLE="title",
        DOB=pl.col("birth").cast(pl.Date).dt.to_string("%d.%m.%Y"),
        SEX="sex",
        ADDR1="line1",
        ADDR2="line2",
        TOWN=pl.when(pl.col("style") < 7).then(pl.lit("London")),
        PCODE="postcode",
        PHONE="phone",
        EMAIL="email",
        HOME_BRANCH=plan["branch"],
        CATEGORY=pl.when(child).then(pl.lit("JUN")).otherwise(pl.lit("ADU")),
        JOINED=dots(plan["on"]),
        LAST_USED=dots(plan["used"]),
        GUARANTOR=pl.when(child).then(mother),
        ACTION=plan["op"],
    )
    return rows, mentions(plan["key"], 1, picture.with_columns(uprn=pl.lit(None)))


def dots(days: pl.Series) -> pl.Series:
    """Day numbers as 01.10.2026."""
    return days.cast(pl.Int32).cast(pl.Date).dt.to_string("%d.%m.%Y")


def write(path: Path, rows: pl.DataFrame, delivery: Delivery) -> None:
    """One delivery."""
    write_delimited(path, rows, "latin-1", separator=";", newline="\r\n")


SYSTEM = System("libraries", "csv", {0: FULL, 1: DELTA, 2: DELTA, 3: DELTA}, plan, render, write)
