"""One record's texts become its people: what `standardise` does to a table, for one record at a time.

This is the definition; the table's way (`standard.py`) is the fast one, and gives the same.
"""

from collections.abc import Mapping
from typing import Any

from . import names, places
from .conventions import Conventions
from .folding import BLANK
from .readers import readers
from .schema import Role, Schema

NAMES = (Role.FULL_NAME, Role.FORENAME, Role.MIDDLE_NAMES, Role.SURNAME)


def people_of(
    record: Mapping[str, str | None], schema: Schema, conventions: Conventions | None = None
) -> list[dict[str, Any]]:
    """The rows that `standardise` gives for this record: at least one, unless it names nobody and says nothing.

    `record`: the text of each column that the schema names; a column may be absent. Never raises.
    """
    texts = {column: _clean(record.get(column)) for column in schema.columns}
    found = []
    for number in schema.persons():
        found += _of_one_person(texts, schema, conventions or Conventions(), number)
    return sorted(found, key=lambda row: row["person"])


def _of_one_person(texts: dict[str, str | None], schema: Schema, conventions: Conventions,
                   number: int) -> list[dict[str, Any]]:  # fmt: skip
    (ids,) = schema.having(Role.ID)
    source = _joined(texts, schema, Role.SOURCE, None, " ") or None
    line, code = (
        _joined(texts, schema, Role.ADDRESS, None, ", "),
        _joined(texts, schema, Role.POSTCODE, None, " "),
    )
    shared: dict[str, Any] = {"id": texts[ids], "source": source, **place_of(line, code)}
    own: dict[str, Any] = {}
    for reader in readers(schema, conventions, number):
        (own if reader.personal else shared).update(reader.of(texts))
    rows = []
    for at, person in enumerate(_named(texts, schema, conventions, number) or [names.NOBODY]):
        mine = own if at == 0 else dict.fromkeys(own)
        row = {"person": number + at, **shared, **mine, **name_of(person)}
        row["sex"] = row["sex"] or (person.sex or None)
        rows.append(row)
    return [row for row in rows if any(row[its] is not None for its in known(schema))]


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


def _named(
    texts: dict[str, str | None], schema: Schema, conventions: Conventions, number: int
) -> list[names.Name]:
    full, forename, middle, surname = (_joined(texts, schema, role, number, " ") for role in NAMES)
    first, joined = surname_first(schema, number), conventions.joined
    return names.parse_people(full, forename, middle, surname, surname_first=first, joined=joined)


def surname_first(schema: Schema, number: int) -> bool:
    return any(schema.option(column).surname_first for column in schema.having(Role.FULL_NAME, number))


def _joined(
    texts: dict[str, str | None], schema: Schema, role: Role, number: int | None, between: str
) -> str:
    return between.join(text for column in schema.having(role, number) if (text := texts[column]))


def _clean(text: str | None) -> str | None:
    return text.strip(BLANK) or None if text is not None else None
