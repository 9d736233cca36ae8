"""The groups by which errors are shown: sex, age, community of names, and what the file itself sorts people by."""

from datetime import date

import polars as pl

from linkage.schema import Role, Schema
from linkage.standard.table import standardise

from . import communities
from .labels import named

BANDS = ((0, 17), (18, 29), (30, 44), (45, 64), (65, 79))
KINDS = 12  # a category of more values sorts people into no groups that a reader can take in
# A year that holds so much less than a usual one holds slips of the pen: the file's day is not in it.
USUAL = 0.25


def characteristics(records: pl.DataFrame, schema: Schema) -> dict[str, pl.DataFrame]:
    """For each kind of group `id`, `value` (null: it does not say). Raises BadInput, as `standardise` does."""
    people = named(standardise(records, schema))
    found: dict[str, pl.DataFrame] = {}
    if _says(people, "sex"):
        found["sex"] = people.select("id", value="sex")
    if _says(people, "date_of_birth"):
        day = the_day(people)
        found[f"age on {day}"] = people.select("id", value=_band(day))
    if (names := communities.communities(people)) is not None:
        found["names"] = names
    return found | _categories(records, schema)


def sources(records: pl.DataFrame, schema: Schema) -> pl.DataFrame | None:
    """`id`, `value`: the source of each record; None where the schema has none."""
    columns = schema.having(Role.SOURCE)
    if not columns:
        return None
    (ids,) = schema.having(Role.ID)
    value = pl.concat_str(pl.col(columns).cast(pl.String), separator=" ", ignore_nulls=True)
    return records.select(id=pl.col(ids).cast(pl.String), value=value)


def the_day(people: pl.DataFrame) -> date:
    """From which ages count: the last day of the last usual year, of records' beginnings or else births."""
    dates = people["valid_from" if _says(people, "valid_from") else "date_of_birth"].drop_nulls().sort()
    inner = dates.slice(len(dates) // 20, max(1, len(dates) * 9 // 10)).dt.year()
    usual = len(inner) / inner.n_unique()
    years = dates.dt.year().value_counts(name="n").filter(pl.col("n") >= USUAL * usual)
    day: date = dates.filter(dates.dt.year() <= years[:, 0].max()).max()  # type: ignore[assignment]
    return day


def _band(day: date) -> pl.Expr:
    born = pl.col("date_of_birth")
    before = (born.dt.month() > day.month) | ((born.dt.month() == day.month) & (born.dt.day() > day.day))
    age = pl.lit(day.year) - born.dt.year() - before.cast(pl.Int32)
    bands = [
        pl.when(age.is_between(low, high)).then(pl.lit(f"{low} to {high}")).otherwise(None)
        for low, high in BANDS
    ]
    oldest = pl.when(age > BANDS[-1][1]).then(pl.lit(f"{BANDS[-1][1] + 1} and over")).otherwise(None)
    return pl.coalesce(*bands, oldest)


def _categories(records: pl.DataFrame, schema: Schema) -> dict[str, pl.DataFrame]:
    (ids,) = schema.having(Role.ID)
    columns = [column for column, role in schema.columns.items() if role.value == "category"]
    return {
        column: records.select(id=pl.col(ids).cast(pl.String), value=value)
        for column in columns
        if (value := _kinds(records[column])).drop_nulls().n_unique() <= KINDS
    }


def _kinds(values: pl.Series) -> pl.Series:
    return values.cast(pl.String).str.strip_chars().replace("", None)


def _says(people: pl.DataFrame, column: str) -> bool:
    return people[column].null_count() < people.height
