"""Gaps around children with a plan, apart from their parents, or moving: G5 to G10, G12. Pure."""

import polars as pl

from .known import DATED, FEW, Known, cases, in_form, pair
from .rule import rule

NEW, QUIET, MONTH, EIGHT_WEEKS, A_YEAR = 183, 14, 28, 56, 365
KIN = (
    "Mother", "Father", "Parent", "Step", "Grand", "Aunt", "Uncle", "Sister", "Brother", "Sibling", "Guardian",
    "Foster", "Son", "Daughter", "Child", "Niece", "Nephew", "Cousin", "Carer",
)  # fmt: skip
PARENTS = ("Mother", "Father", "Parent", "Guardian")


def _carers(known: Known) -> pl.DataFrame:
    """Children, and the adults whom schools or children's services name with them: `person`, `adult`."""
    named = (
        known.kind("contact", "carer").filter(pl.col("feed") != "crm").select("feed", "key", adult="person")
    )
    children = known.kind("pupil", "application", "plan").select("feed", "key", "person")
    return children.join(named, on=["feed", "key"]).select("person", "adult").unique()


def _is_kin(column: str = "says") -> pl.Expr:
    return pl.any_horizontal(pl.col(column).str.starts_with(word) for word in KIN).fill_null(False)


@rule("G5", reads=("childrens_social_care", "parking", "libraries", "leisure", "council_tax", "housing"))
def unknown_adult(known: Known) -> pl.DataFrame:
    """In the last half year two services began to place an adult at the home of a child with a plan, whom
    neither the plan, the school nor the tenancy names."""
    planned = known.live("plan").select("person").unique()
    plan = known.there.filter(pl.col("kind").is_in(["plan", "member", "pupil"])).join(planned, on="person")
    new = known.there.filter(known.grown() & (pl.col("kind") != "plan") & (pl.col("since") > known.ago(NEW)))
    new = new.filter(pl.col("person").n_unique().over("home") <= FEW)
    both = pair(plan, new, "home").filter(
        (pl.col("person") != pl.col("person_2")) & (pl.col("feed_2").n_unique().over("home", "person_2") >= 2)
    )
    before = known.placed.filter(pl.col("sign") <= known.ago(NEW)).select("home", person_2="person").unique()
    household = known.kind("tenancy", "member").select("home", person_2="person").unique()
    for familiar in (before, household):
        both = both.join(familiar, on=["home", "person_2"], how="anti")
    both = both.join(_carers(known).rename({"adult": "person_2"}), on=["person", "person_2"], how="anti")
    return cases(both, since="since_2", day=known.day)


@rule("G6", reads=("schools", "housing", "childrens_social_care"))
def no_parent_in_the_home(known: Known) -> pl.DataFrame:
    """A child under sixteen has lived for four weeks with somebody whom no source calls kin."""
    child = known.there.filter(
        (pl.col("kind") == "pupil") & known.aged(0, 16) & (pl.col("since") <= known.ago(MONTH))
    )
    named = known.kind("contact").filter((pl.col("feed") == "schools") & (pl.col("number") == 2))
    both = pair(child, named, ["feed", "key"]).filter(pl.col("says_2").is_not_null() & ~_is_kin("says_2"))
    kin = known.kind("member").filter(_is_kin()).select("person", "home").unique()
    both = both.join(kin, on=["person", "home"], how="anti")
    parents = known.kind("contact").filter(
        pl.any_horizontal(pl.col("says").str.starts_with(word) for word in PARENTS)
    )
    mine = child.select("feed", "key", "home", "person").join(
        parents.select("feed", "key", adult="person"), on=["feed", "key"]
    )
    at_home = mine.join(known.there.select("home", adult="person").unique(), on=["home", "adult"])
    both = both.join(at_home.select("person").unique(), on="person", how="anti")
    placed = known.live("plan").filter(pl.col("says") == "LAC").select("person")
    return cases(both.join(placed, on="person", how="anti"), since="since", day=known.day)


@rule("G7", reads=("childrens_social_care", "schools", "council_tax", "housing", "libraries"))
def planned_family_gone(known: Known) -> pl.DataFrame:
    """All that tied a child with a plan and their carers to a home ended two weeks ago or more, and no source
    has said anything since."""
    plan = known.live("plan")
    carers = plan.select("person").join(_carers(known), on="person").rename({"adult": "who"})
    family = pl.concat([plan.select("person", who="person"), carers]).unique()
    ties = known.placed.filter(pl.col("kind").is_in(DATED) & (pl.col("kind") != "plan"))
    own = pair(plan.select("person", "fact", "home").join(family, on="person"),
               ties.rename({"person": "who", "home": "tied"}), "who")  # fmt: skip
    last = own.group_by("person").agg(
        lasting=(pl.col("until_2").is_null() | (pl.col("until_2") > known.ago(QUIET))).any(),
        ended=pl.col("until_2").max(),
    )
    signs = known.signs.filter(pl.col("kind") != "plan").select("sign", who="person")
    since = family.join(signs, on="who").group_by("person").agg(latest=pl.col("sign").max())
    gone = last.join(since, on="person").filter(
        ~pl.col("lasting") & (pl.col("latest") <= pl.col("ended")) & (pl.col("ended") > known.ago(A_YEAR))
    )
    return cases(own.join(gone, on="person"), since="ended", day=known.day)


