"""Arrays with room: for what is added, and at their very end for the queries that are asked just now."""

import numpy as np

# A full array grows by an eighth: adding a record costs a copy only now and then.
FACTOR = 1.125
LEAST = 1_024
# Queries answered at the same time, each with its own place at the end of every array.
QUERIES = 16


def grown(array: np.ndarray, used: int, more: int, kept: int = 0) -> np.ndarray:
    """The array, or a longer copy of its first `used`, with room for `more` and for `kept` at its end; what is
    new is nought."""
    needed = used + more + kept
    if needed <= len(array):
        return array
    larger = np.zeros((int(max(needed, len(array) * FACTOR)) + LEAST, *array.shape[1:]), array.dtype)
    larger[:used] = array[:used]
    return larger
