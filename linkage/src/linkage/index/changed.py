"""What a write has done to entities."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import polars as pl

from linkage.gathering import identities
from linkage.gathering.identities import Told

from .decided import KINDS

DECISIONS = pl.List(pl.Struct(KINDS))
EVENTS: dict[str, pl.DataType] = identities.EVENTS | {"decisions": DECISIONS}
ENTITIES: dict[str, pl.DataType] = {
    "id": pl.String(), "person": pl.Int16(), "entity": pl.String(), "confidence": pl.Float32(),
}  # fmt: skip
Row = tuple[str, int, str, float]


class Changed:
    """`entities`: id, person, entity, confidence of every record that came, or whose entity changed; `events`: in the
    columns of EVENTS, what happened to entities; `decisions`: what people decided, that asked for it. Both are made
    into tables when they are asked for."""

    def __init__(self, entities: pl.DataFrame | Sequence[Row], *told: pl.DataFrame | Sequence[Told]):
        self._entities, self._told = entities, told

    @cached_property
    def entities(self) -> pl.DataFrame:
        return _table(self._entities, ENTITIES).sort("id", "person")

    @cached_property
    def events(self) -> pl.DataFrame:
        return pl.concat([pl.DataFrame(schema=EVENTS), *(_events(its) for its in self._told if len(its))])

    def then(self, *later: "Changed") -> "Changed":
        """All that happened; the records of the last of it."""
        return Changed(later[-1]._entities, *self._told, *(told for its in later for told in its._told))

    def __repr__(self) -> str:
        return f"Changed({len(self._entities)} records, {sum(map(len, self._told))} events)"


def _events(told: pl.DataFrame | Sequence[Told]) -> pl.DataFrame:
    """What a record's coming or going does, nobody decided."""
    its = _table(told, identities.EVENTS)
    return its if "decisions" in its.columns else its.with_columns(decisions=pl.lit([], DECISIONS))


def _table(rows: pl.DataFrame | Sequence[tuple[Any, ...]], kinds: dict[str, pl.DataType]) -> pl.DataFrame:
    return rows if isinstance(rows, pl.DataFrame) else pl.DataFrame(list(rows), schema=kinds, orient="row")
