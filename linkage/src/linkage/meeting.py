"""Clusters that meet where their records could not: in blocks that were too large to compare all with all.

A block shrinks as clusters grow, since a cluster stands in it once. One that is still too large lets each
cluster meet the next few in the records' order, which is an order of content.
"""

import numpy as np

from .blocking import Blocking, keys
from .compiled import Compiled
from .kernels import meeting as kernel
from .rounds import distinct
from .scan import in_order

# Clusters of one block that all meet, and how many others each meets where there are more.
ALL_MEET = 60
BESIDE = 5
PAIRS_AT_A_TIME = 1 << 16


def meetings(compiled: Compiled, blocking: Blocking, cluster: np.ndarray, *,
             threads: int | None = None) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """Rows (a, b) of different clusters that weigh nought or more, each pair of clusters once.

    `cluster` int64 [records]. Only blocks that were left out of `blocking` are gone through.
    """
    found = [_of_rule(compiled, blocking, place, cluster, threads) for place in range(len(blocking.rules))]
    if not found:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    nobody = np.zeros(0, np.int64)
    one = np.concatenate([nobody, *(its[0] for its in found)])
    two = np.concatenate([nobody, *(its[1] for its in found)])
    return distinct(one, two, len(cluster))


def _of_rule(compiled: Compiled, blocking: Blocking, place: int, cluster: np.ndarray,
             threads: int | None) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """Pairs of clusters, as one rule has them meet."""
    hot = np.sort(blocking.blocks[place].hot_rows).astype(np.int64)
    if not len(hot):
        return hot, hot
    key = np.unique(keys(compiled.table, blocking.rules[place])[hot], return_inverse=True)[1]
    first = np.unique(key * len(cluster) + cluster[hot], return_index=True)[1]
    order = first[np.lexsort((hot[first], key[first]))]
    rows, block = hot[order], key[order]
    starts = np.r_[0, np.flatnonzero(np.diff(block)) + 1, len(block)]
    a, b = kernel.pairs_of_blocks(rows, starts, ALL_MEET, BESIDE)
    likely = np.zeros(len(a), dtype=bool)

    def work(start: int) -> None:
        part = slice(start, start + PAIRS_AT_A_TIME)
        likely[part] = kernel.likely(compiled.records, compiled.program, compiled.weights, a[part], b[part])

    for _ in in_order(work, range(0, len(a), PAIRS_AT_A_TIME), threads):
        pass
    return cluster[a[likely]], cluster[b[likely]]
