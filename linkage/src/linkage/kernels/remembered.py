"""How alike two texts are, remembered for a while.

In a block the same few names meet again and again: nine of ten similarities were worked out a moment ago. What two
texts gave is kept in the one place that their codes point to, until two others need it: small enough to stay near.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

__all__ = ["Memory", "kept", "remembered", "room"]

_NOBODY = np.uint64(0xFFFFFFFFFFFFFFFF)
_MIX = np.uint64(0x9E3779B97F4A7C15)
MOST_PLACES = 1 << 11


class Memory(NamedTuple):
    """`keys` uint64, `values` float64 [measures, places, a power of two]: of the two texts of a key, how alike."""

    keys: np.ndarray
    values: np.ndarray


@njit(nogil=True, cache=True)
def room(measures, pairs):
    """Nothing remembered yet, for so many measures, of about so many pairs."""
    places = 1
    while places < min(pairs, MOST_PLACES):
        places *= 2
    return Memory(np.full((measures, places), _NOBODY, np.uint64), np.empty((measures, places)))


@njit(nogil=True, cache=True, forceinline=True)
def _place(memory, key):
    return np.int64((key * _MIX) >> np.uint64(40)) & (memory.keys.shape[1] - 1)


@njit(nogil=True, cache=True, forceinline=True)
def remembered(memory, measure, x, y):
    """(whether it is known, how alike texts x and y are)."""
    key = np.uint64(x) << np.uint64(32) | np.uint64(y)
    place = _place(memory, key)
    return memory.keys[measure, place] == key, memory.values[measure, place]


@njit(nogil=True, cache=True, forceinline=True)
def kept(memory, measure, x, y, value):
    key = np.uint64(x) << np.uint64(32) | np.uint64(y)
    place = _place(memory, key)
    memory.keys[measure, place], memory.values[measure, place] = key, value
