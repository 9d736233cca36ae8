"""What only a whole file tells of how its values are written: found once, then the same for every record."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from linkage.schema import DATES, Role, Schema

from .dates import order_of
from .folding import fold

# Where fewer forenames than this share have a second word, it says little.
SEVERAL = 0.02


@dataclass(frozen=True)
class Conventions:
    """`orders`: date column -> `dmy` or `mdy`.

    `joined`: first and second words of forenames that are one name here (`seung june`, as others in the file
    write Seungjune or Seung-june); None where the file keeps middle names apart, or has none.
    """

    orders: Mapping[str, str] = field(default_factory=dict)
    joined: frozenset[str] | None = None

    def order(self, column: str) -> str:
        return self.orders.get(column, "dmy")

    @classmethod
    def of(cls, records: pl.DataFrame, schema: Schema) -> "Conventions":
        """From the records as they came. Raises nothing for what a cell holds."""
        columns = [column for column, role in schema.columns.items() if role in DATES
                   and schema.option(column).date_format is None]  # fmt: skip
        return cls({column: order_of(records[column]) for column in columns}, _joined(records, schema))

    def document(self) -> dict[str, Any]:
        """For a saved model or index: plain JSON."""
        joined = None if self.joined is None else sorted(self.joined)
        return {"orders": dict(self.orders), "joined": joined}

    def as_json(self) -> str:
        return json.dumps(self.document())

    @classmethod
    def from_json(cls, text: str) -> "Conventions":
        return cls.from_document(json.loads(text))

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Conventions":
        joined = document.get("joined")
        return cls(dict(document.get("orders", {})), None if joined is None else frozenset(joined))


def _joined(records: pl.DataFrame, schema: Schema) -> frozenset[str] | None:
    """Only where forenames hold the middle names, and enough of them to matter."""
    columns = schema.having(Role.FORENAME)
    if schema.having(Role.MIDDLE_NAMES) or not columns:
        return None
    texts = pl.concat([records[column].cast(pl.String).alias("text") for column in columns]).drop_nulls()
    counts = texts.value_counts(name="records").sort("text")
    written = [(text, fold(text).split(), records) for text, records in counts.iter_rows()]
    several = sum(records for _, words, records in written if len(words) > 1)
    if several < SEVERAL * texts.len():
        return None
    alone = {words[0] for _, words, _ in written if len(words) == 1}
    hyphened = {"".join(words[:2]) for text, words, _ in written if len(words) > 1 and "-" in text.split()[0]}
    known = alone | hyphened
    return frozenset(" ".join(words[:2]) for _, words, _ in written if len(words) > 1 and len(words[0]) > 1
                     and len(words[1]) > 1 and "".join(words[:2]) in known)  # fmt: skip
