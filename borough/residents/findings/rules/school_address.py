"""An application for a school place from a home that nothing else ties the family to: F8. Pure."""

import polars as pl

from .known import Known, cases, pair
from .rule import rule

SETTLED = 365  # days: an application is at most a year old, and a home taken since may be a move


@rule("F8", reads=("schools", "council_tax", "housing", "crm", "parking"))
def school_address(known: Known) -> pl.DataFrame:
    """The application gives one home; the parent is liable or a tenant at another, and nothing but the
    application has ever placed parent or child at the first."""
    asked = known.kind("application").filter(pl.col("home").is_not_null())
    parents = known.kind("contact").filter((pl.col("feed") == "schools") & (pl.col("number") == 2))
    family = asked.join(parents.select("feed", "key", parent="person"), on=["feed", "key"])
    elsewhere = known.there.filter(pl.col("kind").is_in(["liable", "tenancy", "claim"]))
    away = pair(family, elsewhere.rename({"person": "parent"}), "parent").filter(
        (pl.col("home") != pl.col("home_2")) & (pl.col("since_2") <= known.ago(SETTLED))
    )
    tied = known.placed.filter(pl.col("feed") != "schools").select("home", "person").unique()
    away = away.join(tied, on=["home", "person"], how="anti")
    away = away.join(tied.rename({"person": "parent"}), on=["home", "parent"], how="anti")
    return cases(away, since="since_2", day=known.day)
