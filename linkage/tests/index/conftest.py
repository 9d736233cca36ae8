"""A small town whose records repeat each other with slips, and a model for it: what an index is tested on."""

from dataclasses import dataclass

import numpy as np
import polars as pl
import pytest
from linkage.conditions import Measure, Near, Otherwise, either_missing, same, similar
from linkage.model import Comparison, Frequency, Level, Model, Rule

from linkage import Schema

FORENAMES = "amina hodan patrick john mary aisha tom mei lucy omar fatima james".split()
SURNAMES = "yusuf doyle rahman hartley zhang smith smyth begum khan jones obrien cole".split()
COLUMNS = {"ref": "id", "system": "source", "first": "forename", "last": "surname", "born": "date_of_birth",
           "code": "postcode", "phone": "phone"}  # fmt: skip


def _named(column: str, m: float, u: float) -> Comparison:
    alike = similar(Measure.JARO_WINKLER, column, 0.88)
    return Comparison(column, either_missing(column), (
        Level("same", same(column), m, u, 10 * u, Frequency(column, household=column == "forename")),
        Level("alike", alike, 0.08, 0.02, 0.02, Frequency(column, 0.5, near=True, usual=4.0)),
        Level("else", Otherwise(), 0.92 - m, 0.98 - u, 0.98 - 10 * u),
    ))  # fmt: skip


def _plain(column: str, m: float, u: float, h: float) -> Comparison:
    return Comparison(column, either_missing(column), (
        Level("same", same(column), m, u, h), Level("else", Otherwise(), 1 - m, 1 - u, 1 - h),
    ))  # fmt: skip


@pytest.fixture(scope="session")
def model() -> Model:
    born = Comparison("born", either_missing("date_of_birth"), (
        Level("same", Near("date_of_birth", "date_of_birth", 0), 0.9, 0.001, 0.002),
        Level("close", Near("date_of_birth", "date_of_birth", 31), 0.05, 0.01, 0.01),
        Level("else", Otherwise(), 0.05, 0.989, 0.988),
    ))  # fmt: skip
    rules = (Rule("names", ("forename", "surname"), 40), Rule("home", ("postcode", "surname"), 12),
             Rule("phone", ("phone",), 6), Rule("at home", ("postcode", "forename"), 12))  # fmt: skip
    shared = (_plain("postcode", 0.7, 0.01, 0.8), _plain("phone", 0.7, 0.001, 0.3))
    names = (_named("forename", 0.8, 0.05), _named("surname", 0.8, 0.05))
    return Model((*names, born, *shared), rules, -7.0, -1.0)


@dataclass(frozen=True)
class Town:
    schema: Schema
    records: pl.DataFrame

    def some(self, which) -> pl.DataFrame:
        return self.records[list(which)]


def town(people: int, seed: int = 1) -> Town:
    """About three records a person."""
    chance = np.random.default_rng(seed)
    rows = []
    for _ in range(people):
        whole = {"first": chance.choice(FORENAMES), "last": chance.choice(SURNAMES),
                 "born": f"{chance.integers(1940, 2010)}-{chance.integers(1, 13):02}-{chance.integers(1, 29):02}",
                 "code": f"N{chance.integers(1, 4)} {chance.integers(1, 9)}AB",
                 "phone": f"0710034{chance.integers(0, people // 2):04}"}  # fmt: skip
        for _ in range(chance.integers(1, 6)):
            row = {name: None if chance.random() < 0.25 else its for name, its in whole.items()}
            if row["first"] and chance.random() < 0.2:
                row["first"] = row["first"][:-1]
            rows.append(row | {"system": chance.choice(["tax", "library", "housing"])})
    order = chance.permutation(len(rows))
    kinds = dict.fromkeys(("ref", *COLUMNS), pl.String)

    records = [rows[place] | {"ref": f"r{number:04}"} for number, place in enumerate(order)]
    return Town(Schema.of({name: COLUMNS[name] for name in kinds}), pl.DataFrame(records, schema=kinds))


@pytest.fixture(scope="session")
def small() -> Town:
    return town(60)


@pytest.fixture(scope="session")
def large() -> Town:
    return town(700)
