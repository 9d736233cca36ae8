"""How often each value is said."""

import numpy as np
from numba import njit

__all__ = ["counted", "noted", "renumbered"]


@njit(nogil=True, cache=True)
def counted(codes, values):
    """int32 [values]: how many records have each code; -1 is none."""
    found = np.zeros(values, dtype=np.int32)
    for code in codes:
        if code >= 0:
            found[code] += 1
    return found


@njit(nogil=True, cache=True)
def noted(codes, seen):
    """Written: `seen` bool [values], every value that some record has."""
    for code in codes:
        if code >= 0:
            seen[code] = True


@njit(nogil=True, cache=True)
def renumbered(codes, numbers, out):
    """Written: `out` int32 [records], the number of each record's code; -1 where it has none."""
    for row in range(len(codes)):
        out[row] = numbers[codes[row]] if codes[row] >= 0 else -1
