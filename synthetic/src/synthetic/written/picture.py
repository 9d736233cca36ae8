"""One system's picture of people: every column it might write, one row a mention."""

import numpy as np
import polars as pl

from synthetic.dates import END, UNKNOWN
from synthetic.people.borough import Borough
from synthetic.streams import Stream
from synthetic.written import addresses, births, contacts, names
from synthetic.written.habits import Habit

Picture = pl.DataFrame
"""person, home, household, title, forename, middle, surname, birth (day number), sex, nhs, nino, upn, phone,
email,
uprn, flat, building, number, street, postcode, line1, line2, address, name_error, birth_error."""


def take_down(
    b: Borough, who: np.ndarray, home: np.ndarray, on: np.ndarray, habit: Habit, rng: Stream
) -> Picture:
    """What a system writes of people `who`, (n,) int32 with -1 nobody, at homes `home`, on days `on`."""
    habit = habit.erring(b.errors)
    someone, safe = pl.Series(who >= 0), np.maximum(who, 0)
    written = names.as_written(b.names, b.people, safe, on, habit, rng)
    birth, birth_error = births.birth_days(b, safe, habit, rng)
    spell = b.spells.row_at(safe, on)
    made = written.with_columns(
        addresses.parts(b, home, habit, rng),
        birth=pl.Series(birth).set(pl.Series(birth == UNKNOWN), None),
        sex=pl.Series(["F", "M"])[b.people.sex[safe].astype(np.int32)],
        nhs=births.nhs_numbers(b, safe, habit, rng),
        nino=births.ninos(b, safe, on, habit, rng),
        upn=b.ids.upn[safe],
        phone=contacts.telephones(b, safe, on, habit, rng),
        email=contacts.emails(b, safe, on, habit, rng),
        birth_error=pl.Series(birth_error),
        household=pl.Series(b.spells.household[spell]),
        style=pl.Series(rng.integers(0, 10, len(who))),
        stale=pl.Series(b.spells.home_at(safe, END) != home),
    ).with_columns(*addresses.lines(), address=addresses.one_line())
    made = made.select(pl.when(someone).then(pl.all()))
    shown: pl.DataFrame = made.with_columns(person=pl.Series(who), home=pl.Series(home))
    return shown


def mentions(key: pl.Series, number: int | pl.Series, picture: Picture) -> pl.DataFrame:
    """The truth of each mention: who it is, and which details the record holds."""
    held = {
        "has_birth": pl.col("birth").fill_null(births.NINETEEN_HUNDRED) > births.NINETEEN_HUNDRED,
        "has_nino": pl.col("nino").is_not_null(),
        "has_phone": pl.col("phone").is_not_null(),
        "has_email": pl.col("email").is_not_null(),
        "has_uprn": pl.col("uprn").is_not_null(),
        "has_postcode": pl.col("postcode").is_not_null(),
    }
    numbers = pl.lit(number, dtype=pl.Int8) if isinstance(number, int) else number.cast(pl.Int8)
    return (
        picture.with_columns(source_key=key, person_number=numbers)
        .filter(pl.col("person") >= 0)
        .select(
            "source_key",
            "person_number",
            pl.col("person", "household", "home").cast(pl.Int32),
            "name_error",
            "birth_error",
            "stale",
            pl.col("phone", "email"),  # for the profile of sharing; not kept in the truth
            **held,
        )
    )
