"""How often each value is said."""

import numpy as np
from numba import njit

__all__ = ["counted"]


@njit(nogil=True, cache=True)
def counted(codes, values):
    """int32 [values]: how many records have each code; -1 is none."""
    found = np.zeros(values, dtype=np.int32)
    for code in codes:
        if code >= 0:
            found[code] += 1
    return found
