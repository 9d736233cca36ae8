"""Who shares a key with a record: sorted postings that may lie in a mapped file, and a table of what came later.

Row numbers are stored, and of each key one byte: a row's key is worked out from its codes when it is looked at. Rows
keep their codes for ever, so that a posting is always right; whether a row still counts is said by `alive`.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from .levels import holds
from .prefetch import prefetch, prefetch_row
from .strings_table import mix

__all__ = ["Added", "Keys", "Sorted", "candidates", "directory", "enter", "keys_of", "marks"]

_MISSING = np.uint64(0)
# In a block above the limit a record meets the entities there, where they are so few: a person with a thousand
# records fills every block.
MEET = 20


class Keys(NamedTuple):
    """Rule r reads `columns` from `begin[r]` to `begin[r + 1]`; a block above `at_most[r]` is passed over
    (0: no limit)."""

    columns: np.ndarray
    begin: np.ndarray
    at_most: np.ndarray


class Sorted(NamedTuple):
    """Of rule r, `rows` from `begin[r]` to `begin[r + 1]` in order of their keys. Keys whose first `bits[r]`
    bits are h lie from `places[first[r] + h]` to the next (counted from `begin[r]`). `marks` uint8: of the key of
    each of `rows`, the next eight bits, so that most rows need not be looked at."""

    rows: np.ndarray
    marks: np.ndarray
    begin: np.ndarray
    places: np.ndarray
    first: np.ndarray
    bits: np.ndarray


class Added(NamedTuple):
    """Open addressing from the key of a rule to a chain: `heads` and `nexts` are places in `rows`, -1 the end.
    A key of 0 is a free slot."""

    keys: np.ndarray
    heads: np.ndarray
    rows: np.ndarray
    nexts: np.ndarray


@njit(nogil=True, cache=True)
def _key(codes, row, keys, r):
    """uint64: equal exactly where all columns of the rule are (beyond two columns: but for 1 in 2^64); 0 where
    one is missing."""
    key = _MISSING
    for place in range(keys.begin[r], keys.begin[r + 1]):
        code = codes[row, keys.columns[place]]
        if code < 0:
            return _MISSING
        if place - keys.begin[r] < 2:
            key = (key << np.uint64(32)) | np.uint64(code + 1)
        else:
            key = mix(key) + np.uint64(code + 1) * np.uint64(0x9E3779B97F4A7C15)
    return mix(key)


@njit(nogil=True, cache=True)
def keys_of(codes, keys, r, first, end, alive):
    """uint64 [end - first]: the keys of these rows under rule r; 0 for rows that do not count."""
    found = np.zeros(end - first, np.uint64)
    for row in range(first, end):
        if alive[row]:
            found[row - first] = _key(codes, row, keys, r)
    return found


@njit(nogil=True, cache=True)
def directory(found, rows, bits, places):
    """Fills `places` [2^bits + 1] for rows in order of their keys `found`."""
    shift = np.uint64(64 - bits)
    places[:] = 0
    for row in rows:
        places[(found[row] >> shift) + np.uint64(1)] += 1
    for i in range(1, len(places)):
        places[i] += places[i - 1]


@njit(nogil=True, cache=True)
def _mark(key, bits):
    return np.uint8((key >> np.uint64(56 - bits)) & np.uint64(255))


@njit(nogil=True, cache=True)
def marks(found, rows, bits):
    """uint8 [rows]: of their keys `found`, the eight bits after the first `bits`."""
    its = np.empty(len(rows), np.uint8)
    for place in range(len(rows)):
        its[place] = _mark(found[rows[place]], bits)
    return its


@njit(nogil=True, cache=True)
def _salted(key, r):
    return mix(key ^ (np.uint64(r + 1) * np.uint64(0x9E3779B97F4A7C15))) | np.uint64(1)


@njit(nogil=True, cache=True)
def _slot(added, key):
    last = np.uint64(len(added.keys) - 1)
    at = (key >> np.uint64(1)) & last
    while added.keys[at] != key and added.keys[at] != 0:
        at = (at + np.uint64(1)) & last
    return np.int64(at)


@njit(nogil=True, cache=True)
def enter(codes, keys, added, used, entries, first, end):
    """Enters the rows from `first` to `end`. Returns how many slots and entries are used then; there must be
    room for one of each for every rule and row."""
    for row in range(first, end):
        for r in range(len(keys.at_most)):
            key = _key(codes, row, keys, r)
            if key == _MISSING:
                continue
            key = _salted(key, r)
            at = _slot(added, key)
            if added.keys[at] == 0:
                added.keys[at] = key
                added.heads[at] = -1
                used += 1
            added.rows[entries] = row
            added.nexts[entries] = added.heads[at]
            added.heads[at] = entries
            entries += 1
    return used, entries


@njit(nogil=True, cache=True)
def spread(old, new):
    """Enters the slots of one table into a larger one that is empty."""
    for i in range(len(old.keys)):
        if old.keys[i] != 0:
            at = _slot(new, old.keys[i])
            new.keys[at] = old.keys[i]
            new.heads[at] = old.heads[i]


@njit(nogil=True, cache=True)
def _bucket(base, r, key):
    return base.first[r] + np.int64(key >> np.uint64(64 - base.bits[r]))


@njit(nogil=True, cache=True)
def _span(base, r, key):
    """The places of the bucket whose mark is the key's: from the first to before the second."""
    bucket, mark = _bucket(base, r, key), _mark(key, base.bits[r])
    first, end = base.begin[r] + base.places[bucket], base.begin[r] + base.places[bucket + 1]
    low, high = first, end
    while low < high:
        middle = (low + high) >> 1
        if base.marks[middle] < mark:
            low = middle + 1
        else:
            high = middle
    first, high = low, end
    if low < high and base.marks[high - 1] == mark:
        return first, end
    while low < high:
        middle = (low + high) >> 1
        if base.marks[middle] <= mark:
            low = middle + 1
        else:
            high = middle
    return first, low


