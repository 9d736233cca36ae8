"""`errors` makes every system err more, and changes neither the people nor what systems hold."""

import polars as pl
import pytest
from synthetic.write import write_borough
from synthetic.written import Habit


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    """The truth on records of a small borough, by how many times as often systems err."""
    folder = tmp_path_factory.mktemp("errors")

    def written(errors: float) -> pl.DataFrame:
        write_borough(1500, 5, folder / f"{errors}", errors=errors)
        return pl.read_parquet(folder / f"{errors}" / "truth" / "records.parquet")

    return {errors: written(errors) for errors in (0.0, 1.0, 2.0)}


def wrong(records: pl.DataFrame) -> float:
    return records.select((pl.col("name_error") | pl.col("birth_error")).mean()).item()


def test_twice_the_errors(records):
    assert wrong(records[0.0]) < wrong(records[1.0]) / 4
    assert wrong(records[2.0]) == pytest.approx(2 * wrong(records[1.0]), rel=0.35)


def test_the_same_people(records):
    assert set(records[2.0]["person"]) == set(records[1.0]["person"])


def test_a_system_errs_more_and_holds_as_much():
    habit = Habit(birth=0.4, typing=0.02, old_phone=0.7)
    worse = habit.erring(2)
    assert (worse.birth, worse.typing, worse.old_phone) == (0.4, 0.04, 0.9)
    assert habit.erring(1) == habit
