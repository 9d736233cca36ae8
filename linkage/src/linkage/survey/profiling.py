"""What is in a file before anything is linked: column by column, and what linkage can expect of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import polars as pl

from linkage.comparing.compared import compared
from linkage.comparing.hot import HotKey, hot
from linkage.facts import Placeholder
from linkage.frames import as_frame, checked
from linkage.model import Rule
from linkage.schema import Schema
from linkage.standard.atoms import with_atoms
from linkage.standard.placeholders import find, without
from linkage.standard.table import standardise

from . import guess, legible
from .legible import Illegible
from .prospect import prospect

TOP = 5
NO_ID = "No column has a value of its own in every record: linkage needs one, with the role id."
# A value's shape: capitals A, small letters a (any number of them), digits 9.
SHAPE = ((r"\p{Lu}", "A"), (r"[\p{Ll}\p{Lo}]+", "a"), (r"\d", "9"), (r"A{5,}", "A…"), (r"9{12,}", "9…"))


@dataclass(frozen=True)
class Column:
    """`kind`: as the file has it; `role`: the schema's, or a guess whose reason is `why`; None where it has none.

    `filled`: rows that say anything; `top` and `shapes`: (value, rows), the commonest first; `letters`: of the
    shortest and the longest value; `illegible`: values that the role cannot read.
    """

    name: str
    kind: str
    role: str | None
    why: str
    filled: int
    distinct: int
    top: tuple[tuple[str, int], ...]
    shapes: tuple[tuple[str, int], ...]
    letters: tuple[int, int]
    illegible: Illegible | None = None


@dataclass(frozen=True)
class Profile:
    """`hot`: keys that would make large blocks. `expect`: sentences on what linkage can do.

    Without a schema the roles are guesses, and `placeholders`, `hot` and `expect` rest on them.
    """

    records: int
    columns: tuple[Column, ...]
    placeholders: tuple[Placeholder, ...] = ()
    hot: tuple[HotKey, ...] = ()
    expect: tuple[str, ...] = ()


def profile(records: Any, schema: Schema | Mapping[str, str] | None = None) -> Profile:
    """Of Polars, Arrow, pandas or DuckDB records. Raises BadInput."""
    frame, schema = as_frame(records), None if schema is None else Schema.given(schema)
    found = columns(frame, schema)
    its = schema or as_schema(found)
    if its is None:
        return Profile(frame.height, found, expect=(NO_ID,))
    said = standardise(checked(frame, its), its)
    placeholders = find(said, its)
    people = without(said, placeholders)
    derived = with_atoms(people, its)
    return Profile(
        frame.height,
        found,
        placeholders.told,
        hot(derived, _rules(derived, its)),
        tuple(prospect(people, its).sentences()),
    )


def _rules(derived: pl.DataFrame, schema: Schema) -> list[Rule]:
    """The finest key of each role, and of every two."""
    finest = [columns[0] for columns in compared(derived, schema).atoms.values()]
    return [Rule(" + ".join(its), its) for its in [*((one,) for one in finest), *combinations(finest, 2)]]


def columns(records: pl.DataFrame, schema: Schema | None = None) -> tuple[Column, ...]:
    """Of every column, also of those that the schema does not name. Lists and objects are only named."""
    roles = _roles(records, schema)
    illegible = _illegible(records, roles, schema)
    return tuple(
        _column(records[name], *roles.get(name, (None, "")), illegible.get(name)) for name in records.columns
    )


def as_schema(guessed: tuple[Column, ...]) -> Schema | None:
    """The schema that the roles make; None where there is no column of ids."""
    roles = {its.name: its.role for its in guessed if its.role}
    return Schema.of(roles) if list(roles.values()).count("id") == 1 else None


def _roles(records: pl.DataFrame, schema: Schema | None) -> dict[str, tuple[str | None, str]]:
    if schema is None:
        return {its.column: (its.role, its.why) for its in guess.guesses(records)}
    return {name: (role.value, "by the schema") for name, role in schema.columns.items()}


def _illegible(
    records: pl.DataFrame, roles: dict[str, tuple[str | None, str]], schema: Schema | None
) -> dict[str, Illegible]:
    named = {name: role for name, (role, _) in roles.items() if role}
    if "id" not in named.values():
        return {}
    its = schema or Schema.of(named)
    return {found.column: found for found in legible.illegible(records, its)}


def _column(values: pl.Series, role: str | None, why: str, illegible: Illegible | None) -> Column:
    if values.dtype.is_nested() or values.dtype in (pl.Binary, pl.Object):
        filled = values.len() - values.null_count()
        return Column(values.name, str(values.dtype), None, "lists, objects or bytes cannot be linked", filled, 0,
                      (), (), (0, 0))  # fmt: skip
    text = values.cast(pl.String).str.strip_chars().replace("", None).drop_nulls()
    counts = text.alias("value").value_counts().sort(["count", "value"], descending=[True, False])
    shape = pl.col("value")
    for pattern, letter in SHAPE:
        shape = shape.str.replace_all(pattern, letter)
    shapes = (
        counts.group_by(shape).agg(pl.col("count").sum()).sort(["count", "value"], descending=[True, False])
    )
    letters = text.str.len_chars()
    reach = (0, 0) if text.is_empty() else (int(str(letters.min())), int(str(letters.max())))
    return Column(
        values.name, str(values.dtype), role, why, text.len(), counts.height,
        tuple(counts.head(TOP).iter_rows()), tuple(shapes.head(TOP).iter_rows()), reach, illegible,
    )  # fmt: skip