@njit(nogil=True, cache=True)
def _narrowed(codes, keys, base, r, key, first, end):
    """The same of the key itself: nearly always they are that, which the first and the last row tell."""
    if first == end:
        return first, end
    one, two = base.rows[first], base.rows[end - 1]
    if _key(codes, one, keys, r) == key and _key(codes, two, keys, r) == key:
        return first, end
    low, high = first, end
    while low < high:
        middle = (low + high) >> 1
        if _key(codes, base.rows[middle], keys, r) < key:
            low = middle + 1
        else:
            high = middle
    first, high = low, end
    while low < high:
        middle = (low + high) >> 1
        if _key(codes, base.rows[middle], keys, r) <= key:
            low = middle + 1
        else:
            high = middle
    return first, low


@njit(nogil=True, cache=True)
def _blocks(codes, keys, base, added, alive, entity, row):
    """(key uint64, first int64, end int64) of each rule: the places of the rows that share the row's key. What
    finding them reads, and what is read of them next, is asked for, of all rules at once, before it is needed."""
    rules, width = len(keys.at_most), codes.shape[1]
    key, first, end = np.empty(rules, np.uint64), np.zeros(rules, np.int64), np.zeros(rules, np.int64)
    last = np.uint64(len(added.keys) - 1)
    for r in range(rules):
        key[r] = _key(codes, row, keys, r)
        if key[r] != _MISSING:
            prefetch(base.places, _bucket(base, r, key[r]))
            prefetch(added.keys, np.int64((_salted(key[r], r) >> np.uint64(1)) & last))
    for r in range(rules):
        if key[r] != _MISSING:
            place = base.begin[r] + base.places[_bucket(base, r, key[r])]
            prefetch(base.marks, place)
            prefetch(base.rows, place)
    for r in range(rules):
        if key[r] != _MISSING:
            first[r], end[r] = _span(base, r, key[r])
            if first[r] < end[r]:
                for place in (first[r], end[r] - 1):
                    for column in range(keys.begin[r], keys.begin[r + 1]):
                        prefetch(codes, np.int64(base.rows[place]) * width + keys.columns[column])
    for r in range(rules):
        if first[r] < end[r]:
            first[r], end[r] = _narrowed(codes, keys, base, r, key[r], first[r], end[r])
            for place in range(first[r], min(end[r], first[r] + 2 * MEET)):
                prefetch(alive, base.rows[place])
                prefetch(entity, base.rows[place])
    return key, first, end


