"""Forenames and surnames go together: of strangers who share a surname, more share the forename than by chance."""

from itertools import product

import numpy as np
import polars as pl
import pytest
from linkage.comparing.comparisons import forename, surname
from linkage.learning.namesakes import Lift
from linkage.model import Model

from linkage import Schema, evaluate, link, train

SCHEMA = Schema.of({"id": "id", "forename": "forename", "surname": "surname", "born": "date_of_birth"})
SYLLABLES = "ba ke li mo nu ra se ti va zo dan mir sel tor win har".split()


def people(communities: int) -> pl.DataFrame:
    """Each person twice; a person's forename and surname are of one of so many communities. A quarter say no birth
    date. `who` is the truth."""
    draw, rows = np.random.default_rng(1), []
    forenames = np.array_split(["".join(its) for its in product(SYLLABLES[:8], SYLLABLES[8:])], communities)
    surnames = np.array_split(["".join(its) for its in product(SYLLABLES, SYLLABLES[8:])], communities)
    for who in range(3_000):
        its = draw.integers(communities)
        name = str(draw.choice(forenames[its])), str(draw.choice(surnames[its]))
        born = f"{draw.integers(1930, 2005)}-{draw.integers(1, 13):02d}-{draw.integers(1, 29):02d}"
        rows += [(*name, born if draw.random() > 0.25 else None, str(who)) for _ in range(2)]
    frame = pl.DataFrame(rows, schema=["forename", "surname", "born", "who"], orient="row")
    return frame.with_columns(id=pl.row_index().cast(pl.String))


def bits_of_the_same_forename(model: Model) -> float:
    its = model.comparison("forename").levels[0]
    return float(np.log2(its.m / its.u))


def test_the_same_forename_says_less_where_names_go_together() -> None:
    mixed, apart = (train(people(communities), SCHEMA) for communities in (1, 8))
    less = bits_of_the_same_forename(mixed) - bits_of_the_same_forename(apart)
    assert less == pytest.approx(np.log2(8), abs=0.7)


def test_namesakes_without_birth_dates_are_not_sure_to_be_one_person() -> None:
    frame = people(8)
    linked = link(frame, SCHEMA, pairs=True)
    likely = linked.pairs.filter(
        pl.col("level_date_of_birth").is_null() & (pl.col("level_forename") == "same")
    )
    who = dict(frame.select("id", "who").iter_rows())
    right = [who[a] == who[b] for a, b in likely.select("id_a", "id_b").iter_rows()]
    assert likely["probability"].mean() == pytest.approx(np.mean(right), abs=0.1)
    assert evaluate(linked.entities, frame.select("id", person="who")).pairs.precision > 0.9


def test_two_of_unlike_surnames_lose_nothing_by_it() -> None:
    model = Model((forename().comparison, surname().comparison), (), -10.0)
    times = np.ones(len(model.comparisons[0].levels))
    times[-1] = 5.0
    lifted = Lift("forename", "surname", times).of(model)

    def bits(its: Model, forename: int, surname: int) -> float:
        levels = its.comparisons[0].number(forename), its.comparisons[1].number(surname)
        return float(sum(np.log2(level.m / level.u) for level in levels))

    same, same_surname = (len(its.levels) - 1 for its in model.comparisons)
    assert bits(lifted, same, 0) == pytest.approx(bits(model, same, 0))
    assert bits(model, same, same_surname) - bits(lifted, same, same_surname) == pytest.approx(np.log2(5))
    assert lifted.comparisons[0].levels[0].frequency.base == model.comparisons[0].levels[0].u
