"""Who shares a key with a record: sorted postings that may lie in a mapped file, and a table of what came later.

Nothing but row numbers is stored: a row's key is worked out from its codes when it is looked at. Rows keep
their codes for ever, so that a posting is always right; whether a row still counts is said by `alive`.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from .levels import holds
from .prefetch import prefetch, prefetch_row
from .strings_table import mix

__all__ = ["Added", "Keys", "Sorted", "candidates", "directory", "enter", "keys_of"]

_MISSING = np.uint64(0)
# In a block above the limit a record meets the entities there, where they are so few: a person with a thousand
# records fills every block.
MEET = 20
# Rows of a bucket whose keys are asked for ahead.
AHEAD = 4


class Keys(NamedTuple):
    """Rule r reads `columns` from `begin[r]` to `begin[r + 1]`; a block above `at_most[r]` is passed over
    (0: no limit)."""

    columns: np.ndarray
    begin: np.ndarray
    at_most: np.ndarray


class Sorted(NamedTuple):
    """Of rule r, `rows` from `begin[r]` to `begin[r + 1]` in order of their keys. Keys whose first `bits[r]`
    bits are h lie from `places[first[r] + h]` to the next (counted from `begin[r]`)."""

    rows: np.ndarray
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
def _first_place(codes, keys, base, r, key):
    """The first place of the rule whose key is not below `key`."""
    bucket = _bucket(base, r, key)
    low, high = np.int64(base.places[bucket]), np.int64(base.places[bucket + 1])
    middle = low  # most buckets hold one key
    while low < high:
        if _key(codes, base.rows[base.begin[r] + middle], keys, r) < key:
            low = middle + 1
        else:
            high = middle
        middle = (low + high) >> 1
    return low


@njit(nogil=True, cache=True)
def _end_place(codes, keys, base, r, key, first):
    """The place after the last of the rule that has `key`, from `first`, in steps that double."""
    low, end, step = first - 1, base.begin[r + 1] - base.begin[r], 1
    while low + step < end and _key(codes, base.rows[base.begin[r] + low + step], keys, r) == key:
        low += step
        step *= 2
    high = min(low + step, end)
    while high - low > 1:
        middle = (low + high) >> 1
        if _key(codes, base.rows[base.begin[r] + middle], keys, r) == key:
            low = middle
        else:
            high = middle
    return high


@njit(nogil=True, cache=True)
def _bring_near(codes, keys, base, added, row, key):
    """Written: `key` of each rule. What finding their blocks will read is asked for, of all rules at once."""
    rules, width = len(keys.at_most), codes.shape[1]
    last = np.uint64(len(added.keys) - 1)
    for r in range(rules):
        key[r] = _key(codes, row, keys, r)
        if key[r] != _MISSING:
            prefetch(base.places, _bucket(base, r, key[r]))
            prefetch(added.keys, np.int64((_salted(key[r], r) >> np.uint64(1)) & last))
    for r in range(rules):
        if key[r] != _MISSING:
            prefetch(base.rows, base.begin[r] + base.places[_bucket(base, r, key[r])])
    for r in range(rules):
        if key[r] != _MISSING:
            bucket = _bucket(base, r, key[r])
            low, high = base.begin[r] + base.places[bucket], base.begin[r] + base.places[bucket + 1]
            for place in range(low, min(high, low + AHEAD)):
                for column in range(keys.begin[r], keys.begin[r + 1]):
                    prefetch(codes, np.int64(base.rows[place]) * width + keys.columns[column])


@njit(nogil=True, cache=True)
def _take(codes, keys, base, added, alive, row, r, key, room, out, n):
    """Writes the rows that count and share the key, other than `row`, to `out` from `n` on. Returns how many
    there are; one more than `room` where there are more, and -1 where `out` is too short."""
    before = n
    first = _first_place(codes, keys, base, r, key)
    if _full(codes, keys, base, alive, row, r, key, first, room):
        return room + 1
    end = _end_place(codes, keys, base, r, key, first)
    for place in range(base.begin[r] + first, base.begin[r] + end):
        other = base.rows[place]
        if alive[other] and other != row:
            if n == len(out):
                return -1
            out[n] = other
            n += 1
            if n - before > room:
                return n - before
    salted = _salted(key, r)
    slot = _slot(added, salted)
    entry = added.heads[slot] if added.keys[slot] == salted else -1
    while entry >= 0 and n - before <= room:
        other = added.rows[entry]
        if alive[other] and other != row:
            if n == len(out):
                return -1
            out[n] = other
            n += 1
        entry = added.nexts[entry]
    for place in range(before, n):
        prefetch_row(codes, out[place])
    return n - before


@njit(nogil=True, cache=True)
def _full(codes, keys, base, alive, row, r, key, first, room):
    """Whether all of more rows than there is room for count: soon seen, as rows stand in order of their keys."""
    last = first + room + 1
    if last >= base.begin[r + 1] - base.begin[r]:
        return False
    if _key(codes, base.rows[base.begin[r] + last], keys, r) != key:
        return False
    for place in range(base.begin[r] + first, base.begin[r] + last + 1):
        if not alive[base.rows[place]]:
            return False
    return True


@njit(nogil=True, cache=True)
def _meet(codes, keys, base, added, alive, entity, row, r, key, out, n):
    """Writes one row of each entity that has any which share the key to `out` from `n` on; returns how many there
    are, none where there are more than MEET."""
    before = n
    place = end = _first_place(codes, keys, base, r, key)
    while True:
        if place == end:
            end = _run(codes, keys, base, r, key, place)
            if end == place:
                break
        n = _noted(alive, entity, row, base.rows[base.begin[r] + place], out, before, n)
        if n < 0:
            return 0
        place += 1
    salted = _salted(key, r)
    slot = _slot(added, salted)
    entry = added.heads[slot] if added.keys[slot] == salted else -1
    while entry >= 0:
        n = _noted(alive, entity, row, added.rows[entry], out, before, n)
        if n < 0:
            return 0
        entry = added.nexts[entry]
    return n - before


@njit(nogil=True, cache=True)
def _run(codes, keys, base, r, key, place):
    """A place up to which, from `place`, all rows have the key; `place` itself where there is none."""
    end = min(place + 2 * MEET, base.begin[r + 1] - base.begin[r])
    while end > place and _key(codes, base.rows[base.begin[r] + end - 1], keys, r) != key:
        end = (place + end) >> 1
    return end


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
    key_of = np.empty(len(keys.at_most), np.uint64)
    _bring_near(records.codes, keys, base, added, row, key_of)
    for r in range(len(keys.at_most)):
        key = key_of[r]
        if key == _MISSING:
            continue
        room = keys.at_most[r] - 1 if keys.at_most[r] > 0 else len(alive)
        found = _take(records.codes, keys, base, added, alive, row, r, key, room, out, n)
        while found < 0:
            larger = np.empty(2 * len(out), np.int64)
            larger[:n] = out[:n]
            out = larger
            found = _take(records.codes, keys, base, added, alive, row, r, key, room, out, n)
        if found > room:
            if n + MEET > len(out):
                out = np.concatenate((out, np.empty(len(out) + MEET, np.int64)))
            found = _meet(records.codes, keys, base, added, alive, entity, row, r, key, out, n)
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
