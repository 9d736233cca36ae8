"""What a write has done to entities."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import polars as pl

from linkage.gathering.identities import EVENTS, Told

ENTITIES: dict[str, pl.DataType] = {
    "id": pl.String(), "person": pl.Int16(), "entity": pl.String(), "confidence": pl.Float32(),
}  # fmt: skip
Row = tuple[str, int, str, float]


class Changed:
    """`entities`: id, person, entity, confidence of every record that was looked at again; `events`: in the
    columns of `identities.EVENTS`, what happened to entities. Both are made into tables when they are asked for."""

    def __init__(self, entities: pl.DataFrame | Sequence[Row], *told: pl.DataFrame | Sequence[Told]):
        self._entities, self._told = entities, told

    @cached_property
    def entities(self) -> pl.DataFrame:
        return _table(self._entities, ENTITIES).sort("id", "person")

    @cached_property
    def events(self) -> pl.DataFrame:
        return pl.concat(
            [pl.DataFrame(schema=EVENTS), *(_table(its, EVENTS) for its in self._told if len(its))]
        )

    def then(self, *later: "Changed") -> "Changed":
        """All that happened; the records of the last of it."""
        return Changed(later[-1]._entities, *self._told, *(told for its in later for told in its._told))

    def __repr__(self) -> str:
        return f"Changed({len(self._entities)} records, {sum(map(len, self._told))} events)"


def _table(rows: pl.DataFrame | Sequence[tuple[Any, ...]], kinds: dict[str, pl.DataType]) -> pl.DataFrame:
    return rows if isinstance(rows, pl.DataFrame) else pl.DataFrame(list(rows), schema=kinds, orient="row")
