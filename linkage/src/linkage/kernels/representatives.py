"""Records that speak for a cluster, chosen by what they say."""

import numpy as np
from numba import njit

__all__ = ["chosen"]

# Fewer records than this are counted one against all, more by sorting.
_FEW = 32


@njit(nogil=True, cache=True)
def _held(codes, places, rows):
    """int64 [rows, places]: how many of the rows hold the same value; 0 where it is missing."""
    count = np.zeros((len(rows), len(places)), np.int64)
    if len(rows) <= _FEW:
        for p in range(len(places)):
            for r in range(len(rows)):
                its = codes[rows[r], places[p]]
                for other in rows:
                    count[r, p] += its >= 0 and codes[other, places[p]] == its
        return count
    for p in range(len(places)):
        its = np.empty(len(rows), np.int64)
        for r in range(len(rows)):
            its[r] = codes[rows[r], places[p]]
        order = np.argsort(its)
        start = 0
        for end in range(1, len(rows) + 1):
            if end == len(rows) or its[order[end]] != its[order[start]]:
                for r in order[start:end]:
                    count[r, p] = 0 if its[r] < 0 else end - start
                start = end
    return count


@njit(nogil=True, cache=True)
def _choose(codes, places, rows, most, out):
    count = _held(codes, places, rows)
    for found in range(most):
        best, next_one = np.int64(-1), 0
        for r in range(len(rows)):
            new = count[r].sum()
            if new > best:
                best, next_one = new, r
        if best == 0 and found > 0:
            return found
        out[found] = rows[next_one]
        for p in range(len(places)):
            said = codes[rows[next_one], places[p]]
            if said >= 0:
                for r in range(len(rows)):
                    if codes[rows[r], places[p]] == said:
                        count[r, p] = 0
    return most


@njit(nogil=True, cache=True)
def chosen(codes, places, rows, sizes, most):
    """(rows that speak, how many each cluster has); a cluster of up to `most` records has them all."""
    out = np.empty(np.minimum(sizes, most).sum(), rows.dtype)
    held = np.empty(len(sizes), np.int64)
    start, end = 0, 0
    for c in range(len(sizes)):
        its = rows[start : start + sizes[c]]
        if sizes[c] <= most:
            out[end : end + sizes[c]] = its
            held[c] = sizes[c]
        else:
            held[c] = _choose(codes, places, its, most, out[end : end + most])
        start += sizes[c]
        end += held[c]
    return out[:end], held
