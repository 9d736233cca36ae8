"""Which rules would admit a pair that some rule drew."""

import numpy as np
from numba import njit

from .blocks import _MIX, MISSING, _mixed

_SOME = 1024


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
    """(keys, rows): those of every `every`-th block, by a hash of it. `counts` uint8 [a power of two]: how many
    records have a key of each bucket; 255 are 255 or more."""
    buckets = np.uint64(len(counts) - 1)
    keys, rows, n = np.empty(len(found), np.uint64), np.empty(len(found), np.int32), 0
    for row in range(len(found)):
        if found[row] != MISSING:
            mixed = _mixed(found[row] + _MIX[0])
            bucket = mixed & buckets
            counts[bucket] += counts[bucket] < 255
            if (mixed >> np.uint64(32)) % np.uint64(every) == 0:
                keys[n], rows[n] = found[row], row
                n += 1
    return keys[:n].copy(), rows[:n].copy()


@njit(nogil=True, cache=True)
def admits(codes, columns, begin, masks, hot, a, agree, out):
    """Written: `out` bool [rules, pairs], they agree on all columns of the rule, by `masks`, and not on a key that
    too many have. `columns`: of rule after rule, from one `begin` to the next; `hot` [rules, bytes]: a bit for each
    bucket of keys, the first one the highest of its byte."""
    buckets = np.uint64(8 * hot.shape[1] - 1)
    for i in range(len(a)):
        row = codes[a[i]]
        for rule in range(len(masks)):
            if agree[i] & masks[rule] != masks[rule]:
                continue
            key = np.uint64(0)
            for place in range(begin[rule + 1] - begin[rule]):
                code = row[columns[begin[rule] + place]]
                if place < 2:
                    key = (key << np.uint64(32)) | np.uint64(code + 1)
                else:
                    key = _mixed(key) + np.uint64(code + 1) * _MIX[0]
            bucket = _mixed(key + _MIX[0]) & buckets
            its = hot[rule, bucket >> np.uint64(3)] >> (np.uint64(7) - (bucket & np.uint64(7)))
            out[rule, i] = its & np.uint64(1) == 0


@njit(nogil=True, cache=True)
def missed(admits, chance, out):
    """Written: `out` [pairs], the chance that none of the rules that admit a pair draws it; `chance` [rules]."""
    out[:] = 1.0
    for rule in range(len(chance)):
        for pair in range(len(out)):
            if admits[rule, pair]:
                out[pair] *= 1.0 - chance[rule]


@njit(nogil=True, cache=True)
def by_pair(admits):
    """(begin, rules): the rules that admit each pair, `rules` int16 from `begin[pair]` to `begin[pair + 1]`. `admits`
    bool [rules, pairs]."""
    rules, pairs = admits.shape
    begin = np.zeros(pairs + 1, np.int64)
    for rule in range(rules):
        for pair in range(pairs):
            begin[pair + 1] += admits[rule, pair]
    begin = np.cumsum(begin)
    its, at = np.empty(begin[-1], np.int16), begin[:-1].copy()
    for first in range(0, pairs, _SOME):  # some pairs at a time, so that their lists stay at hand
        for rule in range(rules):
            for pair in range(first, min(first + _SOME, pairs)):
                if admits[rule, pair]:
                    its[at[pair]] = rule
                    at[pair] += 1
    return begin, its


@njit(nogil=True, cache=True)
def gains(begin, its, worth, left, out):
    """Written: `out` float64 [rules], the `worth` [pairs] of the pairs `left` that each rule admits."""
    out[:] = 0.0
    for pair in range(len(worth)):
        if left[pair]:
            for place in range(begin[pair], begin[pair + 1]):
                out[its[place]] += worth[pair]


@njit(nogil=True, cache=True)
def best_first(admits, begin, its, worth, had, among, least):
    """The places of the rules `among` (bool [rules]) that bring the most `worth` [pairs] which none before brings,
    `had` (bool [rules]) first; the first of equals; none that brings `least` or less. `begin`, `its`: as `by_pair`
    has them of `admits`."""
    left, out = worth > 0.0, np.empty(len(among))
    for pair in range(len(worth)):
        for place in range(begin[pair], begin[pair + 1]):
            if had[its[place]]:
                left[pair] = False
                break
    gains(begin, its, worth, left, out)
    open_, chosen, n = among & ~had, np.empty(len(among), np.int64), 0
    while True:
        best = -1
        for rule in range(len(among)):
            if open_[rule] and (best < 0 or out[rule] > out[best]):
                best = rule
        if best < 0 or out[best] <= least:
            return chosen[:n]
        chosen[n], open_[best] = best, False
        n += 1
        for pair in range(len(worth)):
            if left[pair] and admits[best, pair]:
                left[pair] = False
                for place in range(begin[pair], begin[pair + 1]):
                    out[its[place]] -= worth[pair]
