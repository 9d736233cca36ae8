"""One record's texts become its people: what `standardise` does to a table, for one record at a time.

This is the definition; the table's way (`standard.py`) is the fast one, and gives the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from linkage.schema import Role, Schema

from . import names, places
from .conventions import Conventions
from .folding import BLANK
from .readers import Reader, readers

NAMES = (Role.FULL_NAME, Role.FORENAME, Role.MIDDLE_NAMES, Role.SURNAME)


@dataclass(frozen=True, eq=False)
class Plan:
    """What of a schema is the same for every record: for many records one by one, worked out once."""

    schema: Schema
    conventions: Conventions

    @cached_property
    def columns(self) -> dict[Role, list[str]]:
        """Those that are read together, of any person."""
        return {
            role: self.schema.having(role) for role in (Role.ID, Role.SOURCE, Role.ADDRESS, Role.POSTCODE)
        }

    @cached_property
    def readers(self) -> dict[int, list[Reader]]:
        """Of each of the record's people."""
        return {number: readers(self.schema, self.conventions, number) for number in self.schema.persons()}

    @cached_property
    def names(self) -> dict[int, tuple[list[list[str]], bool]]:
        """Of each: the columns of each role of NAMES, and whether a full name has the surname first."""
        return {number: ([self.schema.having(role, number) for role in NAMES], surname_first(self.schema, number))
                for number in self.schema.persons()}  # fmt: skip

    @cached_property
    def known(self) -> list[str]:
        return known(self.schema)


def people_of(record: Mapping[str, str | None], schema: Schema, conventions: Conventions | None = None,
              plan: Plan | None = None) -> list[dict[str, Any]]:  # fmt: skip
    """The rows that `standardise` gives for this record: at least one, unless it names nobody and says nothing.

    `record`: the text of each column that the schema names; a column may be absent. `plan`: of the same schema and
    conventions, where there are many records. Never raises.
    """
    plan = plan or Plan(schema, conventions or Conventions())
    texts = {column: _clean(record.get(column)) for column in schema.columns}
    found = [row for number in plan.readers for row in _of_one_person(texts, plan, number)]
    return sorted(found, key=lambda row: row["person"])


def _of_one_person(texts: dict[str, str | None], plan: Plan, number: int) -> list[dict[str, Any]]:
    (ids,) = plan.columns[Role.ID]
    source = _joined(texts, plan.columns[Role.SOURCE], " ") or None
    line, code = (
        _joined(texts, plan.columns[Role.ADDRESS], ", "), _joined(texts, plan.columns[Role.POSTCODE], " ")
    )  # fmt: skip
    shared: dict[str, Any] = {"id": texts[ids], "source": source, **place_of(line, code)}
    own: dict[str, Any] = {}
    for reader in plan.readers[number]:
        (own if reader.personal else shared).update(reader.of(texts))
    rows = []
    for at, person in enumerate(_named(texts, plan, number) or [names.NOBODY]):
        mine = own if at == 0 else dict.fromkeys(own)
        row = {"person": number + at, **shared, **mine, **name_of(person)}
        row["sex"] = row["sex"] or (person.sex or None)
        rows.append(row)
    return [row for row in rows if any(row[its] is not None for its in plan.known)]


def name_of(person: names.Name) -> dict[str, str | None]:
    """The columns of a name; empty is null."""
    return {"forename": person.forename or None, "middle_names": person.middle_names or None,
            "surname": person.surname or None, "suffix": person.suffix or None,
            "former_surname": person.former or None}  # fmt: skip


def place_of(line: str, code: str) -> dict[str, str | None]:
    """Flat, number, street, and the postcode: its own column's, else the one in the address."""
    found = places.parse_address(line)
    return {"flat": found.flat or None, "number": found.number or None, "street": found.street or None,
            "locality": found.locality or None,
            "postcode": places.parse_code(code) or found.postcode or None}  # fmt: skip


def known(schema: Schema) -> list[str]:
    """The columns of which a row must fill one, to speak of somebody."""
    own = ["forename", "surname", "date_of_birth", "nino", "nhs_number", *schema.general()]
    return own if any(schema.having(role) for role in NAMES) else [*own, "email", "phone"]


def _named(texts: dict[str, str | None], plan: Plan, number: int) -> list[names.Name]:
    columns, first = plan.names[number]
    full, forename, middle, surname = (_joined(texts, its, " ") for its in columns)
    joined = plan.conventions.joined
    return names.parse_people(full, forename, middle, surname, surname_first=first, joined=joined)


def surname_first(schema: Schema, number: int) -> bool:
    return any(schema.option(column).surname_first for column in schema.having(Role.FULL_NAME, number))


def _joined(texts: dict[str, str | None], columns: list[str], between: str) -> str:
    return between.join(text for column in columns if (text := texts[column]))


def _clean(text: str | None) -> str | None:
    return text.strip(BLANK) or None if text is not None else None
