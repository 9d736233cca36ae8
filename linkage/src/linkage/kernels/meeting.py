"""Pairs of clusters that meet in a block that was too large for their records."""

import numpy as np
from numba import njit

from .borrowed import borrowed
from .levels import weigh

__all__ = ["likely", "pairs_of_blocks"]


@njit(nogil=True, cache=True)
def pairs_of_blocks(rows, starts, at_most, beside):
    """Row pairs: of each block all, where it has at most `at_most` rows, else each row with the next `beside`."""
    count = 0
    for block in range(len(starts) - 1):
        size = starts[block + 1] - starts[block]
        for place in range(size):
            count += size - 1 - place if size <= at_most else min(beside, size - 1 - place)
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
