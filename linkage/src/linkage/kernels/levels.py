"""At which level a pair stands in each comparison, and what that weighs.

The levels of a comparison are one program: each step asks one thing of the pair and says where to go on if the
answer is no, yes or unknown (a value is missing), until a level is reached.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from .borrowed import borrowed
from .prefetch import prefetch_row
from .remembered import kept, remembered, room
from .strings import damerau_levenshtein, jaro_from, jaro_winkler_from, levenshtein

# What a step asks; `left`, `right` and `extra` say of what.
SAME, JARO, JARO_WINKLER, LEVENSHTEIN, DAMERAU_LEVENSHTEIN = 0, 1, 2, 3, 4
SHARES, NEAR, MISSING_TEXT, MISSING_NUMBER, MISSING_LIST = 5, 6, 7, 8, 9
# Of which record a value is missing.
FIRST, SECOND, EITHER = 0, 1, 2
NO, YES, UNKNOWN = 0, 1, 2
# How a level counts the rarity of the value: not, as the same value, as two alike.
PLAIN, RARE, NEARLY = 0, 1, 2
# So many pairs before its turn, what a pair reads is asked for.
AHEAD = 16


class Records(NamedTuple):
    """`tables.Table`, in its order."""

    codes: np.ndarray
    offsets: np.ndarray
    letters: np.ndarray
    numbers: np.ndarray
    lists: np.ndarray
    list_offsets: np.ndarray
    members: np.ndarray


class Program(NamedTuple):
    """`steps` int32 [steps, 8]: what, left, right, extra, then where to go if NO, YES, UNKNOWN: a step, or a
    level as -2 - level; then which of the `measures` that are worked out this is. `bounds` float64 [steps];
    `least`: below this no step of the comparison is interested.

    Comparison c begins at step `first[c]`, which has one more entry than there are comparisons. Its level,
    plus one, stands in a pair's word from bit `shift[c]` on. `exact[c]`: the text column of which it asks nothing
    but whether both say the same, or -1: without a program, no guess where it leads goes wrong. `rule[r]`: the
    step at which what rule r asks besides begins, or -1.
    """

    steps: np.ndarray
    bounds: np.ndarray
    least: np.ndarray
    first: np.ndarray
    shift: np.ndarray
    rule: np.ndarray
    exact: np.ndarray
    measures: int


class Weights(NamedTuple):
    """By comparison and level + 1: `strangers`, `housemates` in bits; `rarity`: PLAIN, RARE or NEARLY, of
    column `column` of `shares` (log2 of the share of each value); `factor`, `least` (log2), `base` (bits);
    `at_home`: it counts against housemates too. `most`: bits that comparisons from c on can still add."""

    strangers: np.ndarray
    housemates: np.ndarray
    rarity: np.ndarray
    column: np.ndarray
    factor: np.ndarray
    least: np.ndarray
    base: np.ndarray
    at_home: np.ndarray
    shares: np.ndarray
    most: np.ndarray
    prior: float
    household: float


@njit(nogil=True, cache=True)
def _alike(letters, from_a, to_a, from_b, to_b, what, extra, least):
    """The similarity where it reaches `least`, or the number of edits up to `extra`."""
    if what == JARO_WINKLER:
        return jaro_winkler_from(letters, from_a, to_a, from_b, to_b, least)
    if what == DAMERAU_LEVENSHTEIN:
        return float(damerau_levenshtein(letters, from_a, to_a, from_b, to_b, extra))
    if what == LEVENSHTEIN:
        return float(levenshtein(letters, from_a, to_a, from_b, to_b, extra))
    return jaro_from(letters, from_a, to_a, from_b, to_b, least)


@njit(nogil=True, cache=True)
def _in_common(records, x, y):
    """How many different members two lists share; members stand in order in each."""
    i, end_i = records.list_offsets[x], records.list_offsets[x + 1]
    j, end_j = records.list_offsets[y], records.list_offsets[y + 1]
    found = 0
    while i < end_i and j < end_j:
        one, two = records.members[i], records.members[j]
        if one == two:
            found += 1
            while i < end_i and records.members[i] == one:
                i += 1
            while j < end_j and records.members[j] == one:
                j += 1
        elif one < two:
            i += 1
        else:
            j += 1
    return found


@njit(nogil=True, cache=True, forceinline=True)
def _followed(records, program, step, a, b, memory=None):
    """Where the program ends that begins at `step`. `memory`: as `remembered` has it, or None."""
    seen_what, seen_left, seen_right, seen = -1, -1, -1, 0.0
    while step >= 0:
        what, left, right = program.steps[step, 0], program.steps[step, 1], program.steps[step, 2]
        truth = NO
        if what == SAME:
            x, y = records.codes[a, left], records.codes[b, right]
            truth = UNKNOWN if x < 0 or y < 0 else YES if x == y else NO
        elif what == MISSING_TEXT:
            x, y = records.codes[a, left], records.codes[b, left]
            truth = YES if (x < 0 and right != SECOND) or (y < 0 and right != FIRST) else NO
        elif what <= DAMERAU_LEVENSHTEIN:
            x, y = records.codes[a, left], records.codes[b, right]
            if x < 0 or y < 0:
                truth = UNKNOWN
            elif x == y and records.offsets[x] != records.offsets[x + 1]:  # no letters are not alike
                truth = YES
            else:
                if what != seen_what or left != seen_left or right != seen_right:
                    from_a, to_a = records.offsets[x], records.offsets[x + 1]
                    from_b, to_b = records.offsets[y], records.offsets[y + 1]
                    most, least = program.steps[step, 3], program.least[step]
                    if memory is None:
                        seen = _alike(records.letters, from_a, to_a, from_b, to_b, what, most, least)
                    else:
                        known, seen = remembered(memory, program.steps[step, 7], x, y)
                        if not known:
                            seen = _alike(records.letters, from_a, to_a, from_b, to_b, what, most, least)
                            kept(memory, program.steps[step, 7], x, y, seen)
                    seen_what, seen_left, seen_right = what, left, right
                if what <= JARO_WINKLER:
                    truth = YES if seen >= program.bounds[step] else NO
                else:
                    truth = YES if seen <= program.bounds[step] else NO
        elif what == SHARES:
            x, y = records.lists[a, left], records.lists[b, right]
            if x < 0 or y < 0:
                truth = UNKNOWN
            elif _in_common(records, x, y) >= program.steps[step, 3]:
                truth = YES
        elif what == NEAR:
            apart = abs(records.numbers[a, left] - records.numbers[b, right])
            truth = UNKNOWN if np.isnan(apart) else YES if apart <= program.bounds[step] else NO
        elif what == MISSING_NUMBER:
            one, two = np.isnan(records.numbers[a, left]), np.isnan(records.numbers[b, left])
            truth = YES if (one and right != SECOND) or (two and right != FIRST) else NO
        else:
            x, y = records.lists[a, left], records.lists[b, left]
            truth = YES if (x < 0 and right != SECOND) or (y < 0 and right != FIRST) else NO
        step = program.steps[step, 4 + truth]
    return step


@njit(nogil=True, cache=True)
def level(records, program, c, a, b):
    """The number of the level of comparison `c`: -1 missing, 0 "else", counting up."""
    return -2 - _followed(borrowed(records), borrowed(program), program.first[c], a, b)


@njit(nogil=True, cache=True)
def holds(records, program, step, a, b):
    """Whether the condition that begins at `step`, and ends at level 1 or 0, is true of the pair."""
    return _followed(borrowed(records), borrowed(program), step, a, b) == -3


@njit(nogil=True, cache=True, forceinline=True)
def _stands(records, program, c, a, b, memory):
    """The number of the pair's level in comparison `c`, plus one."""
    column = program.exact[c]
    if column < 0:
        return -1 - _followed(records, program, program.first[c], a, b, memory)
    x, y = records.codes[a, column], records.codes[b, column]
    return np.int64((x | y) >= 0) * (1 + np.int64(x == y))


