"""Rows in order of several columns, one after another: only those that are still equal are looked at again."""

import numpy as np
from numba import njit

from .blocks import in_order

__all__ = ["parted", "refined"]


@njit(nogil=True, cache=True)
def refined(codes, order, open_, ends):
    """In place: `order` int32 [rows] sorted on by `codes` int32 [records], -1 the last, within the runs that are
    open, from place `open_[i]` to `ends[i]`. Returns the runs that are open then: (open_, ends)."""
    size = 0
    for run in range(len(open_)):
        size += ends[run] - open_[run]
    keys, rows, n = np.empty(size, np.uint64), np.empty(size, np.int32), 0
    for run in range(len(open_)):
        for row in order[open_[run] : ends[run]]:
            keys[n] = (np.uint64(run) << np.uint64(32)) | np.uint64(np.uint32(codes[row]))
            rows[n] = row
            n += 1
    keys, rows = in_order(keys, rows)
    n = 0
    for run in range(len(open_)):
        size = ends[run] - open_[run]
        order[open_[run] : ends[run]] = rows[n : n + size]
        n += size
    return parted(codes, order, open_, ends)


@njit(nogil=True, cache=True)
def parted(codes, order, open_, ends):
    """(open_, ends): the runs of two and more rows that say the same, inside those given."""
    more, until, n = np.empty(len(order), np.int32), np.empty(len(order), np.int32), 0
    for run in range(len(open_)):
        first = open_[run]
        for place in range(first + 1, ends[run] + 1):
            if place == ends[run] or codes[order[place]] != codes[order[first]]:
                if place - first > 1:
                    more[n], until[n] = first, place
                    n += 1
                first = place
    return more[:n].copy(), until[:n].copy()
