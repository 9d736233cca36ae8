"""Clusters that meet where their records could not: in blocks that were too large to compare all with all.

A block shrinks as clusters grow, since a cluster stands in it once. One that is still too large lets each
cluster meet the next few in the records' order, which is an order of content.
"""

import numpy as np

from linkage.comparing.blocking import Blocking, keys
from linkage.comparing.compiled import Compiled
from linkage.comparing.scan import in_order
from linkage.kernels import meeting as kernel

from .rounds import distinct

# Clusters of one block that all meet at most, and how many others each meets where there are more.
ALL_MEET = 60
BESIDE = 5
PAIRS_AT_A_TIME = 1 << 16


def budget(records: int) -> int:
    """Pairs that may meet in one round: fewer a record in a large file, whose blocks are full of strangers."""
    return round(records * float(np.clip(40 * (50_000 / max(records, 1)) ** 0.6, 4, 40)))


def meetings(compiled: Compiled, blocking: Blocking, cluster: np.ndarray, *,
             threads: int | None = None) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """Pairs of clusters (one < two), each once, of which some records weigh nought or more.

    `cluster` int64 [records], named by the first. Only blocks that were left out of `blocking` are gone through,
    rule by rule, the best first, as far as the budget goes; a rule that would take more than is left is passed over.
    """
    left = budget(len(cluster))
    found = [(np.zeros(0, np.int64), np.zeros(0, np.int64))]
    for place in range(len(blocking.rules)):
        rows, starts, at_most = _blocks(compiled, blocking, place, cluster)
        count = int(kernel.pairs_in_blocks(starts, at_most, BESIDE))
        if 0 < count <= left:
            left -= count
            found.append(_likely(compiled, rows, starts, at_most, cluster, threads))
    one, two = (np.concatenate(side) for side in zip(*found, strict=True))
    return distinct(one, two, len(cluster))


def _blocks(
    compiled: Compiled, blocking: Blocking, place: int, cluster: np.ndarray
) -> tuple[np.ndarray, np.ndarray, int]:
    """Of one rule: rows, a cluster once in each block that was too large; where blocks begin; how many all meet."""
    rule, hot = blocking.rules[place], blocking.blocks[place].hot_rows
    rows, starts = kernel.once_a_cluster(hot, keys(compiled.table, rule), cluster)
    return rows, starts, min(ALL_MEET, rule.at_most or ALL_MEET)


def _likely(compiled: Compiled, rows: np.ndarray, starts: np.ndarray, at_most: int, cluster: np.ndarray,
            threads: int | None) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    a, b = kernel.pairs_of_blocks(rows, starts, at_most, BESIDE)
    likely = np.zeros(len(a), dtype=bool)

    def work(start: int) -> None:
        part = slice(start, start + PAIRS_AT_A_TIME)
        likely[part] = kernel.likely(compiled.records, compiled.program, compiled.weights, a[part], b[part])

    for _ in in_order(work, range(0, len(a), PAIRS_AT_A_TIME), threads):
        pass
    return cluster[a[likely]], cluster[b[likely]]
