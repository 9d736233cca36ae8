"""How rare each value is, kept right while records come and go: the weights of a model over a changing table.

A weight counts log2(count / total). Counts change value by value. A total changes every share, so it is taken up
in the few constants that shares are compared with: exact, at no cost.
"""

import numpy as np

from linkage.kernels.levels import NEARLY, PLAIN, RARE, Weights

from .growing import grown


class Shares:
    """`counts` int64 [counted columns, values with room]: how many records say each value there. A value that
    none says, as a query's may be, counts as said once."""

    def __init__(self, weights: Weights, counts: np.ndarray, values: int):
        self._given, self.counts, self.values = weights, counts, values
        self.columns = counted(weights)
        self.totals = np.maximum(counts.sum(axis=1), 1)
        self._reckoned = self.totals.copy()
        self._shares = np.log2(np.maximum(counts, 1) / self._reckoned[:, None])
        self.weights = weights
        self._settle()

    @classmethod
    def of(cls, weights: Weights, codes: np.ndarray, values: int) -> "Shares":
        """`codes` [records, columns] of a table with so many values."""
        columns = counted(weights)
        counts = [np.bincount(its[its >= 0], minlength=values) for its in codes[:, columns].T]
        return cls(weights, np.array(counts, np.int64).reshape(len(columns), values), values)

    def make_room(self, values: int, room: int) -> None:
        """`values` are in, of `room` codes that there may be."""
        if room > self.counts.shape[1]:
            self.counts, self._shares = (
                np.ascontiguousarray(grown(its.T, self.values, room - self.values).T)[:, :room]
                for its in (self.counts, self._shares)
            )
            self._shares[:, self.values :] = -np.log2(self._reckoned)[:, None]
            self._settle()
        self.values = values

    def count(self, codes: np.ndarray, more: int) -> None:
        """Records with these codes [records, columns] came (`more` is 1) or went (-1)."""
        for place, column in enumerate(self.columns):
            said = codes[:, column][codes[:, column] >= 0]
            np.add.at(self.counts[place], said, more)
            self.totals[place] = max(self.totals[place] + more * len(said), 1)
            self._shares[place, said] = np.log2(
                np.maximum(self.counts[place, said], 1) / self._reckoned[place]
            )
        self._settle()

    def _settle(self) -> None:
        """The constants, such that log2(count / total) counts where log2(count / total reckoned with) stands."""
        given = self._given
        base, least = given.base.copy(), given.least.copy()
        for place in range(len(self.columns)):
            grown_by = np.log2(self.totals[place] / self._reckoned[place])
            its = (given.rarity != PLAIN) & (given.column >> 16 == place)
            base[its & (given.rarity == RARE)] += grown_by
            least[its & (given.rarity == RARE)] += grown_by
            base[its & (given.rarity == NEARLY)] -= grown_by
        shares = self._shares if len(self.columns) else given.shares
        self.weights = given._replace(base=base, least=least, shares=shares)


def counted(weights: Weights) -> np.ndarray:
    """int64: the table's column behind each row of `weights.shares`."""
    its = weights.column[weights.rarity != PLAIN]
    columns = dict(zip((its >> 16).tolist(), (its & 0xFFFF).tolist(), strict=True))
    return np.array([columns[place] for place in range(len(columns))], np.int64)
