"""What linking gives back."""

from dataclasses import dataclass

import polars as pl

from .facts import Facts
from .model import Model


@dataclass(frozen=True, eq=False)
class Linked:
    """`entities`: `id`, `person` (of a joint record: 1, 2, ...), `entity`, `confidence` (0 to 1), every id at least
    once. `pairs`, where asked for: both ids, `weight` (bits), `probability`, the level of each field, and the rule.
    `model`: what was learned, or given. `report`: what the run found out about itself. `edges`: `a`, `b`, rows of
    `entities`, of each pair of nought bits or more: an index built with them need not find them again.
    """

    entities: pl.DataFrame
    pairs: pl.DataFrame | None
    model: Model
    report: Facts
    edges: pl.DataFrame
