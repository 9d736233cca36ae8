"""Which rules would admit a pair that some rule drew."""

import numpy as np
from numba import njit

from .blocks import _MIX, MISSING, _mixed


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
def survey(found, every, counts):
    """The keys of every `every`-th block, by a hash of it, and MISSING in all other rows. `counts` int32 [a power of
    two]: how many records have a key of each bucket."""
    buckets = np.uint64(len(counts) - 1)
    some = np.zeros(len(found), dtype=np.uint64)
    for row in range(len(found)):
        if found[row] != MISSING:
            mixed = _mixed(found[row] + _MIX[0])
            counts[mixed & buckets] += 1
            if (mixed >> np.uint64(32)) % np.uint64(every) == 0:
                some[row] = found[row]
    return some


@njit(nogil=True, cache=True)
def admits(codes, columns, mask, hot, a, agree, out):
    """bool [pairs]: they agree on all columns of one rule, by `mask`, and not on a key that too many have. `hot`:
    a bit for each bucket of keys, the first one the highest of its byte."""
    buckets = np.uint64(8 * len(hot) - 1)
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
        bucket = _mixed(key + _MIX[0]) & buckets
        out[i] = (hot[bucket >> np.uint64(3)] >> (np.uint64(7) - (bucket & np.uint64(7)))) & np.uint64(1) == 0
