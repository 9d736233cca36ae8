"""A model that is kept finds the pairs of files that have wrong what its own file had right."""

import numpy as np
import polars as pl
import pytest
from linkage.comparing.rules import things
from linkage.model import Model

from linkage import Schema, evaluate, link, train

SCHEMA = Schema.of({
    "id": "id", "forename": "forename", "surname": "surname", "born": "date_of_birth", "postcode": "postcode",
})  # fmt: skip
SYLLABLES = "ba ke li mo nu ra se ti va zo dan mir sel tor win har".split()


def clean(people: int) -> pl.DataFrame:
    """Each person twice, without a slip; `who` is the truth."""
    draw, rows = np.random.default_rng(1), []
    for who in range(people):
        forename, surname = "".join(draw.choice(SYLLABLES, 2)), "".join(draw.choice(SYLLABLES, 3))
        born = f"{draw.integers(1930, 2005)}-{draw.integers(1, 13):02d}-{draw.integers(1, 29):02d}"
        rows += [(forename, surname, born, str(draw.integers(10_000, 19_900)), str(who))] * 2
    frame = pl.DataFrame(rows, schema=["forename", "surname", "born", "postcode", "who"], orient="row")
    return frame.with_columns(id=pl.row_index().cast(pl.String))


@pytest.fixture(scope="module")
def model() -> Model:
    return train(clean(800), SCHEMA)


# Not the forename: two who agree on all but that are twins, whatever rule finds them (test_people.py).
@pytest.mark.parametrize("column", ["surname", "postcode"])
def test_a_column_that_fails_in_the_next_file_costs_no_pairs(model: Model, column: str) -> None:
    frame = clean(800)
    other = frame.with_columns(pl.col(column).shuffle(seed=3))
    found = evaluate(link(other, SCHEMA, model=model).entities, frame.select("id", person="who"))
    assert found.pairs.recall > 0.97


def test_rules_read_different_things(model: Model) -> None:
    assert len(model.rules) >= 8
    for failed in ({"surname", "postcode"}, {"forename", "surname", "names", "name"}, {"born", "postcode"}):
        assert any(not {column.split("_")[0] for column in rule.columns} & failed for rule in model.rules)


def test_halves_of_a_name_are_of_both_and_a_street_is_of_the_home() -> None:
    atoms = {"forename": ("f",), "surname": ("s",), "names": ("n",), "place": ("p",), "street": ("t",)}
    assert things(atoms) == [{"f", "n"}, {"s", "n"}, {"p", "t"}]
