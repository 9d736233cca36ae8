"""Records as they come, made into what an index holds: one by one fast, or many at a time, with the same result."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from linkage.model import Model
from linkage.schema import BadInput, Role, Schema
from linkage.standard import standardise

from .columns import read_by
from .core import Person

_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Reader:
    """`columns`: those that the model reads."""

    schema: Schema
    columns: tuple[str, ...]

    @classmethod
    def of(cls, schema: Schema, model: Model) -> "Reader":
        return cls(schema, tuple(read_by(model)))

    def one(self, record: Mapping[str, Any]) -> list[Person]:
        """The people of a record, whose columns may be absent; none where it names nobody."""
        texts = {
            column: None if (its := record.get(column)) is None else str(its)
            for column in self.schema.columns
        }
        (ids,) = self.schema.having(Role.ID)
        texts[ids] = texts[ids] or "-"
        table = self.table(pl.DataFrame([texts], schema=dict.fromkeys(texts, pl.String)))
        return [self._person(row) for row in table.iter_rows(named=True)]

    def named(self, record: Mapping[str, Any]) -> list[Person]:
        """As `one`, for a record that is kept: raises BadInput without an id, and nobody is somebody who says
        nothing."""
        (column,) = self.schema.having(Role.ID)
        if record.get(column) in (None, ""):
            raise BadInput(f"Column {column!r}: a record without an id cannot be kept.")
        return self.one(record) or [self._nobody(str(record[column]))]

    def _nobody(self, id: str) -> Person:
        return Person(id, 1, "", dict.fromkeys(self.columns))

    def many(self, records: pl.DataFrame) -> list[Person]:
        """Of each record at least one. Raises BadInput."""
        kept = self.table(records).select("id", "person", "source", *self.columns)
        found: dict[str, list[Person]] = {}
        for row in kept.iter_rows(named=True):
            found.setdefault(row["id"], []).append(self._person(row))
        (column,) = self.schema.having(Role.ID)
        return [
            person for id in records[column].cast(pl.String) for person in found.get(id) or [self._nobody(id)]
        ]

    def _person(self, row: Mapping[str, Any]) -> Person:
        return Person(row["id"], row["person"], row["source"] or "",
                      {column: _number(row[column]) for column in self.columns})  # fmt: skip

    def table(self, records: pl.DataFrame) -> pl.DataFrame:
        """Standardised, one row a person."""
        return standardise(records, self.schema)


def _number(its: Any) -> Any:
    """Dates are days since 1970, as in a `Table`."""
    return float(its.toordinal() - _EPOCH) if isinstance(its, date) else its
