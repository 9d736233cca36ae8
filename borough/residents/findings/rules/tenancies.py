"""A council tenancy says one thing and the tenant's life another: F1 to F4, F11. Pure."""

from datetime import timedelta

import polars as pl

from .known import FEW, Known, cases, pair
from .rule import rule

HALF_A_YEAR, A_YEAR = 182, 365
OVERLAP = 56  # a transfer may overlap by some weeks
ARREARS_WEEKS = 13
ELSEWHERE = ("liable", "vote", "claim")
SIGNS = ("liable", "vote", "permit", "contact", "claim")
TOLD = ("Housing - fle", "Housing - absence", "Housing - decant", "Housing - hospital")


def _tenancies(known: Known) -> pl.DataFrame:
    return known.live("tenancy").filter(pl.col("home").is_not_null())


def _elsewhere(known: Known, tenancy: pl.DataFrame) -> pl.DataFrame:
    """Tenancies with what holds of the tenant at another home and began after them, where nothing says that
    the tenant is at the tenancy since, and the council was not told why."""
    there = known.there.filter(pl.col("kind").is_in(ELSEWHERE))
    away = pair(tenancy, there, "person").filter(
        (pl.col("home") != pl.col("home_2")) & (pl.col("since_2") > pl.col("since"))
    )
    signs = known.placed.filter(pl.col("kind").is_in(SIGNS)).select("person", "home", "kind", "until", "sign")
    standing = signs.filter(pl.col("kind").is_in(ELSEWHERE) & known.lasts()).select("person", "home").unique()
    away = away.join(standing, on=["person", "home"], how="anti")
    at_home = pair(away, signs, ["person", "home"]).filter(pl.col("sign_2") > pl.col("since_2"))
    away = away.join(at_home.select("fact", "fact_2").unique(), on=["fact", "fact_2"], how="anti")
    told = pair(away.select("person", "fact", "since_2"), known.told(*TOLD), "person")
    told = told.filter(pl.col("told_2") >= pl.col("since_2") - pl.duration(days=90))
    return away.join(told.select("fact").unique(), on="fact", how="anti")


@rule("F1", reads=("housing", "council_tax", "electoral_register", "parking", "crm"))
def sublet(known: Known) -> pl.DataFrame:
    """The tenant pays tax, claims or votes elsewhere for half a year, and others are active at the tenancy."""
    away = _elsewhere(known, _tenancies(known)).filter(pl.col("since_2") <= known.ago(HALF_A_YEAR))
    first = away.group_by("fact").agg(moved=pl.col("since_2").min())
    household = known.kind("tenancy", "member").select("within", "person")
    active = known.placed.filter(pl.col("kind").is_in(SIGNS) & known.grown()).filter(
        pl.col("person").n_unique().over("home") <= FEW
    )
    tenancies = away.unique("fact").join(first, on="fact").select("fact", "person", "home", "within", "moved")
    others = pair(tenancies, active, "home").filter(
        (pl.col("person") != pl.col("person_2"))
        & (pl.col("sign_2") >= pl.col("moved") - pl.duration(days=30))
    )
    others = others.join(household.rename({"person": "person_2"}), on=["within", "person_2"], how="anti")
    kept = pl.concat([away.join(others.select("fact").unique(), on="fact", how="semi"), others.drop("moved")],
                     how="diagonal_relaxed")  # fmt: skip
    return cases(kept, since="since_2", day=known.day)


@rule("F2", reads=("housing", "council_tax", "electoral_register", "crm"))
def abandoned(known: Known) -> pl.DataFrame:
    """A live tenancy with a quarter's rent and tax unpaid, and nobody active at the home for half a year."""
    owing = _tenancies(known).filter(pl.col("amount") >= pl.col("rate") * ARREARS_WEEKS)
    tax = known.live("liable").filter(pl.col("amount") > 0)
    owed = pair(owing, tax, ["person", "home"])
    lately = known.placed.filter(~pl.col("kind").is_in(["tenancy", "member", "liable"])).filter(
        (pl.col("sign") > known.ago(HALF_A_YEAR)) | (pl.col("kind") == "vote")
        | (pl.col("until") >= known.day)
    )  # fmt: skip
    owed = owed.join(lately.select("home").unique(), on="home", how="anti")
    told = known.told(*TOLD).filter(pl.col("told") > known.ago(A_YEAR))
    return cases(owed.join(told.select("person"), on="person", how="anti"), since="since_2", day=known.day)


@rule("F3", reads=("housing",))
def two_tenancies(known: Known) -> pl.DataFrame:
    """One person holds two live tenancies of two homes for longer than a transfer takes. Where somebody else
    holds the earlier one too, and not the later, a name may only have stayed on it."""
    held = _tenancies(known).filter(pl.col("says") == "SECURE")
    both = pair(held, held, "person").filter(
        (pl.col("home") != pl.col("home_2")) & (pl.col("within") != pl.col("within_2"))
        & (pl.col("since") <= pl.col("since_2")) & (pl.col("since_2") <= known.ago(OVERLAP))
    )  # fmt: skip
    holders = held.select("within", holder="person").unique()
    stayed = both.join(holders, on="within").filter(pl.col("holder") != pl.col("person"))
    moved = holders.rename({"within": "within_2"})
    stayed = stayed.join(moved, on=["within_2", "holder"], how="anti")
    return cases(
        both.join(stayed.select("fact").unique(), on="fact", how="anti"), since="since_2", day=known.day
    )


@rule("F4", reads=("housing", "adult_social_care", "crm", "council_tax", "electoral_register"))
def succession(known: Known) -> pl.DataFrame:
    """Somebody asks to succeed a tenant who died, and paid tax or voted elsewhere in the year before."""
    death = known.kind("death").select("person", died="on", death="fact")
    tenancy = (
        known.kind("tenancy")
        .join(death, on="person")
        .filter(pl.col("until").fill_null(known.day) >= pl.col("died"))
    )
    asked = known.placed.filter((pl.col("kind") == "contact") & (pl.col("says") == "Housing - succession"))
    heirs = pair(asked, tenancy.select("home", "died", "death", "person", "fact"), "home").filter(
        (pl.col("sign") >= pl.col("died_2")) & (pl.col("person") != pl.col("person_2"))
    )
    heirs = heirs.rename({"died_2": "died", "fact_2": "tenancy", "death_2": "death"}).drop("person_2")
    before = known.placed.filter(pl.col("kind").is_in(["liable", "vote", "permit", "claim"]))
    at_home = pair(heirs, before, ["person", "home"]).filter(pl.col("sign_2") <= pl.col("died"))
    heirs = heirs.join(at_home.select("fact").unique(), on="fact", how="anti")
    there = known.kind("liable", "vote").filter(pl.col("home").is_not_null())
    away = pair(heirs, there, "person").filter(
        (pl.col("home") != pl.col("home_2")) & (pl.col("since_2") <= pl.col("died") - pl.duration(days=A_YEAR))
        & (pl.col("until_2").fill_null(known.day) >= pl.col("died"))
    )  # fmt: skip
    return cases(away, since="died", day=known.day)


@rule("F11", reads=("housing", "council_tax", "electoral_register", "parking", "crm"))
def right_to_buy(known: Known) -> pl.DataFrame:
    """A right to buy was asked for, and the tenant had paid tax or voted elsewhere for a year."""
    asked = _tenancies(known).filter(pl.col("on") > known.ago(3 * A_YEAR))
    away = _elsewhere(known, asked).filter(pl.col("since_2") <= pl.col("on") - timedelta(days=A_YEAR))
    return cases(away, since="since_2", day=known.day)
