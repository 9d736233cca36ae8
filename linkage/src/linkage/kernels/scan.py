"""Going through blocks: each pair once, under the first rule that admits it.

A task is a run of spans; a span (i, to, end) is each record from i to `to` with every later one before `end`.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from .borrowed import borrowed
from .levels import bits, holds, together, weigh_all, words_all

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


@njit(nogil=True, cache=True, forceinline=True)
def _agreed(one, two):
    """uint64: which columns say the same in two rows of atoms."""
    agree = np.uint64(0)
    for place in range(len(one)):
        agree |= np.uint64((one[place] == two[place]) & (one[place] >= 0)) << np.uint64(place)
    return agree


@njit(nogil=True, cache=True, forceinline=True)
def _earlier(records, program, rules, agree, a, b, before):
    """Whether a rule below `before` admits the pair whose atoms `agree`."""
    for r in range(before):
        if rules.masks[r] & ~agree == 0:
            if (rules.hot[a, r >> 6] >> np.uint64(r & 63)) & np.uint64(1):
                continue
            if program.rule[r] < 0 or holds(records, program, program.rule[r], a, b):
                return True
    return False


@njit(nogil=True, cache=True)
def candidates(records, program, rules, r, rows, spans, a_out, b_out):
    """Writes the pairs that rule `r` is the first to admit; returns how many."""
    records, program = borrowed(records), borrowed(program)
    rules, rows, spans = borrowed(rules), borrowed(rows), borrowed(spans)
    asked = program.rule[r]
    n = 0
    for span in range(len(spans)):
        end = spans[span, 2]
        for i in range(spans[span, 0], spans[span, 1]):
            a = rows[i]
            atoms = rules.atoms[a]
            for j in range(i + 1, end):
                b = rows[j]
                if asked >= 0 and not holds(records, program, asked, a, b):
                    continue
                if r > 0 and _earlier(records, program, rules, _agreed(atoms, rules.atoms[b]), a, b, r):
                    continue
                a_out[n], b_out[n] = a, b
                n += 1
    return n


@njit(nogil=True, cache=True)
def pairs(records, program, weights, rules, r, rows, spans, at_least, a_out, b_out, words, found):
    """Writes the pairs of rule `r` whose weight reaches `at_least`; returns how many."""
    n = candidates(records, program, rules, r, rows, spans, a_out, b_out)
    return weigh_all(records, program, weights, a_out, b_out, n, at_least, words, found)


@njit(nogil=True, cache=True)
def patterns(records, program, rules, r, rows, spans, a, b, words):
    """(words, counts): how many pairs of rule `r` show each pattern of levels. `a`, `b`, `words`: room for them."""
    n = candidates(records, program, rules, r, rows, spans, a, b)
    words_all(records, program, a, b, n, words)
    keys, counts, used = np.full(1024, _EMPTY, dtype=np.uint64), np.zeros(1024, dtype=np.int64), 0
    for i in range(n):
        used += _count(keys, counts, words[i], 1)
        if 2 * used > len(keys):
            keys, counts = _grown(keys, counts)
    kept = counts > 0
    return keys[kept], counts[kept]


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
    words_all(records, program, a, b, len(a), out)


@njit(nogil=True, cache=True, forceinline=True)
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
    records, program, weights = borrowed(records), borrowed(program), borrowed(weights)
    for i in range(len(a)):
        strangers[i], housemates[i] = _sums(records, program, weights, a[i], b[i], words[i])


@njit(nogil=True, cache=True)
def weights_of(records, program, weights, a, b, words, out):
    """The weight of each pair given, whose words are known."""
    records, program, weights = borrowed(records), borrowed(program), borrowed(weights)
    for i in range(len(a)):
        strangers, housemates = _sums(records, program, weights, a[i], b[i], words[i])
        out[i] = together(weights, strangers, housemates)
