"""What an explanation stands on where the model is one of Splink's: the file's own columns, and all that SQL asks."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import polars as pl

from linkage.comparing.admission import Admission
from linkage.comparing.compiled import Compiled
from linkage.explaining.ground import Ground
from linkage.model import Model
from linkage.schema import Schema

from . import linking
from . import pairs as splink_pairs

__all__ = ["SplinkGround", "ground"]


@dataclass(frozen=True, eq=False)
class SplinkGround(Ground):
    """`asking`: the model with what only DuckDB can answer; `compiled` is of what kernels know."""

    asking: Model = field(kw_only=True, repr=False)

    def words(self, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        return splink_pairs.compare(self.compiled, self.asking, a, b)

    @cached_property
    def _admission(self) -> Admission:
        return _Admission(self.compiled, self.asking)


@dataclass(frozen=True, eq=False)
class _Admission(Admission):
    asking: Model

    def _holds(self, place: int, a: int, b: int) -> bool:
        return splink_pairs.admits(self.compiled, self.asking, place, a, b)


def ground(records: pl.DataFrame, schema: Schema, model: Model) -> Ground:
    """The file as linking by this model sees it. Raises BadInput."""
    its = linking.prepared(records, schema, model, 1)
    compiled = Compiled(its.table, splink_pairs.known(model))
    return SplinkGround(its.people, compiled, records, schema, asking=model)