@njit(nogil=True, cache=True, forceinline=True)
def _word(records, program, a, b, memory):
    packed = np.uint64(0)
    for c in range(len(program.first) - 1):
        its = _stands(records, program, c, a, b, memory)
        packed |= np.uint64(its) << np.uint64(program.shift[c])
    return packed


@njit(nogil=True, cache=True)
def words_all(records, program, a, b, n, words):
    """Of the first `n` pairs, the levels of all comparisons, each plus one, packed at `program.shift`."""
    _words_all(records, program, a, b, n, words, room(program.measures, n))


@njit(nogil=True, cache=True)
def _words_all(records, program, a, b, n, words, memory):
    records, program, memory = borrowed(records), borrowed(program), borrowed(memory)
    for i in range(n):
        prefetch_row(records.codes, b[min(i + AHEAD, n - 1)])
        words[i] = _word(records, program, a[i], b[i], memory)


@njit(nogil=True, cache=True, forceinline=True)
def _bits(records, weights, c, at, a, b):
    strangers, housemates = weights.strangers[c, at], weights.housemates[c, at]
    rarity = weights.rarity[c, at]
    if rarity == PLAIN:
        return strangers, housemates
    column, place = weights.column[c, at] >> 16, weights.column[c, at] & 0xFFFF
    x, y = records.codes[a, place], records.codes[b, place]
    if x < 0 and y < 0:
        return strangers, housemates
    x, y = y if x < 0 else x, x if y < 0 else y  # the level asks another column, and one side lacks this one
    one, two = weights.shares[column, x], weights.shares[column, y]
    if rarity == RARE:
        more = weights.base[c, at] - max(max(one, two), weights.least[c, at])
    else:
        more = np.log2((2.0**-one + 2.0**-two) / 2) - weights.base[c, at]
        more = min(3.0, max(-3.0, more))
    more *= weights.factor[c, at]
    return strangers + more, housemates + more if weights.at_home[c, at] else housemates


