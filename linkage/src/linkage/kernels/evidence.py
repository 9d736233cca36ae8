"""What the fields of given pairs say, in bits: the input of profiles."""

import numpy as np
from numba import njit

from .levels import bits, level
from .profiles import FORBIDDEN

__all__ = ["against", "bits_of"]


@njit(nogil=True, cache=True)
def bits_of(records, program, weights, a, b):
    """[pairs, comparisons]: bits against strangers and against members of one household, float32, and whether
    both sides say something, bool."""
    comparisons = len(program.first) - 1
    strangers = np.zeros((len(a), comparisons), np.float32)
    household = np.zeros((len(a), comparisons), np.float32)
    said = np.zeros((len(a), comparisons), np.bool_)
    for pair in range(len(a)):
        for c in range(comparisons):
            number = level(records, program, c, a[pair], b[pair])
            if number >= 0:
                strangers[pair, c], household[pair, c] = bits(records, weights, c, number, a[pair], b[pair])
                said[pair, c] = True
    return strangers, household, said


@njit(nogil=True, cache=True)
def against(source, term, record, a, b):
    """float64 [pairs]: FORBIDDEN for people whom one record names, else `term` of the source that both have."""
    found = np.zeros(len(a))
    for pair in range(len(a)):
        one, two = a[pair], b[pair]
        if record[one] == record[two]:
            found[pair] = FORBIDDEN
        elif source[one] >= 0 and source[one] == source[two]:
            found[pair] = term[source[one]]
    return found
