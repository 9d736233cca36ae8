"""The electoral register: a monthly full list of electors. CSV, cp1252, CRLF, every field quoted."""

from pathlib import Path

import numpy as np
import polars as pl

from synthetic.dates import END, as_dates, since
from synthetic.files.text import write_delimited
from synthetic.people.borough import Borough
from synthetic.streams import Stream, chance
from synthetic.systems.system import FULL, Delivery, System, home_held, ordinary, written_days
from synthetic.written import Habit, take_down
from synthetic.written.picture import mentions

HABIT = Habit(
    birth=1.0,
    phone=0.42,
    email=0.55,
    uprn=0.93,
    postcode=0.995,
    title=0.0,
    middle=0.5,
    nickname=0.015,
    initial=0.01,
    former=0.35,
    no_name=0.0,
    landline=0.1,
)
REGISTERED = np.array([0.85, 0.6, 0.76, 0.25])  # by tenure
STILL_LISTED = 0.07  # of those who left the borough
ADULT = 18 * 365.25


def plan(b: Borough, rng: Stream) -> pl.DataFrame:
    """One row an elector: adults and attainers, a share of each tenure, some who left long ago."""
    p = b.people
    who = np.flatnonzero((p.birth < END - 16.2 * 365.25) & (p.death > END - 60))
    who = ordinary(b, who)
    home = home_held(b, who, written := written_days(b, who, rng), 0.06, rng)
    gone = b.spells.home_at(who, END) < 0
    share = np.where(gone, STILL_LISTED, REGISTERED[b.homes.tenure[np.maximum(home, 0)]])
    kept = chance(rng, len(who), share) & (home >= 0)
    who, home, written = who[kept], home[kept], written[kept]
    key = pl.Series(range(len(who)), dtype=pl.String, strict=False)
    return pl.DataFrame({"key": key, "p1": who, "home": home, "on": written, "since": since(written)})


def numbered(b: Borough, rows: pl.DataFrame) -> pl.DataFrame:
    """Elector numbers in street order within each polling district, as the register gives them."""
    ward = b.homes.table["ward_code"][rows["home"].to_numpy()].str.tail(2)
    district = b.homes.table["postcode"][rows["home"].to_numpy()].str.tail(1)
    letters = (
        pl.DataFrame({"w": ward.cast(pl.Int32) % 23, "d": district})
        .select(pl.col("w").add(65).map_elements(chr, return_dtype=pl.String) + pl.col("d"))
        .to_series()
    )
    rows = rows.with_columns(pd=letters).sort("pd", "home", "p1")
    return rows.with_columns(number=pl.int_range(1, pl.len() + 1).over("pd")).with_columns(
        key=pl.col("pd") + "-" + pl.col("number").cast(pl.String) + "/0"
    )


def render(b: Borough, plan: pl.DataFrame, rng: Stream) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The columns of the register; a birth date only for attainers (not yet 18)."""
    who = plan["p1"].to_numpy()
    picture = take_down(b, who, plan["home"].to_numpy(), plan["on"].to_numpy(), HABIT, rng)
    attains = pl.Series(b.people.birth[who] + ADULT > END)
    picture = picture.with_columns(birth=pl.when(attains).then("birth"))
    rows = picture.select(
        ElectorNumberPrefix=plan["pd"],
        ElectorNumber=plan["number"],
        ElectorNumberSuffix=pl.lit(0),
        ElectorMarkers=pl.when(attains).then(pl.lit("A")).otherwise(pl.lit("")),
        ElectorDOB=pl.col("birth").cast(pl.Date).dt.to_string("%d/%m/%Y"),
        ElectorSurname="surname",
        ElectorForename="forename",
        ElectorMiddleName="middle",
        Address1="line1",
        Address2="line2",
        Address3=pl.lit("London"),
        Address4=pl.lit(""),
        Address5=pl.lit(""),
        Address6=pl.lit(""),
        PostCode="postcode",
        UPRN="uprn",
        Telephone="phone",
        Email="email",
        DateAdded=as_dates(plan["on"]).dt.to_string("%d/%m/%Y"),
    )
    return rows, mentions(plan["key"], 1, picture)


def write(path: Path, rows: pl.DataFrame, delivery: Delivery) -> None:
    """One monthly register."""
    write_delimited(path, rows, "cp1252", quote="always", newline="\r\n")


SYSTEM = System("electoral_register", "csv", {0: FULL, 3: FULL}, plan, render, write, numbered)
