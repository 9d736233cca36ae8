"""What only a whole file tells of how its values are written: found once, then the same for every record."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from .dates import order_of
from .schema import DATES, Schema


@dataclass(frozen=True)
class Conventions:
    """`orders`: date column -> `dmy` or `mdy`."""

    orders: Mapping[str, str] = field(default_factory=dict)

    def order(self, column: str) -> str:
        return self.orders.get(column, "dmy")

    @classmethod
    def of(cls, records: pl.DataFrame, schema: Schema) -> "Conventions":
        """From the records as they came. Raises nothing for what a cell holds."""
        columns = [column for column, role in schema.columns.items() if role in DATES
                   and schema.option(column).date_format is None]  # fmt: skip
        return cls({column: order_of(records[column]) for column in columns})

    def document(self) -> dict[str, Any]:
        """For a saved model or index: plain JSON."""
        return {"orders": dict(self.orders)}

    def as_json(self) -> str:
        return json.dumps(self.document())

    @classmethod
    def from_json(cls, text: str) -> "Conventions":
        return cls.from_document(json.loads(text))

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Conventions":
        return cls(dict(document.get("orders", {})))
