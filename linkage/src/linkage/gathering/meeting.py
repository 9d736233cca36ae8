"""Clusters that meet where their records could not: in blocks that were too large to compare all with all.

A block shrinks as clusters grow, since a cluster stands in it once. One that is still too large lets each
cluster meet the next few in the records' order, which is an order of content.
"""

from collections import deque

import numpy as np

from linkage.comparing.blocking import Blocking
from linkage.comparing.compiled import Compiled
from linkage.comparing.scan import in_order
from linkage.kernels import meeting as kernel
from linkage.kernels import pairs_met

from .rounds import distinct

# Clusters of one block that all meet at most, and how many others each meets where there are more.
ALL_MEET = 60
BESIDE = 5
PAIRS_AT_A_TIME = 1 << 16
# Slots for pairs that met, to begin with.
FEW = 1 << 12


def budget(records: int) -> int:
    """Pairs that may meet in one round: fewer a record in a large file, whose blocks are full of strangers."""
    return round(records * float(np.clip(40 * (50_000 / max(records, 1)) ** 0.6, 4, 40)))


class Meetings:
    """Pairs of clusters that meet in the blocks which were left out of `blocking`, round after round; two rows that
    meet again, under another rule or in a later round, are not compared again."""

    def __init__(self, compiled: Compiled, blocking: Blocking, *, threads: int | None = None) -> None:
        self._compiled, self._blocking, self._threads = compiled, blocking, threads
        self._slots, self._met = np.zeros(FEW, dtype=np.uint64), 0

    def of(self, cluster: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(one, two), one < two, each once, of which some records weigh nought or more.

        `cluster` int64 [records], named by the first. It goes rule by rule, the best first, as far as the budget
        reaches; a rule that would take more than is left is passed over.
        """
        left = budget(len(cluster))
        found = [(np.zeros(0, np.int64), np.zeros(0, np.int64))]
        for its in self._blocking.blocks:
            rows, starts = kernel.once_a_cluster(its.hot_rows, its.hot_starts, cluster)
            at_most = min(ALL_MEET, its.rule.at_most or ALL_MEET)
            count = int(kernel.pairs_in_blocks(starts, at_most, BESIDE))
            if 0 < count <= left:
                left -= count
                a, b = kernel.pairs_of_blocks(rows, starts, at_most, BESIDE)
                likely = self._likely(a, b)
                found.append((cluster[a[likely]], cluster[b[likely]]))
        one, two = (np.concatenate(side) for side in zip(*found, strict=True))
        return distinct(one, two, len(cluster))

    def _likely(self, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        """bool [pairs]."""
        known = pairs_met.looked_up(self._slots, a, b)
        new = np.flatnonzero(known == pairs_met.NEW)
        one, two, likely = a[new], b[new], np.zeros(len(new), dtype=bool)
        compiled = self._compiled

        def work(start: int) -> None:
            part = slice(start, start + PAIRS_AT_A_TIME)
            likely[part] = kernel.likely(
                compiled.records, compiled.program, compiled.weights, one[part], two[part]
            )

        deque(in_order(work, range(0, len(new), PAIRS_AT_A_TIME), self._threads), maxlen=0)
        self._met += len(new)
        if 2 * self._met > len(self._slots):
            self._slots = pairs_met.grown(self._slots, 1 << (2 * self._met).bit_length())
        pairs_met.entered(self._slots, one, two, likely)
        found = known == pairs_met.LIKELY
        found[new] = likely
        return np.asarray(found)
