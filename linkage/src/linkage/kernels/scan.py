"""Going through blocks: each pair once, under the first rule that admits it.

A task is a run of spans; a span (i, to, end) is each record from i to `to` with every later one before `end`.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from .levels import bits, holds, level, together, weigh, word

_EMPTY = np.uint64(0xFFFFFFFFFFFFFFFF)


class Rules(NamedTuple):
    """`atoms` int32 [records, columns]: the codes of all columns that rules read, side by side; `masks`
    uint64 [rules]: which of them each rule reads; `hot` uint64 [records, words]: bit r is set where the
    record's block under rule r is above the limit, so that rule r does not admit it."""

    atoms: np.ndarray
    masks: np.ndarray
    hot: np.ndarray


@njit(nogil=True, cache=True)
def note_hot(hot, rows, rule):
    for row in rows:
        hot[row, rule >> 6] |= np.uint64(1) << np.uint64(rule & 63)


@njit(nogil=True, cache=True)
def first_rule(records, program, rules, a, b, before):
    """The first rule below `before` that admits the pair, or -1."""
    agree = np.uint64(0)
    for place in range(rules.atoms.shape[1]):
        x = rules.atoms[a, place]
        agree |= np.uint64((x == rules.atoms[b, place]) & (x >= 0)) << np.uint64(place)
    for r in range(before):
        if rules.masks[r] & agree == rules.masks[r]:
            if (rules.hot[a, r >> 6] >> np.uint64(r & 63)) & np.uint64(1):
                continue
            if program.rule[r] < 0 or holds(records, program, program.rule[r], a, b):
                return r
    return -1


@njit(nogil=True, cache=True)
def _admitted(records, program, rules, r, a, b):
    if program.rule[r] >= 0 and not holds(records, program, program.rule[r], a, b):
        return False
    return first_rule(records, program, rules, a, b, r) < 0


@njit(nogil=True, cache=True)
def pairs(records, program, weights, rules, r, rows, spans, at_least, a_out, b_out, words, found):
    """Writes the pairs of rule `r` whose weight reaches `at_least`; returns how many."""
    n = 0
    for span in range(len(spans)):
        for i in range(spans[span, 0], spans[span, 1]):
            for j in range(i + 1, spans[span, 2]):
                a, b = rows[i], rows[j]
                if not _admitted(records, program, rules, r, a, b):
                    continue
                weight, packed = weigh(records, program, weights, a, b, at_least)
                if weight >= at_least:
                    a_out[n], b_out[n], words[n], found[n] = a, b, packed, weight
                    n += 1
    return n


@njit(nogil=True, cache=True)
def patterns(records, program, rules, r, rows, spans):
    """(words, counts): how many pairs of rule `r` show each pattern of levels."""
    keys, counts, used = np.full(1024, _EMPTY, dtype=np.uint64), np.zeros(1024, dtype=np.int64), 0
    for span in range(len(spans)):
        for i in range(spans[span, 0], spans[span, 1]):
            for j in range(i + 1, spans[span, 2]):
                a, b = rows[i], rows[j]
                if not _admitted(records, program, rules, r, a, b):
                    continue
                used += _count(keys, counts, word(records, program, a, b), 1)
                if 2 * used > len(keys):
                    keys, counts = _grown(keys, counts)
    kept = counts > 0
    return keys[kept], counts[kept]


@njit(nogil=True, cache=True)
def admitted(records, program, rules, r, rows, spans):
    """How many pairs rule `r` is the first to admit."""
    n = 0
    for span in range(len(spans)):
        for i in range(spans[span, 0], spans[span, 1]):
            for j in range(i + 1, spans[span, 2]):
                n += _admitted(records, program, rules, r, rows[i], rows[j])
    return n


@njit(nogil=True, cache=True)
def _count(keys, counts, key, more):
    """1 where the key is new."""
    at = (key * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(20)
    while True:
        at &= np.uint64(len(keys) - 1)
        if keys[at] == key:
            counts[at] += more
            return 0
        if keys[at] == _EMPTY:
            keys[at] = key
            counts[at] = more
            return 1
        at += np.uint64(1)


@njit(nogil=True, cache=True)
def _grown(keys, counts):
    larger, more = np.full(2 * len(keys), _EMPTY, dtype=np.uint64), np.zeros(2 * len(keys), dtype=np.int64)
    for i in range(len(keys)):
        if keys[i] != _EMPTY:
            _count(larger, more, keys[i], counts[i])
    return larger, more


@njit(nogil=True, cache=True)
def words_of(records, program, a, b, out):
    """The word of each pair given."""
    for i in range(len(a)):
        out[i] = word(records, program, a[i], b[i])


@njit(nogil=True, cache=True)
def _sums(records, program, weights, a, b, word):
    """Bits of one pair whose word is known: against strangers, against housemates."""
    strangers, housemates = 0.0, 0.0
    for c in range(len(program.first) - 1):
        width = np.uint64(program.shift[c + 1] - program.shift[c])
        its = (word >> np.uint64(program.shift[c])) & ((np.uint64(1) << width) - np.uint64(1))
        one, two = bits(records, weights, c, np.int64(its) - 1, a, b)
        strangers += one
        housemates += two
    return strangers, housemates


@njit(nogil=True, cache=True)
def sums_of(records, program, weights, a, b, words, strangers, housemates):
    """The bits of each pair given, whose words are known, without priors."""
    for i in range(len(a)):
        strangers[i], housemates[i] = _sums(records, program, weights, a[i], b[i], words[i])


@njit(nogil=True, cache=True)
def weights_of(records, program, weights, a, b, words, out):
    """The weight of each pair given, whose words are known."""
    for i in range(len(a)):
        strangers, housemates = _sums(records, program, weights, a[i], b[i], words[i])
        out[i] = together(weights, strangers, housemates)


@njit(nogil=True, cache=True)
def levels_of(records, program, c, a, b, out):
    """The level number of one comparison for each pair given."""
    for i in range(len(a)):
        out[i] = level(records, program, c, a[i], b[i])
