"""Pairs of clusters that meet in a block that was too large for their records."""

import numpy as np
from numba import njit

from .borrowed import borrowed
from .levels import weigh

__all__ = ["likely", "once_a_cluster", "pairs_in_blocks", "pairs_of_blocks"]


@njit(nogil=True, cache=True)
def once_a_cluster(rows, starts, cluster):
    """(rows, starts): of `rows`, which stand block by block from one of `starts` to the next, the first of each
    cluster in each block, and where blocks begin and the last ends."""
    kept, ends = np.empty(len(rows), np.int32), np.zeros(len(starts), np.int64)
    seen = np.full(len(cluster), -1, np.int32)
    n = 0
    for block in range(len(starts) - 1):
        for place in range(starts[block], starts[block + 1]):
            its = cluster[rows[place]]
            if seen[its] != block:
                seen[its] = block
                kept[n] = rows[place]
                n += 1
        ends[block + 1] = n
    return kept[:n].copy(), ends


@njit(nogil=True, cache=True)
def pairs_in_blocks(starts, at_most, beside):
    """How many `pairs_of_blocks` gives."""
    count = 0
    for block in range(len(starts) - 1):
        size = starts[block + 1] - starts[block]
        for place in range(size):
            count += size - 1 - place if size <= at_most else min(beside, size - 1 - place)
    return count


@njit(nogil=True, cache=True)
def pairs_of_blocks(rows, starts, at_most, beside):
    """Row pairs: of each block all, where it has at most `at_most` rows, else each row with the next `beside`."""
    count = pairs_in_blocks(starts, at_most, beside)
    a, b = np.empty(count, rows.dtype), np.empty(count, rows.dtype)
    pair = 0
    for block in range(len(starts) - 1):
        end = starts[block + 1]
        few = end - starts[block] <= at_most
        for place in range(starts[block], end):
            for other in range(place + 1, end if few else min(end, place + 1 + beside)):
                a[pair], b[pair] = rows[place], rows[other]
                pair += 1
    return a, b


@njit(nogil=True, cache=True)
def likely(records, program, weights, a, b):
    """bool [pairs]: the pair's weight is nought or above; stops early where it cannot be."""
    records, program, weights = borrowed(records), borrowed(program), borrowed(weights)
    found = np.zeros(len(a), np.bool_)
    for pair in range(len(a)):
        found[pair] = weigh(records, program, weights, a[pair], b[pair], 0.0)[0] >= 0.0
    return found