@rule("G8", reads=("benefits", "schools", "housing", "childrens_social_care"))
def baby_nobody_sees(known: Known) -> pl.DataFrame:
    """A baby older than eight weeks is in a claim and known to no other service. Silent where a death or a
    bereavement is known: that comes before everything."""
    baby = known.live("dependant").filter(known.aged(EIGHT_WEEKS / 365.25, 1))
    seen = known.facts.filter(pl.col("feed") != "benefits").select("person").unique()
    baby = baby.join(seen, on="person", how="anti")
    grief = (
        known.told("Bereave")
        .select("person")
        .unique()
        .join(known.placed.select("person", "home").unique(), on="person")
    )
    dead = known.kind("death").select("person")
    baby = baby.join(dead, on="person", how="anti").join(grief.select("home").unique(), on="home", how="anti")
    family = pair(baby, known.there.filter(pl.col("kind") == "tenancy"), "home")
    alone = baby.join(family.select("fact"), on="fact", how="anti").with_columns(fact_2="fact")
    return cases(pl.concat([family, alone], how="diagonal"), since="since", day=known.day)


@rule("G9", reads=("childrens_social_care", "schools"))
def sibling_elsewhere(known: Known) -> pl.DataFrame:
    """A school names the mother of a child with a plan as the parent of another child, at another home, whom
    children's services do not know."""
    plan = known.live("plan").filter(pl.col("home").is_not_null())
    mothers = known.kind("carer").filter(pl.col("number") == 2).select("feed", "key", mother="person")
    mine = plan.join(mothers, on=["feed", "key"])
    pupils = known.there.filter((pl.col("kind") == "pupil") & known.aged(0, 18))
    named = known.kind("contact").filter(pl.col("feed") == "schools").select("feed", "key", mother="person")
    theirs = pupils.join(named, on=["feed", "key"])
    both = pair(mine, theirs, "mother").filter(
        (pl.col("person") != pl.col("person_2")) & (pl.col("home") != pl.col("home_2"))
    )
    planned = known.kind("plan").select(person_2="person").unique()
    both = both.join(planned, on="person_2", how="anti")
    here = known.there.select("home", person_2="person").unique()
    return cases(both.join(here, on=["home", "person_2"], how="anti"), since="since_2", day=known.day)


@rule("G10", reads=("schools", "benefits", "libraries", "housing", "council_tax"))
def three_homes(known: Known) -> pl.DataFrame:
    """In twelve months three homes of a child of school age, by what began of the child and the parent whom
    the school names; unless the council itself moved them."""
    children = known.kind("pupil").filter(known.aged(5, 16)).select("person").unique()
    parents = known.kind("contact").filter(
        (pl.col("feed") == "schools")
        & pl.any_horizontal(pl.col("says").str.starts_with(word) for word in PARENTS)
    )
    adults = known.kind("pupil").join(parents.select("feed", "key", adult="person"), on=["feed", "key"])
    family = pl.concat([
        children.with_columns(who="person"), adults.join(children, on="person").select("person", who="adult"),
    ]).unique()  # fmt: skip
    begun = known.placed.filter(
        (pl.col("since") > known.ago(A_YEAR)) & (pl.col("since") <= known.day)
        & pl.col("kind").is_in(["pupil", "dependant", "card", "liable", "tenancy"])
    )  # fmt: skip
    homes = family.join(begun.rename({"person": "who"}), on="who")
    homes = homes.filter(pl.col("home").n_unique().over("person") >= 3)
    decanted = known.told("Housing - decant").select(who="person")
    temporary = known.kind("tenancy").filter(pl.col("says") == "TEMP").select(who="person")
    moved = family.join(pl.concat([decanted, temporary]).unique(), on="who").select("person").unique()
    homes = homes.join(moved, on="person", how="anti").sort("since", "fact")
    found = homes.group_by(about="person").agg(
        home=pl.col("home").last(), first=pl.col("fact").unique().sort(),
        second=pl.col("fact").tail(1),
        days=(pl.lit(known.day) - pl.col("since").min()).dt.total_days(),
    )  # fmt: skip
    return in_form(found)


@rule("G12", reads=("childrens_social_care", "adult_social_care", "libraries", "housing", "council_tax"))
def care_leaver_lost(known: Known) -> pl.DataFrame:
    """Looked after until eighteen, in the last year; no service for adults, and no sign of them since."""
    ended = known.kind("plan").filter(
        (pl.col("says") == "LAC") & known.aged(18, 19.5) & (pl.col("until") <= known.ago(MONTH))
        & (pl.col("until") > known.ago(A_YEAR))
    )  # fmt: skip
    signs = known.signs.filter(pl.col("kind") != "plan").select("person", "sign", "until")
    since = pair(ended, signs, "person").filter(pl.col("sign_2") > pl.col("until"))
    grown_up = known.kind("care").select("person")
    lost = ended.join(since.select("person"), on="person", how="anti").join(grown_up, on="person", how="anti")
    return cases(lost.with_columns(fact_2="fact"), since="until", day=known.day)
