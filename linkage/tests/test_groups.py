"""Errors by group: who is mixed up more than others, and what is said of it."""

import random

import polars as pl
import pytest
from linkage.evaluation.characteristics import characteristics, the_day
from linkage.evaluation.communities import RARE, communities
from linkage.standard.table import standardise

from linkage import Schema, evaluate

SCHEMA = Schema.of(
    {"id": "id", "forename": "forename", "surname": "surname", "sex": "sex", "born": "date_of_birth"}
)


def people(table: str) -> pl.DataFrame:
    """Each line: id, entity, person, sex, birth date; `-` is missing."""
    rows = [[None if cell == "-" else cell for cell in line.split()] for line in table.strip().splitlines()]
    frame = pl.DataFrame(rows, schema=["id", "entity", "person", "sex", "born"], orient="row")
    return frame.with_columns(forename=pl.lit("ann"), surname=pl.lit("oakfield"))


TABLE = people("""
    1  e1 ann  f 1950-01-01
    2  e1 ann  - 1950-01-01
    3  e2 bea  f 1961-01-01
    4  e2 cara f 2010-06-15
    5  e3 dan  m 1962-01-01
    6  e3 dan  m 1962-01-01
    7  e4 dan  m 1962-01-01
    8  e5 ed   - -
    9  e6 fay  f 1990-05-05
    10 e6 fay  f 1990-05-05
    11 e6 fay  f 1990-05-05
""")


def judged(table: pl.DataFrame = TABLE):  # type: ignore[no-untyped-def]
    return evaluate(table.select("id", "entity"), table.select("id", "person"), records=table, schema=SCHEMA)


def test_a_group_has_its_own_rates() -> None:
    by = {(its.by, its.value): its for its in judged().groups}
    women, men, unknown = (by["sex", value] for value in ("F", "M", "not given"))
    assert (women.records, women.found, women.false, women.true, women.missed) == (7, 2 + 2 + 6, 2, 2 + 6, 0)
    assert (men.records, men.found, men.false, men.true, men.missed) == (3, 2, 0, 6, 4)
    assert unknown.records == 1, "the second record of ann counts with the first, which says what she is"
    assert women.false_match_rate == 2 / 10
    assert men.missed_match_rate == pytest.approx(4 / 6)


def test_groups_together_are_the_whole() -> None:
    its = judged()
    for kind in {group.by for group in its.groups}:
        mine = [group for group in its.groups if group.by == kind]
        assert sum(group.records for group in mine) == its.records
        assert sum(group.found for group in mine) == 2 * its.pairs.found
        assert sum(group.false for group in mine) == 2 * its.pairs.false
        assert sum(group.missed for group in mine) == 2 * its.pairs.missed


def test_a_rate_of_more_than_twice_the_whole_is_said() -> None:
    its = judged()
    flagged = {(group.by, group.value) for group in its.flagged}
    assert ("age on 2010-06-15", "0 to 17") in flagged
    assert ("sex", "F") not in flagged
    assert "! age on 2010-06-15: 0 to 17: false-match rate 1.0000 passes twice the whole's 0.1667" in str(its)


def test_nothing_is_flagged_where_all_fare_alike() -> None:
    right = TABLE.with_columns(entity="person")
    assert judged(right).flagged == ()
    assert "No group's false-match rate passes twice" in str(judged(right))


def test_ages_count_from_the_last_usual_day_of_the_file() -> None:
    born = [f"{year}-06-{day:02}" for year in range(1950, 2020) for day in range(1, 11)] + ["2087-01-01"]
    file = people("\n".join(f"{number} e p f {day}" for number, day in enumerate(born)))
    assert the_day(standardise(file, SCHEMA)).isoformat() == "2019-06-10"
    bands = characteristics(file, SCHEMA)["age on 2019-06-10"].join(file.select("id", "born"), on="id")
    assert bands.filter(pl.col("born") == "2001-06-10")["value"].item() == "18 to 29", (
        "on the birthday itself"
    )
    assert bands.filter(pl.col("born") == "2002-06-01")["value"].item() == "0 to 17"
    assert bands.filter(pl.col("born") == "1950-06-01")["value"].item() == "65 to 79"
    assert bands.filter(pl.col("born") == "2087-01-01")["value"].item() is None


def town(pools: int, shared: float) -> pl.DataFrame:
    """2,000 couples of names from so many pools that seldom mix; each name is `<pool><f or s><number>`."""
    chance = random.Random(3)
    rows = []
    for number in range(2_000):
        pool = number % pools
        other = chance.randrange(pools) if chance.random() < shared else pool
        rows.append(
            (str(number), f"{'abcdefgh'[pool]}f{word(chance)}", f"{'abcdefgh'[other]}s{word(chance)}")
        )
    return pl.DataFrame(rows, schema=["id", "forename", "surname"], orient="row")


def word(chance: random.Random) -> str:
    """A few names are common and many are not."""
    number = int(chance.paretovariate(0.8)) % 60
    return "klmnopqrst"[number // 10] + "aeiouwyxzv"[number % 10]


def test_communities_of_names_are_found_in_the_file() -> None:
    file = town(pools=3, shared=0.1)
    found = communities(file)
    assert found is not None
    both = (
        found.join(file, on="id")
        .filter(pl.col("value") != RARE)
        .with_columns(pool=pl.col("surname").str.slice(0, 1))
    )
    agreed = (
        both.group_by("value", "pool")
        .len()
        .group_by("value")
        .agg(pl.col("len").max(), all=pl.col("len").sum())
    )
    assert both.height > 1_500
    assert found["value"].n_unique() >= 4, "three, and the rare"
    assert agreed["len"].sum() / agreed["all"].sum() > 0.95


def test_where_all_names_mix_there_are_none() -> None:
    assert communities(town(pools=1, shared=0)) is None
    assert communities(town(pools=3, shared=1)) is None


def test_communities_do_not_depend_on_ids_or_the_order_of_rows() -> None:
    file = town(pools=3, shared=0.1)
    first, mixed = communities(file), communities(file.sample(fraction=1, shuffle=True, seed=1))
    assert first is not None
    assert mixed is not None
    assert mixed.sort("id").equals(first.sort("id"))
