"""At which level a pair stands in each comparison, and what that weighs.

A level's condition is a program of small steps over a stack of two-bit truths: 0 no, 1 yes, 2 unknown.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from .strings import damerau_levenshtein, jaro, jaro_winkler, levenshtein

# The steps of a program; `left`, `right` and `extra` say of what.
SAME, JARO, JARO_WINKLER, LEVENSHTEIN, DAMERAU_LEVENSHTEIN = 0, 1, 2, 3, 4
SHARES, NEAR, MISSING_TEXT, MISSING_NUMBER, MISSING_LIST = 5, 6, 7, 8, 9
AND, OR, NOT, STOP_IF_NO, STOP_IF_YES, ALWAYS = 10, 11, 12, 13, 14, 15
NO, YES, UNKNOWN = 0, 1, 2
# How a level counts the rarity of the value: not, as the same value, as two alike.
PLAIN, RARE, NEARLY = 0, 1, 2


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
    """`steps` int32 [steps, 4]: what, left, right, extra; `bounds` float64 [steps].

    Condition p is the steps from `begin[p]` to `begin[p + 1]`. Comparison c is the conditions from `first[c]`
    on: whether it is missing, then its levels; `first[c + 1]` is the next one's. Its level, plus one, stands
    in a pair's word from bit `shift[c]` on. `rule[r]`: the condition that rule r asks besides, or -1.
    """

    steps: np.ndarray
    bounds: np.ndarray
    begin: np.ndarray
    first: np.ndarray
    shift: np.ndarray
    rule: np.ndarray


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
def _alike(records, what, x, y, extra):
    """The similarity, or the number of edits up to `extra`, of two texts by their codes."""
    from_a, to_a = records.offsets[x], records.offsets[x + 1]
    from_b, to_b = records.offsets[y], records.offsets[y + 1]
    if what == JARO_WINKLER:
        return jaro_winkler(records.letters, from_a, to_a, from_b, to_b)
    if what == JARO:
        return jaro(records.letters, from_a, to_a, from_b, to_b)
    if what == DAMERAU_LEVENSHTEIN:
        return float(damerau_levenshtein(records.letters, from_a, to_a, from_b, to_b, extra))
    return float(levenshtein(records.letters, from_a, to_a, from_b, to_b, extra))


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


@njit(nogil=True, cache=True)
def level(records, program, c, a, b):
    """The number of the level of comparison `c`: -1 missing, 0 "else", counting up."""
    last = program.first[c + 1] - 1
    seen_what, seen_left, seen_right, seen = -1, -1, -1, 0.0
    for p in range(program.first[c], last + 1):
        stack = 0
        step, end = program.begin[p], program.begin[p + 1]
        while step < end:
            what = program.steps[step, 0]
            left, right = program.steps[step, 1], program.steps[step, 2]
            truth = YES
            if what == SAME:
                x, y = records.codes[a, left], records.codes[b, right]
                truth = UNKNOWN if x < 0 or y < 0 else YES if x == y else NO
            elif what <= DAMERAU_LEVENSHTEIN:
                x, y = records.codes[a, left], records.codes[b, right]
                if x < 0 or y < 0:
                    truth = UNKNOWN
                elif x != y or records.offsets[x] == records.offsets[x + 1]:  # no letters are not alike
                    if what != seen_what or left != seen_left or right != seen_right:
                        seen = _alike(records, what, x, y, program.steps[step, 3])
                        seen_what, seen_left, seen_right = what, left, right
                    if what <= JARO_WINKLER:
                        truth = YES if seen >= program.bounds[step] else NO
                    else:
                        truth = YES if seen <= program.bounds[step] else NO
            elif what == STOP_IF_NO:
                if stack & 3 == NO:
                    step = program.begin[p] + left
                else:
                    step += 1
                continue
            elif what == STOP_IF_YES:
                if stack & 3 == YES:
                    step = program.begin[p] + left
                else:
                    step += 1
                continue
            elif what <= OR:
                if what in (AND, OR):
                    one, two = stack & 3, (stack >> 2) & 3
                    stack >>= 4
                    if what == AND:
                        truth = NO if one == NO or two == NO else max(one, two)
                    else:
                        truth = YES if one == YES or two == YES else max(one, two)
                elif what == SHARES:
                    x, y = records.lists[a, left], records.lists[b, right]
                    if x < 0 or y < 0:
                        truth = UNKNOWN
                    else:
                        truth = YES if _in_common(records, x, y) >= program.steps[step, 3] else NO
                elif what == NEAR:
                    apart = abs(records.numbers[a, left] - records.numbers[b, right])
                    truth = UNKNOWN if np.isnan(apart) else YES if apart <= program.bounds[step] else NO
                else:
                    row = a if right == 0 else b
                    if what == MISSING_TEXT:
                        truth = YES if records.codes[row, left] < 0 else NO
                    elif what == MISSING_NUMBER:
                        truth = YES if np.isnan(records.numbers[row, left]) else NO
                    else:
                        truth = YES if records.lists[row, left] < 0 else NO
            elif what == NOT:
                one = stack & 3
                stack >>= 2
                truth = UNKNOWN if one == UNKNOWN else 1 - one
            stack = (stack << 2) | truth
            step += 1
        if stack & 3 == YES:
            return last - p if p > program.first[c] else -1
    return 0


@njit(nogil=True, cache=True)
def holds(records, program, p, a, b):
    """Whether condition `p`, which stands alone, is true of the pair."""
    single = Program(
        program.steps, program.bounds, program.begin, np.array([p, p + 1], dtype=np.int32), program.shift,
        program.rule,
    )  # fmt: skip
    return level(records, single, 0, a, b) == -1


@njit(nogil=True, cache=True)
def word(records, program, a, b):
    """The levels of all comparisons, each plus one, packed at `program.shift`."""
    packed = np.uint64(0)
    for c in range(len(program.first) - 1):
        packed |= np.uint64(level(records, program, c, a, b) + 1) << np.uint64(program.shift[c])
    return packed


@njit(nogil=True, cache=True)
def bits(records, weights, c, number, a, b):
    """What level `number` of comparison `c` weighs for this pair: against strangers, against housemates."""
    at = number + 1
    strangers, housemates = weights.strangers[c, at], weights.housemates[c, at]
    rarity = weights.rarity[c, at]
    if rarity == PLAIN:
        return strangers, housemates
    column, place = weights.column[c, at] >> 16, weights.column[c, at] & 0xFFFF
    x, y = records.codes[a, place], records.codes[b, place]
    if x < 0 or y < 0:
        return strangers, housemates
    one, two = weights.shares[column, x], weights.shares[column, y]
    if rarity == RARE:
        more = weights.base[c, at] - max(max(one, two), weights.least[c, at])
    else:
        more = np.log2((2.0**-one + 2.0**-two) / 2) - weights.base[c, at]
        more = min(3.0, max(-3.0, more))
    more *= weights.factor[c, at]
    return strangers + more, housemates + more if weights.at_home[c, at] else housemates


@njit(nogil=True, cache=True)
def together(weights, strangers, housemates):
    """Log2 odds of one person against two of either kind, from the sums over the comparisons."""
    one = weights.prior + strangers
    if np.isnan(weights.household):
        return one
    two = weights.household + housemates
    low, high = min(one, two), max(one, two)
    return low - np.log2(1.0 + 2.0 ** (low - high))


@njit(nogil=True, cache=True)
def weigh(records, program, weights, a, b, at_least):
    """The pair's weight and its word; where it cannot reach `at_least`, a weight below it, early."""
    strangers, housemates = 0.0, 0.0
    packed = np.uint64(0)
    for c in range(len(program.first) - 1):
        number = level(records, program, c, a, b)
        packed |= np.uint64(number + 1) << np.uint64(program.shift[c])
        one, two = bits(records, weights, c, number, a, b)
        strangers += one
        housemates += two
        if weights.prior + strangers + weights.most[c + 1] < at_least:
            return -np.inf, packed
    return together(weights, strangers, housemates), packed
