"""Blocks: the records that share a key stand side by side."""

import numpy as np
from numba import njit

_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
MISSING = np.uint64(0)


@njit(nogil=True, cache=True)
def _mixed(x):
    """SplitMix64's finaliser: every bit of the key depends on every bit of the codes."""
    x = (x ^ (x >> np.uint64(30))) * _MIX[1]
    x = (x ^ (x >> np.uint64(27))) * _MIX[2]
    return x ^ (x >> np.uint64(31))


@njit(nogil=True, cache=True)
def keys(codes, columns):
    """One key a record, from its codes in `columns`; MISSING where one of them is missing.

    Up to two columns it is the codes themselves, so that only equal values meet; beyond, 64 mixed bits.
    """
    found = np.empty(codes.shape[0], dtype=np.uint64)
    for row in range(codes.shape[0]):
        key = np.uint64(0)
        for place, column in enumerate(columns):
            code = codes[row, column]
            if code < 0:
                key = MISSING
                break
            if place < 2:
                key = (key << np.uint64(32)) | np.uint64(code + 1)
            else:
                key = _mixed(key) + np.uint64(code + 1) * _MIX[0]
        found[row] = key
    return found


@njit(nogil=True, cache=True)
def sorted_rows(found):
    """Rows in order of their key and, of equals, of their number; rows without a key left out."""
    rows = np.empty(len(found), dtype=np.int32)
    n = 0
    highest = np.uint64(0)
    for row in range(len(found)):
        if found[row] != MISSING:
            rows[n] = row
            n += 1
            highest = max(highest, found[row])
    rows = rows[:n].copy()
    other = np.empty(n, dtype=np.int32)
    for shift in range(0, 64, 11):  # radix sort, 11 bits a pass: each pass keeps the order of equals
        if highest >> np.uint64(shift) == 0:
            break
        counts = np.zeros(2049, dtype=np.int64)
        for row in rows:
            counts[((found[row] >> np.uint64(shift)) & np.uint64(2047)) + 1] += 1
        if counts.max() == n:
            continue
        counts = np.cumsum(counts)
        for row in rows:
            digit = (found[row] >> np.uint64(shift)) & np.uint64(2047)
            other[counts[digit]] = row
            counts[digit] += 1
        rows, other = other, rows
    return rows


@njit(nogil=True, cache=True)
def cut(found, rows, at_most):
    """(rows, starts, hot): blocks of two to `at_most` records (0: no limit), one after another; `starts` has
    one more entry than there are blocks; `hot`: the rows of blocks above the limit."""
    kept = np.empty(len(rows), dtype=np.int32)
    hot = np.empty(len(rows), dtype=np.int32)
    starts = np.empty(len(rows) // 2 + 2, dtype=np.int64)
    starts[0] = 0
    blocks, n, left_out = 0, 0, 0
    i = 0
    while i < len(rows):
        j = i + 1
        while j < len(rows) and found[rows[j]] == found[rows[i]]:
            j += 1
        if j - i > 1:
            if at_most == 0 or j - i <= at_most:
                kept[n : n + j - i] = rows[i:j]
                n += j - i
                blocks += 1
                starts[blocks] = n
            else:
                hot[left_out : left_out + j - i] = rows[i:j]
                left_out += j - i
        i = j
    return kept[:n].copy(), starts[: blocks + 1].copy(), hot[:left_out].copy()


@njit(nogil=True, cache=True)
def sizes(found, rows):
    """How many blocks there are of each size: int64 [largest + 1]."""
    largest, i = 1, 0
    while i < len(rows):
        j = i + 1
        while j < len(rows) and found[rows[j]] == found[rows[i]]:
            j += 1
        largest = max(largest, j - i)
        i = j
    count = np.zeros(largest + 1, dtype=np.int64)
    i = 0
    while i < len(rows):
        j = i + 1
        while j < len(rows) and found[rows[j]] == found[rows[i]]:
            j += 1
        count[j - i] += 1
        i = j
    return count
