"""A value that many unlike people share is set aside; what is merely common is not."""

import random
from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from linkage.facts import Placeholder
from linkage.standard.nicknames import every_form
from linkage.standard.placeholders import Placeholders, find, without
from linkage.standard.table import standardise

from linkage import Schema

SCHEMA = Schema.of({
    "id": "id", "forename": "forename", "surname": "surname", "born": "date_of_birth", "phone": "phone",
    "email": "email", "ssn": "identifier", "employer": "text", "job": "category",
})  # fmt: skip
PEOPLE = 3_000


def crowd(chance: random.Random) -> pl.DataFrame:
    """People with two records each: one in eight a Smith, a tenth born in one year, families of one telephone."""
    forenames = sorted(every_form())
    surnames = [
        a + b + c
        for a in "bcdfghklmnprstvwz"
        for b in "aeiou"
        for c in ("rton", "lley", "nsen", "mura", "dikt")
    ]
    rows = []
    for person in range(PEOPLE):
        born = date(1985 if person % 10 == 0 else chance.randint(1930, 2015), 1, 1)
        said = {
            "forename": chance.choice(forenames), "surname": chance.choice(["smith", *surnames[: 7 + person % 300]]),
            "born": str(born + timedelta(days=chance.randint(0, 364))), "phone": f"0710{person // 3 + 1000000}",
            "email": f"person{person}@example.org", "ssn": f"{person * 7919 % 899999 + 100000}",
            "employer": f"works {chance.randint(1, 80)}", "job": chance.choice(["cook", "clerk", "nurse"]),
        }  # fmt: skip
        rows += [said, dict(said)]
    return pl.DataFrame(rows).with_columns(id=pl.int_range(pl.len()).cast(pl.String))


def told(frame: pl.DataFrame) -> dict[tuple[str, str], int]:
    found = find(standardise(frame, SCHEMA), SCHEMA)
    return {(its.column, its.value): its.records for its in found.told}


def instead(frame: pl.DataFrame, column: str, value: str, every: int, first: int = 0) -> pl.DataFrame:
    """The value in the first of each person's two records, for one person in `every`."""
    mine = (pl.col("id").cast(pl.Int64) - first) % (2 * every) == 0
    return frame.with_columns(pl.when(mine).then(pl.lit(value)).otherwise(column).alias(column))


@pytest.fixture(scope="module")
def people() -> pl.DataFrame:
    return crowd(random.Random(11))


def test_nothing_is_set_aside_in_a_file_of_real_people(people: pl.DataFrame) -> None:
    assert told(people) == {}, "Smiths, a year of many births, and families with one telephone are real"


@pytest.mark.parametrize(
    ("column", "value", "standard", "every"),
    [
        ("phone", "07911 000111", "07911000111", 3),
        ("phone", "07911 000111", "07911000111", 60),
        ("phone", "555-123-0000", "5551230000", 30),
        ("email", "test@test.com", "test@test.com", 0),
        ("email", "reception@council.example", "reception@council.example", 40),
        ("ssn", "123-45-6789", "123456789", 100),
        ("born", "1980-01-01", "1980-01-01", 40),
        ("born", "1970-06-05", "1970-06-05", 20),
        ("surname", "Visitor", "visitor", 30),
        ("forename", "Given", "given", 30),
        ("employer", "Prefers not to say", "prefers not to say", 15),
    ],
)
def test_what_was_typed_because_something_had_to_be(
    people: pl.DataFrame, column: str, value: str, standard: str, every: int
) -> None:
    its = {"born": "date_of_birth"}.get(column, column)
    frame = instead(people, column, value, every) if every else people
    assert told(frame) == ({(its, standard): PEOPLE // every} if every else {})
    if every:
        said = standardise(frame, SCHEMA)
        kept = without(said, find(said, SCHEMA))
        assert kept[its].null_count() == PEOPLE // every
        assert kept.drop(its).equals(standardise(frame, SCHEMA).drop(its)), "nothing else is touched"


def test_several_at_once_and_in_any_order(people: pl.DataFrame) -> None:
    frame = instead(instead(people, "phone", "07911 000111", 20), "surname", "Visitor", 30, first=1)
    found = {("phone", "07911000111"): 150, ("surname", "visitor"): 100}
    assert told(frame) == told(frame.reverse()) == found


def test_the_1st_of_january_is_a_habit_where_every_year_has_many(people: pl.DataFrame) -> None:
    third = (pl.col("id").cast(pl.Int64) // 2) % 3 == 0
    frame = people.with_columns(
        pl.when(third).then(pl.col("born").str.slice(0, 4) + "-01-01").otherwise("born").alias("born")
    )
    assert told(frame) == {}, "the year is still known"


def test_a_column_that_tells_groups_is_left_alone(people: pl.DataFrame) -> None:
    frame = people.with_columns(ssn=pl.col("id").cast(pl.Int64) // 40 + 10_000)
    assert told(frame) == {}


def test_a_small_file_teaches_nothing() -> None:
    few = pl.DataFrame(
        {"id": ["1", "2", "3"], "surname": ["Li", "Khan", "Ray"], "phone": ["0207 946 0001"] * 3}
    )
    schema = Schema.of({name: name for name in few.columns})
    assert find(standardise(few, schema), schema) == Placeholders()


@given(st.dictionaries(st.sampled_from(["phone", "surname"]), st.frozensets(st.text(), min_size=1), max_size=2),
       st.frozensets(st.dates(), max_size=3))  # fmt: skip
def test_it_is_kept_as_text(values: dict[str, frozenset[str]], dates: frozenset[date]) -> None:
    found = Placeholders(
        {**values, **({"date_of_birth": dates} if dates else {})}, (Placeholder("phone", "1", 2, "why"),)
    )
    assert Placeholders.from_json(found.as_json()) == found


def test_one_record_is_cleaned_as_a_table_is(people: pl.DataFrame) -> None:
    said = standardise(instead(people, "phone", "07911 000111", 20), SCHEMA)
    found = find(said, SCHEMA)
    table = without(said, found).head(50)
    assert [found.without(row) for row in said.head(50).to_dicts()] == table.to_dicts()
