"""What is around one finding: the facts that its rule may have looked at, and whether it stands on a weak link."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from .rules import Known, Rule

SURE = 0.99  # of a link; below it a finding that falls with the link is review work, not suspicion
RECORD = ("feed", "key", "number")


@dataclass(frozen=True, slots=True)
class Standing:
    """`weakest`: the lowest confidence of a link that the finding rests on. `stands`: it does not fall with any
    one link under SURE. `falls_with`: the record (feed, key, number) of the link with which it does."""

    weakest: float
    stands: bool
    falls_with: tuple[str, str, int] | None = None


def around(facts: pl.DataFrame, row: dict[str, Any]) -> pl.DataFrame:
    """All facts of whoever is in the evidence, named beside them by a source, or placed at one of their homes."""
    evidence = facts.filter(pl.col("fact").is_in([*row["first"], *row["second"]]))
    people = pl.concat([evidence["person"], pl.Series([row["about"]], dtype=pl.Int64)]).unique()
    own = facts.filter(pl.col("person").is_in(people.implode()))
    named = facts.join(own.select("feed", "key").unique(), on=["feed", "key"], how="semi")
    homes = pl.concat([own["home"], named["home"]]).drop_nulls().unique()
    at_home = facts.filter(pl.col("home").is_in(homes.implode()))
    everybody = pl.concat([own["person"], named["person"], at_home["person"]]).unique()
    return facts.filter(pl.col("person").is_in(everybody.implode())).drop("fact").with_row_index("fact")


def found_there(rule: Rule, known: Known, row: dict[str, Any]) -> dict[str, Any] | None:
    """What the rule finds about the same person and home among fewer facts."""
    same = (pl.col("about") == row["about"]) & pl.col("home").eq_missing(pl.lit(row["home"]))
    rows = rule.finds(known).filter(same).rows(named=True)
    return rows[0] if rows else None


def standing(rule: Rule, facts: pl.DataFrame, known: Known, row: dict[str, Any]) -> Standing:
    """Whether the finding outlives the loss of each single weak link that it rests on. `row`: as found in
    `known`, which was made of `facts`."""
    evidence = facts[sorted({*row["first"], *row["second"]})].unique(RECORD).sort("confidence", *RECORD)
    weakest = float(evidence["confidence"].min() or 0.0)  # type: ignore[arg-type]
    for record in evidence.filter(pl.col("confidence") < SURE).select(RECORD).rows():
        without = facts.filter(
            (pl.col("feed") != record[0]) | (pl.col("key") != record[1]) | (pl.col("number") != record[2])
        )
        if found_there(rule, Known.of(without, known.day), row) is None:
            return Standing(weakest, False, record)
    return Standing(weakest, True)
