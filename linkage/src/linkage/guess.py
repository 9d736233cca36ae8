"""A schema to start from: what each column may say, by its name and by its values, and how sure that is.

It is printed for a person to read and mend. Nothing uses it unseen.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from . import contacts, dates, identifiers, places

SAMPLE = 2_000
FITS = 0.8  # a share of the values from which they speak for a role
REFUSES = 0.5  # ... and below which they speak against it
CATEGORY = 0.05  # distinct values a filled row
_LETTERS = re.compile(r"[^\W\d_][\w .,'’()/&-]*")


@dataclass(frozen=True)
class Clue:
    """`name`: what a column of this role is called; `looks`: does a value look like it?

    `alone`: values that look so are nothing else, whatever the column is called.
    """

    role: str
    name: str
    looks: Callable[[str], bool]
    alone: bool = False


def _any(value: str) -> bool:
    return bool(value)


def _name(value: str) -> bool:
    return bool(_LETTERS.fullmatch(value)) and len(value.split()) <= 4


def _date(value: str) -> bool:
    return any(letter.isdigit() for letter in value) and dates.parse_date(value) is not None


def _read_by(parse: Callable[[str], object | None]) -> Callable[[str], bool]:
    return lambda value: parse(value) is not None


def _email(value: str) -> bool:
    return "@" in value and contacts.parse_email(value) is not None


def _postcode(value: str) -> bool:
    return places.parse_postcode(value) is not None or bool(re.fullmatch(r"\d{4,6}(-\d{4})?", value))


# The first that fits wins: the particular stand before the general.
CLUES = (
    Clue("nhs_number", r"nhs", _read_by(identifiers.parse_nhs_number), alone=True),
    Clue("nino", r"nino|national insurance|ni (no|number)|\bni\b", _read_by(identifiers.parse_nino), alone=True),
    Clue("uprn", r"uprn", _read_by(places.parse_uprn)),
    Clue("email", r"e ?mail", _email, alone=True),
    Clue("phone", r"phone|\btel|mobile|landline|\bcell", _read_by(contacts.parse_phone)),
    Clue("postcode", r"post ?code|\bzip|postal", _postcode),
    Clue("date_of_birth", r"dob|birth ?da|date of birth|\bborn\b|birthday", _date),
    Clue("valid_from", r"valid from|start|\bfrom\b|moved in|since", _date),
    Clue("valid_to", r"valid to|\bend\b|end date|until|moved out|\bto\b", _date),
    Clue("date", r"date|\bdied\b|death", _date, alone=True),
    Clue("sex", r"\bsex|gender", _read_by(identifiers.parse_sex)),
    Clue("source", r"source|system|\bsrc\b|data ?set|origin", _any),
    Clue("category", r"place|country|nation|occupation|job|profession|employer|ethnic|language|religion|status|type"
                     r"|category|field", _any),
    Clue("middle_names", r"middle|other names?|second name", _name),
    Clue("forename", r"fore ?name|first ?name|given ?name|\bfname|\bfirst\b|\bgiven\b|christian", _name),
    Clue("surname", r"sur ?name|last ?name|family ?name|\blname|\blast\b", _name),
    Clue("address", r"address|\baddr|street|road|house|flat|\bline ?\d|town|city|suburb|county", _any),
    Clue("full_name", r"name|applicant|tenant|customer|resident|holder", _name),
    Clue("identifier", r"ssn|social security|passport|licen[cs]e|account|\bid\b|\bref|\bnumber\b|\bno\b", _any),
)  # fmt: skip


def guess(records: pl.DataFrame) -> str:
    """TOML: `[columns]` with a comment each that says why and how sure; what was not guessed stands commented."""
    columns = [records[name] for name in records.columns if not records[name].dtype.is_nested()]
    ids = _id(columns)
    lines = [
        f"# Guessed from {records.height:,} records: read every line, and mend what is wrong.",
        "[columns]",
    ]
    if ids is None:
        lines.append('# There is no column with an id of its own for every record: add one, as ref = "id".')
    lines += [_line(column, ids) for column in columns]
    return "\n".join(lines) + "\n"


def _id(columns: list[pl.Series]) -> str | None:
    """Filled and different in every row: the one that is called so, else the first."""
    unique = [
        column.name for column in columns if not column.null_count() and column.n_unique() == column.len()
    ]
    called = [
        name
        for name in unique
        if re.search(r"\bid\b|\bref|\bkey\b|\burn\b|\buuid|\bnumber\b|\bno\b", _words(name))
    ]
    return next(iter(called or unique), None)


def _line(column: pl.Series, ids: str | None) -> str:
    if column.name == ids:
        return f'{_key(column.name)} = "id"  # filled in every record, and never twice the same'
    values = _sample(column)
    if not values:
        return f'# {_key(column.name)} = ""  # empty in every record'
    role, why = _role(column, values)
    return f'{_key(column.name)} = "{role}"  # {why}' if role else f'# {_key(column.name)} = ""  # {why}'


def _role(column: pl.Series, values: list[str]) -> tuple[str | None, str]:
    """The role, if any, and why."""
    words = _words(column.name)
    for clue in (clue for clue in CLUES if re.search(clue.name, words)):
        share = sum(map(clue.looks, values)) / len(values)
        if share >= FITS:
            seen = "" if clue.looks is _any else f" and {share:.0%} of the values look like it"
            return clue.role, f"{'fairly sure' if clue.looks is _any else 'sure'}: the name says so{seen}"
        if share >= REFUSES:
            return clue.role, f"unsure: the name says so, but only {share:.0%} of the values look like it"
    for clue in (clue for clue in CLUES if clue.alone):
        share = sum(map(clue.looks, values)) / len(values)
        if share >= FITS:
            return (
                clue.role,
                f"fairly sure: {share:.0%} of the values look like it, though the name does not say so",
            )
    return _general(column)


def _general(column: pl.Series) -> tuple[str | None, str]:
    filled, distinct = column.len() - column.null_count(), column.drop_nulls().n_unique()
    if distinct == 1:
        return None, "the same in every record: it tells nobody apart"
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
