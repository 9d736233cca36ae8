"""Values that many unlike people share say nothing about one of them: found in the data, counted as missing.

Three signs, as a value's commonness alone is none (Smith is common, and born on some day everybody is):
a number or e-mail address that many unlike people hold; a date many times as common as
usual for its year and its day of the year; a word that does not go with the person, where records that
another column brings together say it of one and something else of the other.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from linkage.facts import Placeholder
from linkage.schema import Role, Schema

from .companions import strangers
from .distinct import read_each
from .sounds import sound

# A person's, a family's or a house share's: held by so many unlike people a value is nobody's.
UNLIKE = {"phone": 12, "email": 8, "nino": 4, "nhs_number": 4}
UNLIKE_OF_AN_IDENTIFIER = 6
# Where more than this share of a column's values are, the column tells groups and not people.
GROUPS = 0.05
# A date this many times as common as is usual was typed because something had to be.
TIMES_USUAL = 12
# ... in no fewer records than this, so that a small file's coincidences stay, and by people who are as unlike.
AT_LEAST, LETTERS = 40, 8
# In a year with fewer dates than this, what is usual in the whole file counts.
ENOUGH_DATES = 30
# Many systems write 1 January where the year alone is known: a habit, if so many years have one.
ENOUGH_YEARS = 5


@dataclass(frozen=True)
class Placeholders:
    """`values`: column -> the values set aside, which are texts or dates; `told`: each with its records and why."""

    values: Mapping[str, frozenset[Any]] = field(default_factory=dict)
    told: tuple[Placeholder, ...] = ()

    def without(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """One standardised row, with such values None."""
        return {column: None if value is not None and value in self.values.get(column, ()) else value
                for column, value in row.items()}  # fmt: skip

    def as_json(self) -> str:
        values = {column: sorted(str(its) for its in held) for column, held in self.values.items()}
        dates = [column for column, held in self.values.items() if any(isinstance(its, date) for its in held)]
        told = [[its.column, its.value, its.records, its.why] for its in self.told]
        return json.dumps({"values": values, "dates": dates, "told": told})

    @classmethod
    def from_json(cls, text: str) -> "Placeholders":
        document = json.loads(text)
        values = {
            column: frozenset(date.fromisoformat(its) if column in document["dates"] else its for its in held)
            for column, held in document["values"].items()
        }
        return cls(values, tuple(Placeholder(*its) for its in document["told"]))


def find(people: pl.DataFrame, schema: Schema | None = None) -> Placeholders:
    """Of a standardised table; without a schema, of the columns that every one has."""
    roles = {name: role for name, (_, role) in schema.general().items()} if schema else {}
    named = [name for name, role in roles.items() if role in (Role.NAME, Role.TEXT)]
    dated = ["date_of_birth", *(name for name, role in roles.items() if role is Role.DATE)]
    limits = UNLIKE | {
        name: UNLIKE_OF_AN_IDENTIFIER for name, role in roles.items() if role is Role.IDENTIFIER
    }
    told: list[tuple[Any, Placeholder]] = []
    for column, limit in limits.items():
        told += _crowded(people, column, limit)
    for column in dated:
        told += _habitual(people, column)
    kept = without(people, _found(told))
    for column in ("forename", "surname", *named):
        told += strangers(kept, column, [*limits, *dated])
    return _found(told)


def without(people: pl.DataFrame, found: Placeholders) -> pl.DataFrame:
    """The same people, with such values null."""
    return people.with_columns(
        pl.when(~pl.col(column).is_in(pl.Series(sorted(held), dtype=people.schema[column]).implode()))
        .then(pl.col(column)).alias(column)
        for column, held in found.values.items()
    )  # fmt: skip


def _found(told: Iterable[tuple[Any, Placeholder]]) -> Placeholders:
    values: dict[str, set[Any]] = {}
    for value, its in told:
        values.setdefault(its.column, set()).add(value)
    ordered = sorted((its for _, its in told), key=lambda its: (-its.records, its.column, its.value))
    return Placeholders({column: frozenset(held) for column, held in values.items()}, tuple(ordered))


def _held(people: pl.DataFrame, column: str, limit: int) -> pl.DataFrame:
    """The values that so many records hold: `people` unlike each other at least, and `records`.

    Unlike people differ in surname and in forename; one person's surnames differ by slips and marriages.
    Where a file has no names, other values tell them apart.
    """
    counts = people[column].drop_nulls().value_counts(name="records").filter(pl.col("records") >= limit)
    said = people.join(counts, on=column)
    apart = [(name, its) for name, its in (("surname", sound), ("forename", lambda text: text[0]))
             if name != column and said[name].null_count() < said.height]  # fmt: skip
    if not apart:
        other = "date_of_birth" if column != "date_of_birth" else "id"
        return said.group_by(column).agg(
            pl.col(other).drop_nulls().n_unique().alias("people"), pl.first("records")
        )
    said = said.select(
        column, "records",
        *(read_each(said[name], _alone(its), {name: pl.Categorical()}).to_series() for name, its in apart),
    )  # fmt: skip
    unlike = pl.min_horizontal(pl.col(name).drop_nulls().n_unique() for name, _ in apart)
    return said.group_by(column).agg(unlike.alias("people"), pl.first("records"))


def _alone(read: Callable[[str], str | None]) -> Callable[[str], tuple[str | None]]:
    return lambda text: (read(text),)


def _crowded(people: pl.DataFrame, column: str, limit: int) -> list[tuple[Any, Placeholder]]:
    many = _held(people, column, limit).filter(pl.col("people") >= limit).sort(column)
    if many.height > max(GROUPS * people[column].n_unique(), 1):
        return []
    return [(value, Placeholder(column, str(value), records, f"held by {number:,} unlike people or more"))
            for value, number, records in many.select(column, "people", "records").iter_rows()]  # fmt: skip


def _habitual(people: pl.DataFrame, column: str) -> list[tuple[Any, Placeholder]]:
    """Dates too common for their year; a 1 January, if it is too common for one as well."""
    its = pl.col(column)
    dates = people[column].drop_nulls().value_counts(name="records")
    year, new_year = its.dt.year(), (its.dt.month() == 1) & (its.dt.day() == 1)
    typical = pl.col("records").median()
    in_year = pl.when(pl.len().over(year) >= ENOUGH_DATES).then(typical.over(year)).otherwise(typical)
    times, share = pl.col("records") / in_year, pl.col("records") / pl.col("records").sum().over(year)
    habit = share / share.filter(new_year).median()
    dates = dates.with_columns(times=pl.when(new_year & (new_year.sum() >= ENOUGH_YEARS))
                               .then(pl.min_horizontal(times, habit)).otherwise(times))  # fmt: skip
    many = dates.filter(pl.col("times") >= TIMES_USUAL).drop("records")
    many = (
        many.join(_held(people, column, AT_LEAST), on=column).filter(pl.col("people") >= LETTERS).sort(column)
    )
    return [(value, Placeholder(column, str(value), records, f"{times:,.0f} times as common as a date of its year"))
            for value, records, times in many.select(column, "records", "times").iter_rows()]  # fmt: skip
