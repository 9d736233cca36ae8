"""Can what a column holds be read as its role says? A value that cannot counts as missing, and that is told."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from linkage.schema import DATES, BadInput, Role, Schema
from linkage.standard import dates, general
from linkage.standard.readers import ONE_VALUE
from linkage.wording import a

# So many values, none of them legible, are another kind of value than the schema says.
ENOUGH = 10
# Of these any text will do.
_ANY = (Role.TEXT, Role.NAME, Role.CATEGORY, Role.IDENTIFIER)
_PARSED = {role: read for role, read in ONE_VALUE.items() if role not in _ANY}


@dataclass(frozen=True)
class Illegible:
    """`values` that say something, of `said`, cannot be read as `role`; the first is `first`, in `row` (from 0)."""

    column: str
    role: Role
    values: int
    said: int
    first: str
    row: int

    def sentence(self, where: Callable[[int], str]) -> str:
        return (
            f"{where(self.row)}, column {self.column!r}: {_short(self.first)} cannot be read as "
            f"{a(self.role.value)}; {self.values:,} of {self.said:,} values like it count as missing."
        )


def reader(schema: Schema, column: str) -> Callable[[str], object | None] | None:
    """What reads a value of this column; None where any text will do. Its result is None for the illegible."""
    role, form = schema.columns[column], schema.option(column).date_format or "dmy"
    if role not in DATES:
        return _PARSED.get(role)
    read = dates.read_birth_date if role is Role.DATE_OF_BIRTH else dates.read_date

    def said(text: str) -> object | None:
        found = read(text, form)
        return found if found != dates.NOTHING else None

    return said


def illegible(records: pl.DataFrame, schema: Schema) -> list[Illegible]:
    """Of each column that holds such values, in the schema's order; once for each distinct value."""
    found = [_of_column(records[column].cast(pl.String), schema, column) for column in schema.columns]
    return [its for its in found if its]


def must_be_legible(found: list[Illegible], where: Callable[[int], str]) -> None:
    """Raises BadInput where a column holds nothing of what the schema says."""
    for its in found:
        if its.values == its.said >= ENOUGH:
            remedy = f"; or a date_format in [options.{its.column}]" if its.role in DATES else ""
            raise BadInput(
                f"{where(its.row)}, column {its.column!r}: none of its {its.said:,} values can be read as a "
                f"{its.role.value}, the first is {_short(its.first)}; give the column another role{remedy}."
            )


def _of_column(texts: pl.Series, schema: Schema, column: str) -> Illegible | None:
    read = reader(schema, column)
    if read is None:
        return None
    distinct = texts.drop_nulls().unique()
    says = pl.Series([general.parse_text(text) is not None for text in distinct], dtype=pl.Boolean)
    distinct = distinct.filter(says)
    wrong = distinct.filter(pl.Series([read(text) is None for text in distinct], dtype=pl.Boolean))
    if wrong.is_empty():
        return None
    at = texts.is_in(wrong.implode())
    row = int(at.arg_max() or 0)
    said = int(texts.is_in(distinct.implode()).sum())
    return Illegible(column, schema.columns[column], int(at.sum()), said, texts[row], row)


def _short(value: str) -> str:
    return repr(value if len(value) <= 40 else value[:40] + "…")
