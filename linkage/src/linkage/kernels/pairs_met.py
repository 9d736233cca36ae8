"""Which pairs of rows have met before, and whether they were alike: a hash table with open addressing."""

import numpy as np
from numba import njit

from .blocks import _MIX, _mixed

__all__ = ["entered", "grown", "looked_up"]

# Of a slot: nobody's, or a pair's and in its last bit whether they were likely.
_FREE = np.uint64(0)
NEW, UNLIKELY, LIKELY = 0, 1, 2


@njit(nogil=True, cache=True)
def _key(a, b):
    return ((np.uint64(a) << np.uint64(31)) | np.uint64(b)) + np.uint64(1)


@njit(nogil=True, cache=True)
def _slot(slots, key):
    """Where the pair stands, or would."""
    mask = np.uint64(len(slots) - 1)
    at = _mixed(key * _MIX[0]) & mask
    while slots[at] != _FREE and slots[at] >> np.uint64(1) != key:
        at = (at + np.uint64(1)) & mask
    return at


@njit(nogil=True, cache=True)
def looked_up(slots, a, b):
    """int8 [pairs]: NEW, UNLIKELY or LIKELY. `slots` uint64 [a power of two]."""
    found = np.empty(len(a), np.int8)
    for pair in range(len(a)):
        its = slots[_slot(slots, _key(a[pair], b[pair]))]
        found[pair] = NEW if its == _FREE else LIKELY if its & np.uint64(1) else UNLIKELY
    return found


@njit(nogil=True, cache=True)
def entered(slots, a, b, likely):
    """In place: these pairs, none of which has met before."""
    for pair in range(len(a)):
        key = _key(a[pair], b[pair])
        slots[_slot(slots, key)] = (key << np.uint64(1)) | np.uint64(likely[pair])


@njit(nogil=True, cache=True)
def grown(slots, size):
    """The same in `size` slots."""
    larger = np.zeros(size, np.uint64)
    for its in slots:
        if its != _FREE:
            larger[_slot(larger, its >> np.uint64(1))] = its
    return larger
