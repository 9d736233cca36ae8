"""What each column of a file says about a person. Columns that are not named are ignored, never guessed."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType


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


@dataclass(frozen=True)
class Option:
    """Of one column. `person`: which of a record's people it speaks of: 1 the child, 2 the parent.

    `surname_first`: a full name written "Khan Aisha" (with a comma it is understood in any case).
    """

    person: int = 1
    surname_first: bool = False


_PLAIN = Option()


@dataclass(frozen=True)
class Schema:
    """`columns`: column -> role, in order; `options`: for the columns that need one."""

    columns: Mapping[str, Role]
    options: Mapping[str, Option] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "columns", MappingProxyType(dict(self.columns)))
        if len(self.having(Role.ID)) != 1:
            raise BadInput("A schema needs exactly one column with the role `id`.")

    def having(self, role: Role, person: int | None = None) -> list[str]:
        """The columns with this role, in order; of one of the record's people, or of all."""
        return [column for column, its in self.columns.items()
                if its is role and person in (None, self.option(column).person)]  # fmt: skip

    def option(self, column: str) -> Option:
        return self.options.get(column, _PLAIN)

    def persons(self) -> list[int]:
        """The numbers of the people that one record may speak of."""
        return sorted({1, *(option.person for option in self.options.values())})

    @classmethod
    def of(cls, columns: Mapping[str, str], options: Mapping[str, Option] | None = None) -> "Schema":
        """From plain strings. Raises BadInput for a role that does not exist, naming the column."""
        for column, role in columns.items():
            if role not in set(Role):
                raise BadInput(f"Column {column!r}: there is no role {role!r}; roles are {', '.join(Role)}.")
        return cls({column: Role(role) for column, role in columns.items()}, options or {})

    @classmethod
    def read(cls, path: Path) -> "Schema":
        """From TOML: `[columns]` column = role; `[options.COLUMN]` as `Option`. Raises BadInput."""
        try:
            document = tomllib.loads(path.read_text())
            options = {column: Option(**given) for column, given in document.get("options", {}).items()}
        except (tomllib.TOMLDecodeError, TypeError) as fault:
            raise BadInput(f"{path}: {fault}") from None
        return cls.of(document.get("columns", {}), options)
