"""An address as written:

in lines or in one string, with the street shortened, mistyped, or the flat left out.
"""

import numpy as np
import polars as pl

from synthetic.people.borough import Borough
from synthetic.streams import Stream, chance
from synthetic.written.contacts import held
from synthetic.written.habits import Habit
from synthetic.written.typing_errors import misspell, replace

POSTCODE_PLACEHOLDER = "ZZ99 9ZZ"
SHORT = {
    "Road": "Rd",
    "Street": "St",
    "Avenue": "Ave",
    "Gardens": "Gdns",
    "Place": "Pl",
    "Terrace": "Terr",
    "Crescent": "Cres",
    "Square": "Sq",
    "Grove": "Gr",
    "Lane": "La",
}


def shorten(street: pl.Series, hit: np.ndarray) -> pl.Series:
    """Road as Rd and so on, where `hit`."""
    short = street
    for whole, brief in SHORT.items():
        short = short.str.replace(f" {whole}$", f" {brief}")
    return short.zip_with(pl.Series(hit), street)


def parts(b: Borough, home: np.ndarray, habit: Habit, rng: Stream) -> pl.DataFrame:
    """Columns uprn, flat, building, number, street, postcode of homes as written; null where not held."""
    n, here = len(home), home >= 0
    table = b.homes.table[np.maximum(home, 0)]
    street = misspell(
        shorten(table["street"], chance(rng, n, habit.short_street)), chance(rng, n, habit.street_typing), rng
    )
    postcode = misspell(table["postcode"], chance(rng, n, habit.postcode_slip), rng, digits=True)
    postcode = replace(
        postcode, np.flatnonzero(chance(rng, n, habit.postcode_placeholder)), POSTCODE_PLACEHOLDER
    )
    beside = np.minimum(np.maximum(home, 0) + 1, len(b.homes) - 1)
    uprn = b.homes.table["uprn"][beside].zip_with(pl.Series(chance(rng, n, habit.wrong_uprn)), table["uprn"])
    made = table.select("flat", "building", "number").with_columns(
        street=street, postcode=held(postcode, habit.postcode, rng), uprn=held(uprn, habit.uprn, rng)
    )
    shown: pl.DataFrame = made.select(pl.when(pl.Series(here)).then(pl.all()))
    return shown


FLAT, BUILDING, NUMBER, STREET = (pl.col(c) for c in ("flat", "building", "number", "street"))
NUMBERED_STREET = pl.concat_str([NUMBER, STREET], separator=" ", ignore_nulls=True)


def lines() -> list[pl.Expr]:
    """The expressions line1, line2, line3: flat and building, number and street, spare."""
    flat = pl.when(FLAT.is_not_null()).then(pl.lit("Flat ") + FLAT)
    line1 = pl.concat_str([flat, BUILDING], separator=" ", ignore_nulls=True)
    first = pl.when(line1 != "").then(line1).otherwise(NUMBERED_STREET)
    second = pl.when(line1 != "").then(NUMBERED_STREET)
    return [first.alias("line1"), second.alias("line2")]


def one_line(style: str = "style") -> pl.Expr:
    """The whole address in one string, in one of six manners by the number (0-9) in column `style`."""
    s = pl.col(style)
    flat = pl.when(FLAT.is_not_null()).then(
        pl.when(s < 4)
        .then(pl.lit("Flat ") + FLAT)
        .when(s < 6)
        .then(pl.lit("FLAT ") + FLAT)
        .when(s < 7)
        .then(pl.lit("Flt ") + FLAT)
        .when(s < 9)
        .then(FLAT)
    )
    building = pl.when((s != 5) | NUMBER.is_null()).then(BUILDING)
    text = pl.concat_str([flat, building, NUMBERED_STREET], separator=", ", ignore_nulls=True)
    joined = (
        pl.when((s == 8) & FLAT.is_not_null() & BUILDING.is_null())
        .then(NUMBER + FLAT + " " + STREET)
        .otherwise(text)
    )
    return pl.when(s.is_in([1, 6])).then(joined + ", London").otherwise(joined)