@njit(nogil=True, cache=True)
def _take(base, added, alive, row, key, first, end, room, out, n):
    """Writes the rows that count and stand from `first` to `end`, or came later and share the key (salted), but not
    `row`, to `out` from `n` on. Returns how many there are; one more than `room` where there are more, and -1 where
    `out` is too short."""
    before = n
    for place in range(first, end):
        other = base.rows[place]
        if alive[other] and other != row:
            if n - before == room:
                return room + 1
            if n == len(out):
                return -1
            out[n] = other
            n += 1
    slot = _slot(added, key)
    entry = added.heads[slot] if added.keys[slot] == key else -1
    while entry >= 0:
        other = added.rows[entry]
        if alive[other] and other != row:
            if n - before == room:
                return room + 1
            if n == len(out):
                return -1
            out[n] = other
            n += 1
        entry = added.nexts[entry]
    return n - before


@njit(nogil=True, cache=True)
def _meet(base, added, alive, entity, row, key, first, end, out, n):
    """Writes one row of each entity that has any of these rows to `out` from `n` on; returns how many there are, none
    where there are more than MEET."""
    before = n
    for place in range(first, end):
        n = _noted(alive, entity, row, base.rows[place], out, before, n)
        if n < 0:
            return 0
    slot = _slot(added, key)
    entry = added.heads[slot] if added.keys[slot] == key else -1
    while entry >= 0:
        n = _noted(alive, entity, row, added.rows[entry], out, before, n)
        if n < 0:
            return 0
        entry = added.nexts[entry]
    return n - before


@njit(nogil=True, cache=True)
def _noted(alive, entity, row, other, out, before, n):
    """The place after `other` was written, unless its entity was already; -1 where there are too many."""
    if not alive[other] or other == row or entity[other] < 0:
        return n
    for i in range(before, n):
        if entity[out[i]] == entity[other]:
            return n
    if n - before == MEET:
        return -1
    out[n] = other
    return n + 1


@njit(nogil=True, cache=True)
def candidates(records, program, keys, base, added, alive, entity, row):
    """(rows int32, rules int16): every other row that counts and that a rule admits, in order and once, and the
    first such rule. `row` counts as a member of each of its blocks, whether it stands in the postings or not.

    A block above the limit admits one row of each entity in it, where they are few.
    """
    out, n = np.empty(1_024, np.int64), 0
    key, first, end = _blocks(records.codes, keys, base, added, alive, entity, row)
    for r in range(len(keys.at_most)):
        if key[r] == _MISSING:
            continue
        salted = _salted(key[r], r)
        room = keys.at_most[r] - 1 if keys.at_most[r] > 0 else len(alive)
        found = _take(base, added, alive, row, salted, first[r], end[r], room, out, n)
        while found < 0:
            out = np.concatenate((out, np.empty(len(out), np.int64)))
            found = _take(base, added, alive, row, salted, first[r], end[r], room, out, n)
        if found > room:
            if n + MEET > len(out):
                out = np.concatenate((out, np.empty(len(out) + MEET, np.int64)))
            found = _meet(base, added, alive, entity, row, salted, first[r], end[r], out, n)
        for place in range(n, n + found):
            prefetch_row(records.codes, out[place])
        condition = program.rule[r]
        for i in range(n, n + found):
            other = out[i]
            if condition < 0 or holds(records, program, condition, min(row, other), max(row, other)):
                out[n] = (other << 16) | r
                n += 1
    both = np.sort(out[:n])
    rows, rules = np.empty(n, np.int32), np.empty(n, np.int16)
    kept = 0
    for its in both:
        other = np.int32(its >> 16)
        if kept == 0 or rows[kept - 1] != other:
            rows[kept], rules[kept] = other, its & 0xFFFF
            kept += 1
    return rows[:kept], rules[:kept]
