"""What a write has done to entities."""

from dataclasses import dataclass

import polars as pl

from linkage.identities import EVENTS

ENTITIES: dict[str, pl.DataType] = {
    "id": pl.String(), "person": pl.Int16(), "entity": pl.String(), "confidence": pl.Float32(),
}  # fmt: skip


@dataclass(frozen=True)
class Changed:
    """`entities`: id, person, entity, confidence of every record that was looked at again; `events`: in the
    columns of `identities.EVENTS`, what happened to entities."""

    entities: pl.DataFrame
    events: pl.DataFrame

    @classmethod
    def of(cls, entities: pl.DataFrame, *events: pl.DataFrame) -> "Changed":
        nothing = pl.DataFrame(schema=EVENTS)
        return cls(entities, pl.concat([nothing, *(its for its in events if its.height)]))
