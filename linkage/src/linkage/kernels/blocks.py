"""Blocks: the records that share a key stand side by side."""

import numpy as np
from numba import njit

_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
MISSING = np.uint64(0)
_LOW = np.uint64(0xFFFFFFFF)
# A pass of the radix sort takes so many bits of the keys.
DIGIT = 11


@njit(nogil=True, cache=True)
def _mixed(x):
    """SplitMix64's finaliser: every bit of the key depends on every bit of the codes."""
    x = (x ^ (x >> np.uint64(30))) * _MIX[1]
    x = (x ^ (x >> np.uint64(27))) * _MIX[2]
    return x ^ (x >> np.uint64(31))


@njit(nogil=True, cache=True)
def extended(found, codes, place):
    """In place: the keys `found` uint64 [records] with the codes of one column more, the `place`-th; MISSING where
    one of them is missing.

    Up to two columns a key is the codes themselves, so that only equal values meet; beyond, 64 mixed bits.
    """
    for row in range(len(found)):
        code = codes[row]
        if code < 0 or (place > 0 and found[row] == MISSING):
            found[row] = MISSING
        elif place < 2:
            found[row] = (found[row] << np.uint64(32)) | np.uint64(code + 1)
        else:
            found[row] = _mixed(found[row]) + np.uint64(code + 1) * _MIX[0]


@njit(nogil=True, cache=True)
def with_key(found):
    """(keys, rows): of the rows that have a key."""
    keys, rows, n = np.empty(len(found), np.uint64), np.empty(len(found), np.int32), 0
    for row in range(len(found)):
        if found[row] != MISSING:
            keys[n], rows[n] = found[row], row
            n += 1
    return keys[:n], rows[:n]


@njit(nogil=True, cache=True)
def _closed_up(keys):
    """Bits that no key uses between its two halves go, in place: the order stays. Returns the bits that keys have."""
    low, high = np.uint64(0), np.uint64(0)
    for key in keys:
        low, high = low | (key & _LOW), high | (key >> np.uint64(32))
    width, above = 0, 0
    while width < 32 and low >> np.uint64(width):
        width += 1
    while above < 32 and high >> np.uint64(above):
        above += 1
    for i in range(len(keys)):
        keys[i] = (keys[i] >> np.uint64(32)) << np.uint64(width) | (keys[i] & _LOW)
    return width + above


@njit(nogil=True, cache=True)
def in_order(keys, rows):
    """(keys, rows) in order of the keys and, of equals, as they stood: a radix sort. Keys come out closed up; what
    is given is used up."""
    bits = _closed_up(keys)
    other_keys, other_rows = np.empty_like(keys), np.empty_like(rows)
    digit = np.uint64((1 << DIGIT) - 1)
    for shift in range(0, bits, DIGIT):
        places = np.zeros((1 << DIGIT) + 1, dtype=np.int64)
        for key in keys:
            places[((key >> np.uint64(shift)) & digit) + 1] += 1
        if places.max() == len(keys):
            continue
        places = np.cumsum(places)
        for i in range(len(keys)):
            its = (keys[i] >> np.uint64(shift)) & digit
            at = places[its]
            other_keys[at], other_rows[at] = keys[i], rows[i]
            places[its] = at + 1
        keys, other_keys, rows, other_rows = other_keys, keys, other_rows, rows
    return keys, rows


@njit(nogil=True, cache=True)
def sorted_rows(found):
    """Rows in order of their key and, of equals, of their number; rows without a key left out."""
    keys, rows = with_key(found)
    return in_order(keys, rows)[1].copy()


@njit(nogil=True, cache=True)
def cut(keys, rows, at_most):
    """(rows, starts, hot_rows, hot_starts): of rows in order of their keys, the blocks of two to `at_most` records
    (0: no limit), one after another, and those above the limit; `starts` int32 has one more entry than blocks.
    """
    kept, hot = np.empty(len(rows), dtype=np.int32), np.empty(len(rows), dtype=np.int32)
    starts, hot_starts = np.zeros(len(rows) // 2 + 2, np.int32), np.zeros(len(rows) // 2 + 2, np.int32)
    blocks, n, hot_blocks, left_out = 0, 0, 0, 0
    i = 0
    while i < len(rows):
        j = i + 1
        while j < len(rows) and keys[j] == keys[i]:
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
                hot_blocks += 1
                hot_starts[hot_blocks] = left_out
        i = j
    return (kept[:n].copy(), starts[: blocks + 1].copy(), hot[:left_out].copy(),
            hot_starts[: hot_blocks + 1].copy())  # fmt: skip


@njit(nogil=True, cache=True)
def sizes(keys):
    """How many blocks there are of each size, of keys in order: int64 [largest + 1]."""
    count, largest, i = np.zeros(len(keys) + 2, dtype=np.int64), 1, 0
    while i < len(keys):
        j = i + 1
        while j < len(keys) and keys[j] == keys[i]:
            j += 1
        count[j - i] += 1
        largest = max(largest, j - i)
        i = j
    return count[: largest + 1].copy()
