"""People as text tables: records put into the index, as a feed's batch would have put them."""

from datetime import date

from linkage.standard.contacts import parse_phone
from linkage.standard.identifiers import parse_nino

from borough.residents.identifiers import new_identifier
from borough.residents.models import Person, Record
from borough.residents.search.operations import index_people

FIELDS = {field.name for field in Record._meta.get_fields()}


def table(text: str) -> list[dict[str, str]]:
    """Rows of a table whose columns stand between bars, the header first."""
    lines = [line for line in text.strip().splitlines() if line.strip()]
    header, *rows = ([cell.strip() for cell in line.split("|")] for line in lines)
    return [dict(zip(header, row, strict=True)) for row in rows]


def given(text: str) -> dict[str, Person]:
    """Records of a table whose column `who` says whom each is about; the persons by that name.

    Other columns are fields of a record. `feed` and `key` have defaults.
    """
    people: dict[str, Person] = {}
    now = "2026-10-31T00:00:00Z"
    for number, row in enumerate(table(text), 1):
        who = row.pop("who")
        if who not in people:
            people[who] = Person.objects.create(identifier=new_identifier(), made_at=now)
        key = row.get("key") or f"K{number:04}"
        values = {name: value for name, value in row.items() if value and name in FIELDS}
        for name, parse in (("phone", parse_phone), ("nino", parse_nino)):  # as ingest writes them
            if name in values:
                values[name] = parse(values[name])
        Record.objects.create(
            **{"feed": "crm", "as_of": date(2026, 10, 1)} | values,
            source_key=key, number=1, person=people[who], batch_id=1, row=number,
        )  # fmt: skip
    index_people(None)
    return people
