"""Where texts stand among texts that are in order."""

import numpy as np
from numba import njit

__all__ = ["before"]


@njit(nogil=True, cache=True)
def _less(offsets, letters, one, two):
    a, end_a = offsets[one], offsets[one + 1]
    b, end_b = offsets[two], offsets[two + 1]
    while a < end_a and b < end_b:
        if letters[a] != letters[b]:
            return letters[a] < letters[b]
        a += 1
        b += 1
    return a == end_a and b < end_b


@njit(nogil=True, cache=True)
def before(offsets, letters, ordered, codes):
    """int64 [codes]: how many of the first `ordered` texts, which stand in order of their letters, come before it."""
    found = np.empty(len(codes), np.int64)
    for i in range(len(codes)):
        low, high = 0, ordered
        while low < high:
            middle = (low + high) >> 1
            if _less(offsets, letters, middle, codes[i]):
                low = middle + 1
            else:
                high = middle
        found[i] = low
    return found
