"""A schema to start from: what each column may say, by its name and by its values, and how sure that is.

It is printed for a person to read and mend. Nothing uses it unseen.
"""

import json
import re
from dataclasses import dataclass

import polars as pl

from .clues import CLUES, anything

SAMPLE = 2_000
FITS = 0.8  # a share of the values from which they speak for a role
REFUSES = 0.5  # ... and below which they speak against it
CATEGORY = 0.05  # distinct values a filled row
ID = r"\bid\b|\bref|\bkey\b|\burn\b|\buuid|\brec|\bnumber\b|\bno\b"
# What is called so tells persons apart, not records.
OF_A_PERSON = (
    r"ssn|soc\w* sec|passport|licen[cs]e|nhs|nino|national insurance|ni (no|number)|phone|mobile|uprn"
)


@dataclass(frozen=True)
class Guess:
    """`role`: None where nothing is guessed; `why`: the reason and how sure it is, in a few words."""

    column: str
    role: str | None
    why: str


def guess(records: pl.DataFrame) -> str:
    """TOML: `[columns]` with a comment each that says why and how sure; what is unsure stands commented."""
    found = guesses(records)
    lines = [
        f"# Guessed from {records.height:,} records: read every line, and mend what is wrong.",
        "[columns]",
    ]
    if not any(its.role == "id" for its in found):
        lines.append('# There is no column with an id of its own for every record: add one, as ref = "id".')
    lines += [f'{_mark(its)}{_key(its.column)} = "{its.role or ""}"  # {its.why}' for its in found]
    return "\n".join(lines) + "\n"


def _mark(its: Guess) -> str:
    return "" if its.role and not its.why.startswith("unsure") else "# "


def guesses(records: pl.DataFrame) -> list[Guess]:
    """Of each column, in order; lists and objects are left out."""
    columns = [records[name] for name in records.columns if not records[name].dtype.is_nested()]
    ids = _id(columns)
    return [Guess(column.name, *_guessed(column, ids)) for column in columns]


def _id(columns: list[pl.Series]) -> str | None:
    """Filled and different in every row: the one that is called so, else the first."""
    unique = [
        column.name for column in columns if not column.null_count() and column.n_unique() == column.len()
    ]
    called = [
        name for name in unique if re.search(ID, _words(name)) and not re.search(OF_A_PERSON, _words(name))
    ]
    return next(iter(called or unique), None)


def _guessed(column: pl.Series, ids: str | None) -> tuple[str | None, str]:
    if column.name == ids:
        return "id", "filled in every record, and never twice the same"
    values = _sample(column)
    if not values:
        return None, "empty in every record"
    if len(values) == 1 and column.len() > 1:
        return None, "the same in every record: it tells nobody apart"
    role, why = _by_name(_words(column.name), values) or _by_values(values) or _general(column)
    if role == "category" and sum(" " in value for value in values) > len(values) / 2:
        return "text", f"{why}; most values are of several words"
    return role, why


def _by_name(words: str, values: list[str]) -> tuple[str, str] | None:
    for clue in (clue for clue in CLUES if re.search(clue.name, words)):
        share = sum(map(clue.looks, values)) / len(values)
        if clue.looks is anything:
            return clue.role, "fairly sure: the name says so"
        if share >= FITS:
            return clue.role, f"sure: the name says so and {share:.0%} of the values look like it"
        if share >= REFUSES:
            return clue.role, f"unsure: the name says so, but only {share:.0%} of the values look like it"
    return None


def _by_values(values: list[str]) -> tuple[str, str] | None:
    for clue in CLUES:
        if clue.alone is None or (share := sum(map(clue.alone, values)) / len(values)) < FITS:
            continue
        if clue.role == "date":
            return (
                clue.role,
                f"unsure: {share:.0%} of the values are dates; leave out what is no date of a person",
            )
        return (
            clue.role,
            f"fairly sure: {share:.0%} of the values look like it, though the name does not say so",
        )
    return None


def _general(column: pl.Series) -> tuple[str | None, str]:
    filled, distinct = column.len() - column.null_count(), column.drop_nulls().n_unique()
    if distinct <= max(filled * CATEGORY, 2):
        return (
            "category",
            f"unsure: {distinct:,} values in {filled:,} records; leave it out if it says nothing of a person",
        )
    return (
        None,
        f"not guessed: {distinct:,} values in {filled:,} records; text, name, number, identifier, or leave it out",
    )


def _sample(column: pl.Series) -> list[str]:
    """Up to `SAMPLE` of the values, spread over them all; the same whatever the order of the rows."""
    distinct = column.cast(pl.String).drop_nulls().str.strip_chars()
    distinct = distinct.filter(distinct != "").unique().sort()
    return distinct.gather_every(max(distinct.len() // SAMPLE, 1)).to_list()


def _words(name: str) -> str:
    """`DateOfBirth`, `date_of_birth` and `Date of birth` are one."""
    return re.sub(r"[\W_]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)).strip().lower()


def _key(name: str) -> str:
    """As TOML writes a key; JSON's escapes are TOML's."""
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else json.dumps(name, ensure_ascii=False)
