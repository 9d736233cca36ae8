"""Which rows have an edge with a row: sorted arrays of a whole file, and chains of what came later."""

from typing import NamedTuple

import numpy as np
from numba import njit

__all__ = ["Beside", "around", "both_ways", "enter"]


class Beside(NamedTuple):
    """Beside row r stand `others` from `begin[r]` to `begin[r + 1]`, and the chain that begins at place
    `heads[r]` - 1 of `later`; `nexts` leads on in the same way, and 0 is the end."""

    begin: np.ndarray
    others: np.ndarray
    heads: np.ndarray
    later: np.ndarray
    nexts: np.ndarray


@njit(nogil=True, cache=True)
def both_ways(a, b, rows):
    """(begin int64 [rows + 1], others int32) of edges, each of which is given once."""
    begin = np.zeros(rows + 1, np.int64)
    for edge in range(len(a)):
        begin[a[edge] + 1] += 1
        begin[b[edge] + 1] += 1
    for row in range(rows):
        begin[row + 1] += begin[row]
    at, others = begin[:-1].copy(), np.empty(2 * len(a), np.int32)
    for edge in range(len(a)):
        one, two = a[edge], b[edge]
        others[at[one]], others[at[two]] = two, one
        at[one] += 1
        at[two] += 1
    return begin, others


@njit(nogil=True, cache=True)
def enter(beside, used, a, b):
    """Enters edges, of which `used` entries stand; there must be room for two of each. Returns how many then."""
    for edge in range(len(a)):
        for one, two in ((a[edge], b[edge]), (b[edge], a[edge])):
            beside.later[used] = two
            beside.nexts[used] = beside.heads[one]
            used += 1
            beside.heads[one] = used
    return used


@njit(nogil=True, cache=True)
def _many(beside, row):
    found = beside.begin[row + 1] - beside.begin[row] if row + 1 < len(beside.begin) else 0
    entry = beside.heads[row]
    while entry > 0:
        found += 1
        entry = beside.nexts[entry - 1]
    return found


@njit(nogil=True, cache=True)
def around(beside, rows):
    """(row, other) int32 [ends]: all edges of these rows, as each sees them."""
    size = 0
    for row in rows:
        size += _many(beside, row)
    one, two, n = np.empty(size, np.int32), np.empty(size, np.int32), 0
    for row in rows:
        if row + 1 < len(beside.begin):
            for place in range(beside.begin[row], beside.begin[row + 1]):
                one[n], two[n] = row, beside.others[place]
                n += 1
        entry = beside.heads[row]
        while entry > 0:
            one[n], two[n] = row, beside.later[entry - 1]
            n += 1
            entry = beside.nexts[entry - 1]
    return one, two
