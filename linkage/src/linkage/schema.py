"""What each column of a file says about a person. Columns that are not named are ignored, never guessed."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from .standard import columns as names


class BadInput(Exception):
    """The input cannot be used. The message is one sentence that names the column and what to do."""


class Role(StrEnum):
    """What a column says. Several columns may have one role, such as four lines of an address."""

    ID = "id"
    SOURCE = "source"
    FORENAME = "forename"
    MIDDLE_NAMES = "middle_names"
    SURNAME = "surname"
    FULL_NAME = "full_name"
    DATE_OF_BIRTH = "date_of_birth"
    SEX = "sex"
    ADDRESS = "address"
    POSTCODE = "postcode"
    UPRN = "uprn"
    EMAIL = "email"
    PHONE = "phone"
    NINO = "nino"
    NHS_NUMBER = "nhs_number"
    VALID_FROM = "valid_from"
    VALID_TO = "valid_to"
    # For any other kind of data; each such column is a field of its own.
    TEXT = "text"
    NAME = "name"
    CATEGORY = "category"
    DATE = "date"
    NUMBER = "number"
    IDENTIFIER = "identifier"


GENERAL = (Role.TEXT, Role.NAME, Role.CATEGORY, Role.DATE, Role.NUMBER, Role.IDENTIFIER)
DATES = (Role.DATE_OF_BIRTH, Role.VALID_FROM, Role.VALID_TO, Role.DATE)
ORDERS = ("dmy", "mdy", "ymd")


@dataclass(frozen=True)
class Option:
    """Of one column. `person`: which of a record's people it speaks of: 1 the child, 2 the parent.

    `surname_first`: a full name written "Khan Aisha" (with a comma it is understood in any case).
    `date_format`: `dmy`, `mdy` or `ymd`, the order of the parts, or a pattern such as `%d.%m.%y`; where it is
    not given, a year in front is always understood, and else the day comes first.
    """

    person: int = 1
    surname_first: bool = False
    date_format: str | None = None

    @classmethod
    def of(cls, column: str, role: Role, given: object) -> "Option":
        """From a table of TOML. Raises BadInput, naming the column, the option and what may stand there."""
        known = {its.name: its.type for its in fields(cls)}
        if not isinstance(given, Mapping):
            raise BadInput(f"The options of column {column!r} must be a table: write [options.{column}].")
        for name in given:
            if name not in known:
                raise BadInput(
                    f"Column {column!r}: there is no option {name!r}; options are {', '.join(known)}."
                )
        option = cls(**given)
        option.check(column, role)
        return option

    def check(self, column: str, role: Role) -> None:
        """Raises BadInput where a value is of the wrong kind, or the column has no use for it."""
        if not isinstance(self.person, int) or isinstance(self.person, bool) or self.person < 1:
            raise BadInput(f"Column {column!r}: `person` must be 1, 2, ..., not {self.person!r}.")
        if not isinstance(self.surname_first, bool):
            raise BadInput(f"Column {column!r}: `surname_first` must be true or false.")
        if self.date_format is None:
            return
        if role not in DATES:
            raise BadInput(f"Column {column!r}: `date_format` is for dates, and its role is {role.value!r}.")
        if self.date_format not in ORDERS and "%" not in str(self.date_format):
            raise BadInput(f"Column {column!r}: `date_format` must be {', '.join(ORDERS)} or a pattern "
                           f"such as %d.%m.%y, not {self.date_format!r}.")  # fmt: skip


_PLAIN = Option()


@dataclass(frozen=True)
class Schema:
    """`columns`: column -> role, in order; `options`: for the columns that need one."""

    columns: Mapping[str, Role]
    options: Mapping[str, Option] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "columns", MappingProxyType(dict(self.columns)))
        object.__setattr__(self, "options", MappingProxyType(dict(self.options)))
        if len(self.having(Role.ID)) != 1:
            raise BadInput("A schema needs exactly one column with the role `id`.")
        for column, option in self.options.items():
            self.must_have(column)
            option.check(column, self.columns[column])

    def must_have(self, column: str) -> None:
        """Raises BadInput where options are given to a column without a role."""
        if column not in self.columns:
            raise BadInput(f"There are options for the column {column!r}, which has no role in the schema.")

    def having(self, role: Role, person: int | None = None) -> list[str]:
        """The columns with this role, in order; of one of the record's people, or of all."""
        return [column for column, its in self.columns.items()
                if its is role and person in (None, self.option(column).person)]  # fmt: skip

    def option(self, column: str) -> Option:
        return self.options.get(column, _PLAIN)

    def persons(self) -> list[int]:
        """The numbers of the people that one record may speak of."""
        return sorted({1, *(option.person for option in self.options.values())})

    def general(self) -> dict[str, tuple[str, Role]]:
        """Columns with a general role, in order: name in the standardised table -> (column, role)."""
        ours = [(column, role) for column, role in self.columns.items() if role in GENERAL]
        return dict(zip(names.apart([(column, role.value) for column, role in ours]), ours, strict=True))

    @classmethod
    def of(cls, columns: Mapping[str, str], options: Mapping[str, Option] | None = None) -> "Schema":
        """From plain strings. Raises BadInput for a role that does not exist, naming the column."""
        for column, role in columns.items():
            if role not in set(Role):
                raise BadInput(f"Column {column!r}: there is no role {role!r}; roles are {', '.join(Role)}.")
        return cls({column: Role(role) for column, role in columns.items()}, options or {})

    @classmethod
    def given(cls, schema: "Schema | Mapping[str, str]") -> "Schema":
        """A schema, or what `of` makes one from. Raises BadInput for anything else, saying what to do."""
        if isinstance(schema, Mapping):
            return cls.of(schema)
        if isinstance(schema, Schema):
            return schema
        if isinstance(schema, str | Path):
            raise BadInput(f"The schema is the name of a file: give Schema.read({str(schema)!r}).")
        raise BadInput(
            f"A schema is a Schema, or column = role as a dictionary, not of type {type(schema).__name__}."
        )

    @classmethod
    def read(cls, path: Path | str) -> "Schema":
        """From TOML: `[columns]` column = role; `[options.COLUMN]` as `Option`. Raises BadInput."""
        path = Path(path)
        try:
            return cls.from_document(tomllib.loads(path.read_text("utf-8")))
        except FileNotFoundError:
            raise BadInput(f"{path}: there is no such file.") from None
        except OSError as fault:
            raise BadInput(f"{path} cannot be read: {fault.strerror}.") from None
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
            raise BadInput(f"{path} is no TOML: {fault}") from None
        except BadInput as fault:
            raise BadInput(f"{path}: {fault}") from None

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Schema":
        """From what a TOML file, or a saved model, holds. Raises BadInput."""
        if unknown := [name for name in document if name not in ("columns", "options")]:
            raise BadInput(f"A schema has the tables [columns] and [options.COLUMN], and no {unknown[0]!r}.")
        columns, options = document.get("columns"), document.get("options", {})
        if not isinstance(columns, Mapping) or not isinstance(options, Mapping):
            raise BadInput('A schema needs a table [columns] of lines such as  first = "forename".')
        given = cls.of(
            {column: role if isinstance(role, str) else repr(role) for column, role in columns.items()}
        )
        for column in options:
            given.must_have(column)
        return cls(given.columns, {column: Option.of(column, given.columns[column], its)
                                   for column, its in options.items()})  # fmt: skip

    def document(self) -> dict[str, Any]:
        """What `from_document` reads: plain tables, options only where they say something."""
        plain = {its.name: its.default for its in fields(Option)}
        options = {column: {name: getattr(option, name) for name in plain if getattr(option, name) != plain[name]}
                   for column, option in self.options.items()}  # fmt: skip
        columns = {column: role.value for column, role in self.columns.items()}
        return {"columns": columns, "options": {column: its for column, its in options.items() if its}}