@njit(nogil=True, cache=True, forceinline=True)
def bits(records, weights, c, number, a, b):
    """What level `number` of comparison `c` weighs for this pair: against strangers, against housemates."""
    return _bits(borrowed(records), borrowed(weights), c, number + 1, a, b)


@njit(nogil=True, cache=True)
def together(weights, strangers, housemates):
    """Log2 odds of one person against two of either kind, from the sums over the comparisons."""
    one = weights.prior + strangers
    if np.isnan(weights.household):
        return one
    two = weights.household + housemates
    low, high = min(one, two), max(one, two)
    return low - np.log2(1.0 + 2.0 ** (low - high))


@njit(nogil=True, cache=True, forceinline=True)
def _weighed(records, program, weights, a, b, at_least, memory=None):
    strangers, housemates = 0.0, 0.0
    packed = np.uint64(0)
    for c in range(len(program.first) - 1):
        at = _stands(records, program, c, a, b, memory)
        packed |= np.uint64(at) << np.uint64(program.shift[c])
        one, two = _bits(records, weights, c, at, a, b)
        strangers += one
        housemates += two
        if weights.prior + strangers + weights.most[c + 1] < at_least:
            return -np.inf, packed
    return together(weights, strangers, housemates), packed


@njit(nogil=True, cache=True)
def weigh(records, program, weights, a, b, at_least):
    """The pair's weight and its word; where it cannot reach `at_least`, a weight below it, early."""
    return _weighed(borrowed(records), borrowed(program), borrowed(weights), a, b, at_least)


@njit(nogil=True, cache=True)
def weigh_all(records, program, weights, a, b, n, at_least, words, found):
    """Of the first `n` pairs: those that reach `at_least` move to the front of `a` and `b`, their words and
    weights beside them; returns how many they are."""
    memory = room(program.measures, n)
    return _weigh_all(records, program, weights, a, b, n, at_least, words, found, memory)


@njit(nogil=True, cache=True)
def _weigh_all(records, program, weights, a, b, n, at_least, words, found, memory):
    records, program, weights, memory = (
        borrowed(records),
        borrowed(program),
        borrowed(weights),
        borrowed(memory),
    )
    passed = 0
    for i in range(n):
        prefetch_row(records.codes, b[min(i + AHEAD, n - 1)])
        weight, packed = _weighed(records, program, weights, a[i], b[i], at_least, memory)
        if weight >= at_least:
            a[passed], b[passed], words[passed], found[passed] = a[i], b[i], packed, weight
            passed += 1
    return passed
