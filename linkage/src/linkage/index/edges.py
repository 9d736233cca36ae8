"""Which records are like which: the edges that linking found, kept so that a delta need not find them again."""

from collections.abc import Mapping

import numpy as np

from linkage.kernels import neighbours as kernel
from linkage.kernels.neighbours import Beside

from .growing import QUERIES, grown


class Edges:
    """Pairs of rows that were likely, or not far from it, when the later of the two was linked. What they weigh is
    not kept: it moves as values become rarer or commoner, and is soon worked out."""

    def __init__(self, beside: Beside, used: int = 0):
        self.beside, self.used = beside, used

    @classmethod
    def of(cls, a: np.ndarray, b: np.ndarray, rows: int) -> "Edges":
        """Each edge given once, between the first `rows` rows."""
        begin, others = kernel.both_ways(a, b, rows)
        its = cls(Beside(begin, others, *(np.zeros(0, np.int32) for _ in range(3))))
        its.make_room(0, rows, 0)
        return its

    def make_room(self, rows: int, more: int, edges: int) -> None:
        """For `more` rows after `rows`, and so many edges."""
        its = self.beside
        later, nexts = (grown(array, self.used, 2 * edges) for array in (its.later, its.nexts))
        self.beside = its._replace(heads=grown(its.heads, rows, more, QUERIES), later=later, nexts=nexts)

    def enter(self, a: np.ndarray, b: np.ndarray, rows: int) -> None:
        """More of them, each once, between the first `rows` rows."""
        self.make_room(rows, 0, len(a))
        self.used = int(kernel.enter(self.beside, self.used, a, b))

    def around(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(row, other) int32: the edges of these rows, as each sees them: some twice, and to rows that are gone."""
        found: tuple[np.ndarray, np.ndarray] = kernel.around(self.beside, rows)
        return found

    def arrays(self) -> dict[str, np.ndarray]:
        return self.beside._asdict()

    def facts(self) -> dict[str, int]:
        return {"used": self.used}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray], facts: Mapping[str, int]) -> "Edges":
        return cls(Beside(*(arrays[name] for name in Beside._fields)), **facts)
