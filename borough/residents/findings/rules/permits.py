"""A permit or badge, and its holder dead or gone: F9, F10. Pure."""

import polars as pl

from .known import DATED, Known, cases, pair
from .rule import rule

GONE = 90  # days


@rule("F9", reads=("parking", "adult_social_care"))
def badge_of_the_dead(known: Known) -> pl.DataFrame:
    """A Blue Badge was given or renewed after the holder's death; both records give one birth date."""
    badge = known.kind("permit").filter(pl.col("says") == "BLUE BADGE")
    both = pair(badge, known.kind("death"), ["person", "recorded"]).filter(pl.col("since") > pl.col("on_2"))
    return cases(both, since="since", day=known.day)


@rule("F10", reads=("parking", "council_tax", "housing", "electoral_register", "crm"))
def permit_with_nobody_there(known: Known) -> pl.DataFrame:
    """A resident's permit is in force; all else that tied the holder to the home ended three months ago, and
    no other adult is there."""
    permit = known.live("permit").filter((pl.col("says") == "RESIDENT") & pl.col("home").is_not_null())
    own = pair(permit, known.placed.filter(pl.col("kind").is_in(["liable", "tenancy"])), ["person", "home"])
    ended = own.filter(pl.col("until_2") <= known.ago(GONE))
    signs = known.placed.filter(pl.col("kind") != "permit")
    lasting = signs.filter(pl.col("kind").is_in(DATED) & known.lasts())
    lately = signs.filter(pl.col("sign") > known.ago(GONE))
    other = known.live("permit").filter(known.grown()).select("home", another="person")
    both = ended
    for there in (lasting, lately):
        both = both.join(there.select("home").unique(), on="home", how="anti")
    shared = (
        both.select("home", "person").join(other, on="home").filter(pl.col("another") != pl.col("person"))
    )
    return cases(
        both.join(shared.select("home").unique(), on="home", how="anti"), since="until_2", day=known.day
    )
