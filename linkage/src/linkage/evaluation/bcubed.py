"""B-cubed: the mean over records, so that a large person does not count for more than its records.

Bagga and Baldwin (1998), "Entity-based cross-document coreferencing using the vector space model".
"""

import math
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class BCubed:
    """`precision`: of a record's entity, the share that is its person; `recall`: of its person, the share found."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def bcubed(cells: pl.DataFrame) -> BCubed:
    records = int(cells["together"].sum())
    return BCubed(_mean(cells, "found", records), _mean(cells, "true", records))


def _mean(cells: pl.DataFrame, size: str, records: int) -> float:
    """Whole numbers for each size, then one exact sum: the same whatever the order of the rows."""
    squares = cells.group_by(size).agg(squares=(pl.col("together") ** 2).sum()).sort(size)
    return math.fsum(s / n for n, s in squares.iter_rows()) / records
