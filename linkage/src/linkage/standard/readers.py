"""How the text of one column is read: what every role fills in the standardised table, from one text."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import polars as pl

from linkage.schema import Role, Schema

from . import contacts, dates, general, identifiers, places
from .conventions import Conventions

_TEXT, _DATE = pl.String(), pl.Date()
# What a record says of one human being and so, in a joint record, of the first one named.
_PERSONAL = frozenset({Role.DATE_OF_BIRTH, Role.SEX, Role.NINO, Role.NHS_NUMBER, Role.CATEGORY, Role.DATE,
                       Role.NUMBER, Role.IDENTIFIER})  # fmt: skip
# What a record says of all its people, whichever columns are whose.
_OF_A_PERSON = (Role.DATE_OF_BIRTH, Role.SEX, Role.EMAIL, Role.PHONE, Role.NINO, Role.NHS_NUMBER)
OF_THE_RECORD = (Role.UPRN, Role.VALID_FROM, Role.VALID_TO)
ONE_VALUE: dict[Role, Callable[[str], Any]] = {
    Role.SEX: identifiers.parse_sex,
    Role.UPRN: places.parse_uprn,
    Role.EMAIL: contacts.parse_email,
    Role.PHONE: contacts.parse_phone,
    Role.NINO: identifiers.parse_nino,
    Role.NHS_NUMBER: identifiers.parse_nhs_number,
    Role.TEXT: general.parse_text,
    Role.NAME: general.parse_any_name,
    Role.CATEGORY: general.parse_text,
    Role.NUMBER: general.parse_number,
    Role.IDENTIFIER: general.parse_identifier,
}


@dataclass(frozen=True)
class Reader:
    """Of one or more columns that fill the same places: the first whose text says anything counts.

    `kinds`: the places in the standardised table, with their types. `read` gives one value a place.
    """

    columns: tuple[str, ...]
    kinds: dict[str, pl.DataType]
    reads: tuple[Callable[[str], tuple[Any, ...]], ...]
    personal: bool

    def of(self, texts: dict[str, str | None]) -> dict[str, Any]:
        """The values of one record."""
        for column, read in zip(self.columns, self.reads, strict=True):
            found = read(texts[column] or "")
            if any(its is not None for its in found):
                return dict(zip(self.kinds, found, strict=True))
        return dict.fromkeys(self.kinds)


def readers(schema: Schema, conventions: Conventions, person: int) -> list[Reader]:
    """For every role but names and addresses, which are read from several columns at once, and for each column
    of general role."""
    found = []
    for role in (*_OF_A_PERSON, *OF_THE_RECORD):
        columns = schema.having(role, None if role in OF_THE_RECORD else person)
        found.append(_reader(schema, conventions, role, columns, role.value))
    for name, (column, role) in schema.general().items():
        mine = [column] if schema.option(column).person == person else []
        found.append(_reader(schema, conventions, role, mine, name))
    return found


def _reader(schema: Schema, conventions: Conventions, role: Role, columns: list[str], name: str) -> Reader:
    kinds: dict[str, pl.DataType] = {name: _kind(role)}
    if role in (Role.DATE_OF_BIRTH, Role.DATE):
        kinds["born_partial" if role is Role.DATE_OF_BIRTH else f"{name}_partial"] = _TEXT
    reads = tuple(
        _read(role, schema.option(column).date_format or conventions.order(column)) for column in columns
    )
    return Reader(tuple(columns), kinds, reads, role in _PERSONAL)


def _kind(role: Role) -> pl.DataType:
    if role in (Role.DATE_OF_BIRTH, Role.DATE, Role.VALID_FROM, Role.VALID_TO):
        return _DATE
    return pl.Float64() if role is Role.NUMBER else _TEXT


def _read(role: Role, form: str) -> Callable[[str], tuple[Any, ...]]:
    if role is Role.DATE_OF_BIRTH:
        return lambda text: dates.read_birth_date(text, form)
    if role is Role.DATE:
        return lambda text: dates.read_date(text, form)
    if role in (Role.VALID_FROM, Role.VALID_TO):
        return lambda text: (dates.read_date(text, form).whole,)
    parse = ONE_VALUE[role]
    return lambda text: (parse(text),)
