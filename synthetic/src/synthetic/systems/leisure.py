"""Leisure cards: a monthly workbook that somebody exports by hand, with title rows and dates of two kinds."""

from pathlib import Path

import numpy as np
import polars as pl

from synthetic.dates import END, since
from synthetic.files.xlsx import write_xlsx
from synthetic.people.borough import Borough
from synthetic.streams import Stream, chance, pick
from synthetic.systems.system import FULL, Delivery, System, home_held, keys, ordinary, written_days
from synthetic.written import Habit, take_down
from synthetic.written.picture import mentions

HABIT = Habit(
    birth=0.78,
    phone=0.85,
    email=0.9,
    title=0.0,
    middle=0.02,
    nickname=0.16,
    initial=0.02,
    former=0.3,
    old_phone=0.15,
    old_email=0.15,
    postcode=0.94,
)
MEMBERSHIPS = ("Pay as you go", "Swim", "Gym", "Family", "60+")
MEMBER = 0.15
OVERRIDE = {"DOB": "dob_text", "Joined": "joined_text"}


def plan(b: Borough, rng: Stream) -> pl.DataFrame:
    """One row a card of people of eight and over."""
    everyone = ordinary(
        b, np.flatnonzero((b.people.birth < END - 8 * 365) & (b.people.birth > END - 78 * 365))
    )
    who = everyone[chance(rng, len(everyone), MEMBER)]
    n, on = len(who), written_days(b, who, rng, recent=2.0)
    home = home_held(b, who, on, 0.5, rng)
    return pl.DataFrame(
        {
            "key": keys("LC", n, rng, 7),
            "p1": who,
            "home": home,
            "on": on,
            "since": since(on),
            "membership": pl.Series(MEMBERSHIPS)[pick(rng, n, [4, 2, 3, 1, 1])],
            "concession": chance(rng, n, 0.2),
            "visited": np.minimum(on + rng.integers(0, 700, n), END - 31).astype(np.int32),
            "by_hand": chance(rng, n, 0.07),
        }
    ).filter(pl.Series(home >= 0))


def render(b: Borough, plan: pl.DataFrame, rng: Stream) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The columns of the sheet; `dob_text` and `joined_text` are dates typed by hand, that win where
    present.
    """
    picture = take_down(b, plan["p1"].to_numpy(), plan["home"].to_numpy(), plan["on"].to_numpy(), HABIT, rng)
    by_hand = plan["by_hand"]
    rows = picture.select(
        pl.lit(plan["key"]).alias("Card No"),
        pl.col("forename").alias("First Name"),
        pl.col("surname").alias("Last Name"),
        pl.when(~by_hand).then(pl.col("birth").cast(pl.Date)).alias("DOB"),
        pl.col("sex").replace_strict({"F": "Female", "M": "Male"}).alias("Gender"),
        pl.col("address").alias("Address"),
        pl.col("postcode").alias("Post Code"),
        pl.col("phone").alias("Mobile"),
        pl.col("email").alias("E-mail"),
        pl.lit(plan["membership"]).alias("Membership"),
        pl.when(~by_hand).then(plan["on"].cast(pl.Int32).cast(pl.Date)).alias("Joined"),
        pl.lit(plan["visited"].cast(pl.Int32).cast(pl.Date)).alias("Last Visit"),
        pl.when(plan["concession"]).then(pl.lit("Yes")).alias("Concession"),
        dob_text=pl.when(by_hand).then(pl.col("birth").cast(pl.Date).dt.to_string("%d/%m/%Y")),
        joined_text=pl.when(by_hand).then(plan["on"].cast(pl.Int32).cast(pl.Date).dt.to_string("%-d %b %y")),
    )
    return rows, mentions(plan["key"], 1, picture.with_columns(uprn=pl.lit(None)))


def write(path: Path, rows: pl.DataFrame, delivery: Delivery) -> None:
    """Two title rows, an empty row, the header on row 4, then the cards."""
    write_xlsx(path, rows, ["Leisure Services - Active Card Holders", f"Exported {delivery.date}"], OVERRIDE)


SYSTEM = System("leisure", "xlsx", {0: FULL, 3: FULL}, plan, render, write)
