"""Records as they come, made into what an index holds: one by one fast, or many at a time, with the same result."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import polars as pl

from linkage.model import Model
from linkage.schema import BadInput, Role, Schema
from linkage.standard.atoms import atoms, with_atoms
from linkage.standard.conventions import Conventions
from linkage.standard.people import Plan, people_of
from linkage.standard.placeholders import Placeholders, find, without
from linkage.standard.table import standardise

from .columns import read_by
from .core import Person
from .derived import Derived

_EPOCH = date(1970, 1, 1).toordinal()
_WHO = ("id", "person", "source")


@dataclass(frozen=True, eq=False)
class Reader:
    """What the whole file told, kept for each later record: `conventions` of writing, and `placeholders`, values
    by column that say nothing, because so many unlike people have them. `columns`: those that the model reads."""

    schema: Schema
    columns: tuple[str, ...]
    conventions: Conventions = field(default_factory=Conventions)
    placeholders: Placeholders = field(default_factory=Placeholders)

    @classmethod
    def of(cls, records: pl.DataFrame, schema: Schema, model: Model) -> tuple["Reader", pl.DataFrame]:
        """And the people of these records, in order of what they say. Raises BadInput."""
        conventions = Conventions.of(records, schema)
        said = standardise(records, schema, conventions)
        found = find(said, schema)
        people = without(said, found)
        reader = cls(schema, tuple(read_by(model)), conventions, found)
        content = [name for name in people.columns if name not in ("id", "person")]
        return reader, reader._with_columns(people.sort(*content, "id", "person", nulls_last=True))

    def one(self, record: Mapping[str, Any]) -> list[Person]:
        """The people of a record, whose columns may be absent; none where it names nobody."""
        texts = {column: _text(record.get(column)) for column in self.schema.columns}
        return [self._person(self._derived(row)) for row in people_of(texts, self.schema, plan=self._plan)]

    def kept(self, record: Mapping[str, Any]) -> list[Person]:
        """As `one`, but nobody is somebody who says nothing. Raises BadInput without an id."""
        (column,) = self.schema.having(Role.ID)
        if not (id := _text(record.get(column))):
            raise BadInput(f"Column {column!r}: a record without an id cannot be kept.")
        return self.one(record) or [self._nobody(id)]

    def many(self, records: pl.DataFrame) -> list[Person]:
        """Of each record at least one. Raises BadInput."""
        found: dict[str, list[Person]] = {}
        for row in self.table(records).iter_rows(named=True):
            found.setdefault(row["id"], []).append(self._person(row))
        (column,) = self.schema.having(Role.ID)
        ids = records[column].cast(pl.String).to_list()
        return [person for id in ids for person in found.get(id) or [self._nobody(id)]]

    def table(self, records: pl.DataFrame) -> pl.DataFrame:
        """id, person, source and `columns`, one row a person, in the order of the records. Raises BadInput."""
        people = standardise(records, self.schema, self.conventions)
        return self._with_columns(without(people, self.placeholders))

    def _with_columns(self, people: pl.DataFrame) -> pl.DataFrame:
        return with_atoms(people, self.schema, self.columns).select(*_WHO, *self.columns)

    def _derived(self, row: dict[str, Any]) -> dict[str, Any]:
        row = self.placeholders.without(row)
        return self._atoms.of(row) | row

    @cached_property
    def _plan(self) -> Plan:
        return Plan(self.schema, self.conventions)

    @cached_property
    def _atoms(self) -> Derived:
        return Derived({name: its for name, its in atoms(self.schema).items() if name in self.columns})

    def _person(self, row: Mapping[str, Any]) -> Person:
        its = {column: _number(row[column]) for column in self.columns}
        return Person(row["id"] or "", row["person"], row["source"] or "", its)

    def _nobody(self, id: str) -> Person:
        return Person(id, 1, "", dict.fromkeys(self.columns))


def _text(value: Any) -> str | None:
    """As a table's column of this kind is written."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float):
        return None if value != value else str(int(value)) if value.is_integer() else str(value)
    return value.isoformat() if type(value) is date else str(value)


def _number(value: Any) -> Any:
    """Dates are days since 1970, as in a `Table`."""
    return float(value.toordinal() - _EPOCH) if isinstance(value, date) else value
