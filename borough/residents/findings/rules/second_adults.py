"""Somebody lives at a home who was not declared there: single discounts, single claims, empty homes. Pure."""

import polars as pl

from .known import DATED, FEW, Known, cases, pair
from .rule import rule

LONG = 60  # days that two sources must have placed the other adult there
KINDS = ("vote", "permit", "tenancy", "claim", "liable")


def _others(known: Known, declared: pl.DataFrame) -> pl.DataFrame:
    """The declared fact with each fact of an adult whom it does not name, at its home, for LONG, begun after
    it: the last occupier's post begins before. Whoever has been placed elsewhere since is not there."""
    there = known.there.filter(
        pl.col("kind").is_in(KINDS) & known.grown() & (pl.col("since") <= known.ago(LONG))
    )
    there = there.filter(pl.col("person").n_unique().over("home") <= FEW)
    both = pair(declared, there, "home").filter(pl.col("since_2") > pl.col("since"))
    named = known.kind(*DATED).select("home", "person", pl.col("kind").alias("named"))
    account = named.join(declared.select("home", named="kind").unique(), on=["home", "named"])
    both = both.join(account.rename({"person": "person_2"}), on=["home", "person_2"], how="anti")
    return _not_moved_on(known, both)


def _not_moved_on(known: Known, both: pl.DataFrame) -> pl.DataFrame:
    last = (
        known.there.filter(pl.col("kind").is_in(KINDS))
        .group_by("person")
        .agg(latest=pl.col("home").sort_by("since").last())
    )
    both = both.join(last.rename({"person": "person_2"}), on="person_2", how="left")
    return both.filter(pl.col("latest") == pl.col("home"))


def _in_two_sources(both: pl.DataFrame, over: list[str]) -> pl.DataFrame:
    return both.filter(pl.col("feed_2").n_unique().over(over) >= 2)


@rule("F6", reads=("council_tax", "electoral_register", "parking", "housing", "benefits"))
def single_discount(known: Known) -> pl.DataFrame:
    """A single person discount, and another adult in two sources for sixty days."""
    discount = known.live("liable").filter(pl.col("says") == "SPD")
    both = _in_two_sources(_others(known, discount), ["fact", "person_2"])
    return cases(both, since="since_2", day=known.day)


@rule("F7", reads=("benefits", "electoral_register", "parking", "housing", "council_tax"))
def single_claim(known: Known) -> pl.DataFrame:
    """A claim as a single person, and another adult whom it does not name in two sources for sixty days."""
    claim = known.live("claim").filter((pl.col("says") == "Single") & (pl.col("also") == "Claimant"))
    both = _others(known, claim)
    told = pair(claim, known.told("Benefit"), "person").filter(
        pl.col("told_2") >= pl.col("since") - pl.duration(days=30)
    )
    both = both.join(told.select("fact").unique(), on="fact", how="anti")
    return cases(_in_two_sources(both, ["fact", "person_2"]), since="since_2", day=known.day)


@rule("F14", reads=("council_tax", "electoral_register", "parking", "housing", "crm"))
def empty_home(known: Known) -> pl.DataFrame:
    """A home taxed as empty, and people placed there by two sources for sixty days."""
    empty = known.live("liable").filter(pl.col("also") == "C")
    return cases(_in_two_sources(_others(known, empty), ["fact"]), since="since_2", day=known.day)
