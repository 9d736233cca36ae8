"""Arrays with room at the end."""

import numpy as np

# A full array grows by half: adding a record costs a copy only now and then.
FACTOR = 1.5


def grown(array: np.ndarray, needed: int, room: int = 0) -> np.ndarray:
    """The array, or where it is shorter than `needed` a longer copy; what is new is nought."""
    if needed <= len(array):
        return array
    larger = np.zeros((int(max(needed, len(array) * FACTOR)) + room, *array.shape[1:]), array.dtype)
    larger[: len(array)] = array
    return larger
