"""Which rules would admit a pair that some rule drew."""

import numpy as np
from numba import njit

from .blocks import _MIX, _mixed


@njit(nogil=True, cache=True)
def agreement(codes, columns, a, b):
    """uint64 [pairs]: bit p is set where both say the same in the p-th of `columns`."""
    found = np.zeros(len(a), dtype=np.uint64)
    for i in range(len(a)):
        for place, column in enumerate(columns):
            code = codes[a[i], column]
            if code >= 0 and code == codes[b[i], column]:
                found[i] |= np.uint64(1) << np.uint64(place)
    return found


@njit(nogil=True, cache=True)
def _is_among(sorted_keys, key):
    low, high = 0, len(sorted_keys)
    while low < high:
        middle = (low + high) // 2
        if sorted_keys[middle] < key:
            low = middle + 1
        else:
            high = middle
    return low < len(sorted_keys) and sorted_keys[low] == key


@njit(nogil=True, cache=True)
def admits(codes, columns, mask, hot_keys, a, agree, out):
    """bool [pairs]: they agree on all columns of one rule, by `mask`, on a key that is not too common."""
    for i in range(len(a)):
        if agree[i] & mask != mask:
            continue
        key = np.uint64(0)
        for place, column in enumerate(columns):
            code = codes[a[i], column]
            if place < 2:
                key = (key << np.uint64(32)) | np.uint64(code + 1)
            else:
                key = _mixed(key) + np.uint64(code + 1) * _MIX[0]
        out[i] = not _is_among(hot_keys, key)


@njit(nogil=True, cache=True)
def distinct_keys(found, rows):
    """Of rows in order of their key: each key once."""
    keys = np.empty(len(rows), dtype=np.uint64)
    n = 0
    for row in rows:
        if n == 0 or keys[n - 1] != found[row]:
            keys[n] = found[row]
            n += 1
    return keys[:n].copy()
