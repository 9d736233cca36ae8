"""Who lived together where:

the stays of households in homes, for the systems that keep homes rather than people.
"""

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from synthetic.people.borough import Borough

ADULT_DAYS = 18 * 365


def members(b: "Borough") -> pl.DataFrame:
    """One row a person in an occupation:

    occupation, person, start, end, rank (0 is the lead, adults first).
    """
    s = b.spells
    here = np.flatnonzero(s.home >= 0)
    person = s.person[here]
    frame = pl.DataFrame(
        {
            "household": s.household[here],
            "home": s.home[here],
            "person": person,
            "start": s.start[here],
            "end": np.minimum(s.end[here], b.people.death[person]),
            "birth": b.people.birth[person],
            "coupled": b.people.partner[person] >= 0,
        }
    ).with_columns(child=pl.col("birth") + ADULT_DAYS > pl.col("end"))
    first = frame.sort("child", pl.col("coupled").not_(), "birth", "person", "start", maintain_order=True)
    first = first.unique(["household", "home", "person"], keep="first", maintain_order=True)
    ranked = first.with_columns(rank=pl.int_range(pl.len()).over("household", "home"))
    ranked = ranked.sort("household", "home", "rank")
    occupation = (pl.col("rank") == 0).cum_sum() - 1
    return ranked.select(
        occupation.alias("occupation"), "home", "household", "person", "start", "end", "child", "rank"
    )


def occupations(b: "Borough") -> pl.DataFrame:
    """One row a stay: occupation, home, household, start, end, lead, second (-1 none), adults, children,
    tenure.
    """
    grouped = b.members.group_by("occupation", maintain_order=True).agg(
        pl.col("home", "household").first(),
        pl.col("start").min(),
        pl.col("end").max(),
        lead=pl.col("person").first(),
        next=pl.col("person").get(1, null_on_oob=True).fill_null(-1),
        next_child=pl.col("child").get(1, null_on_oob=True).fill_null(True),
        adults=pl.col("child").not_().sum(),
        children=pl.col("child").sum(),
    )
    made: pl.DataFrame = grouped.with_columns(
        second=pl.when("next_child").then(-1).otherwise("next").cast(pl.Int32),
        tenure=pl.Series(b.homes.tenure[grouped["home"].to_numpy()]),
    ).drop("next", "next_child")
    return made
