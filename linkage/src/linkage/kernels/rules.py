"""How many records share each record's key."""

import numpy as np
from numba import njit


@njit(nogil=True, cache=True)
def block_sizes(found, rows):
    """int32 [records]: how many records have the same key; 0 where it is missing. `rows`: in order of it."""
    size = np.zeros(len(found), dtype=np.int32)
    i = 0
    while i < len(rows):
        j = i + 1
        while j < len(rows) and found[rows[j]] == found[rows[i]]:
            j += 1
        for k in range(i, j):
            size[rows[k]] = j - i
        i = j
    return size
