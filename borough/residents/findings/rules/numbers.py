"""One National Insurance number for many people, or many for one: F12. Pure."""

import polars as pl

from .known import Known, cases, in_form, pair
from .rule import rule

MANY = 3  # two people on one number is a slip of the keyboard until a third comes


@rule("F12", reads=("benefits", "housing"))
def one_number(known: Known) -> pl.DataFrame:
    """Three people or more claim under one number; or one person claims under two at one time."""
    claims = known.live("claim").select("feed", "key", "number", claim="fact", begun="since")
    used = known.kind("nino").join(claims, on=["feed", "key", "number"])
    return pl.concat([_many_people(known, used), _many_numbers(known, used)]).sort("about", "home")


def _many_people(known: Known, used: pl.DataFrame) -> pl.DataFrame:
    shared = used.filter(pl.col("person").n_unique().over("says") >= MANY).sort("begun", "fact")
    found = shared.group_by("says", maintain_order=True).agg(
        about=pl.col("person").first(), home=pl.col("home").first(), first=pl.col("fact").head(1),
        second=pl.col("fact").slice(1), days=(pl.lit(known.day) - pl.col("begun").max()).dt.total_days(),
    )  # fmt: skip
    return in_form(found)


def _many_numbers(known: Known, used: pl.DataFrame) -> pl.DataFrame:
    both = pair(used, used, "person").filter(
        (pl.col("says") != pl.col("says_2")) & (pl.col("key") != pl.col("key_2"))
        & ((pl.col("begun") < pl.col("begun_2")) | ((pl.col("begun") == pl.col("begun_2"))
                                                     & (pl.col("fact") < pl.col("fact_2"))))
    )  # fmt: skip
    return cases(both, since="begun_2", day=known.day)
