"""Gaps between home and school: G1 to G4. Pure."""

from datetime import date

import polars as pl

from .known import DATED, Known, cases, pair
from .rule import rule

SCHOOL_DAYS = 14  # ten school days are two weeks of term at least
LATELY = 730
UNKNOWN = ("Unknown",)
ELSEWHERE = ("Placed", "Home educated", "Abroad", "Moved")


def of_school_age(day: date) -> pl.Expr:
    """From the term after the fifth birthday to the last Friday of June of the school year of the sixteenth."""
    terms = [date(day.year, 1, 1), date(day.year, 4, 1), date(day.year, 9, 1)]
    began = max((term for term in terms if term <= day), default=date(day.year - 1, 9, 1))
    fifth = date(began.year - 5, began.month, 1)
    first = day.year if day >= date(day.year, 9, 1) else day.year - 1
    return ((pl.col("born") < fifth) & (pl.col("born") >= date(first - 15, 9, 1))).fill_null(False)


def _on_roll(known: Known) -> pl.DataFrame:
    return known.live("pupil").select("person").unique()


@rule("G1", reads=("schools", "housing", "crm", "council_tax"))
def on_no_roll(known: Known) -> pl.DataFrame:
    """A child of school age lives here by the tenancy, the family is known here to another service, and no
    school has the child on its roll."""
    child = known.there.filter(
        of_school_age(known.day) & ~pl.col("kind").is_in(["pupil", "plan"])
        & (pl.col("since") <= known.ago(SCHOOL_DAYS))
    )  # fmt: skip
    placed = known.kind("pupil", "application").filter(
        pl.any_horizontal(pl.col("also").str.starts_with(reason) for reason in ELSEWHERE)
    )
    left = known.kind("pupil").select("person").unique()  # whoever left a roll is another gap's
    for known_here in (_on_roll(known), placed.select("person"), left):
        child = child.join(known_here.unique(), on="person", how="anti")
    lately = (pl.col("sign") > known.ago(LATELY)) | (
        pl.col("kind").is_in(["liable", "permit"]) & known.lasts()
    )
    family = known.placed.filter(known.grown() & lately)
    both = pair(child, family, "home").filter(
        (pl.col("feed") != pl.col("feed_2")) & (pl.col("person") != pl.col("person_2"))
    )
    return cases(both, since="since", day=known.day)


@rule("G2", reads=("schools",))
def on_two_rolls(known: Known) -> pl.DataFrame:
    """On the rolls of two schools for ten school days, neither marked as one of two."""
    roll = known.live("pupil").filter(~pl.col("says").is_in(["M", "S"]))
    both = pair(roll, roll, "person").filter(
        (pl.col("since") < pl.col("since_2")) & (pl.col("since_2") <= known.ago(SCHOOL_DAYS))
    )
    return cases(both, since="since_2", day=known.day)


@rule("G3", reads=("schools", "housing", "crm"))
def left_for_nowhere(known: Known) -> pl.DataFrame:
    """Left a roll for a place that nobody knows, has arrived at none, and still lives here."""
    left = known.kind("pupil").filter(
        (pl.col("until") <= known.ago(SCHOOL_DAYS)) & of_school_age(known.day)
        & (pl.col("also").is_null() | pl.col("also").is_in(UNKNOWN))
    )  # fmt: skip
    left = left.join(_on_roll(known), on="person", how="anti")
    here = known.there.filter(pl.col("kind").is_in(DATED) & ~pl.col("kind").is_in(["pupil", "plan"]))
    return cases(pair(left, here, "person"), since="until", day=known.day)


@rule("G4", reads=("schools", "childrens_social_care"))
def absent(known: Known) -> pl.DataFrame:
    """Absent without leave for ten days or more, and known to children's social care."""
    away = known.live("pupil").filter(pl.col("amount") >= 10)
    both = pair(away, known.live("plan"), "person")
    return cases(both, since="since", day=known.day)
