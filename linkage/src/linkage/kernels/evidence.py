"""What the fields of given pairs say, in bits: the input of profiles."""

import numpy as np
from numba import njit

from .borrowed import borrowed
from .levels import bits, level
from .profiles import insistent_weight, raised

__all__ = ["between", "bits_of", "bits_within"]


@njit(nogil=True, cache=True)
def bits_of(records, program, weights, a, b):
    """[pairs, comparisons]: bits against strangers and against members of one household, float32, and whether
    both sides say something, bool."""
    records, program, weights = borrowed(records), borrowed(program), borrowed(weights)
    comparisons = len(program.first) - 1
    strangers = np.zeros((len(a), comparisons), np.float32)
    household = np.zeros((len(a), comparisons), np.float32)
    said = np.zeros((len(a), comparisons), np.bool_)
    for pair in range(len(a)):
        for c in range(comparisons):
            number = level(records, program, c, a[pair], b[pair])
            if number >= 0:
                strangers[pair, c], household[pair, c] = bits(records, weights, c, number, a[pair], b[pair])
                said[pair, c] = True
    return strangers, household, said


@njit(nogil=True, cache=True)
def _alike(records, texts, lists, numbers, a, b):
    """Whether two records say the same in all columns that a comparison reads."""
    for place in texts:
        if records.codes[a, place] != records.codes[b, place]:
            return False
    for place in lists:
        if records.lists[a, place] != records.lists[b, place]:
            return False
    for place in numbers:
        x, y = records.numbers[a, place], records.numbers[b, place]
        if x != y and not (np.isnan(x) and np.isnan(y)):
            return False
    return True


@njit(nogil=True, cache=True)
def _numbered(records, texts, lists, numbers, rows, number, first):
    """Written: `number` [rows], which of the different things said each row says, and `first`, who said it first.
    Returns how many there are."""
    found = 0
    for place in range(len(rows)):
        number[place] = found
        for before in range(found):
            if _alike(records, texts, lists, numbers, rows[first[before]], rows[place]):
                number[place] = before
                break
        if number[place] == found:
            first[found] = place
            found += 1
    return found


@njit(nogil=True, cache=True)
def bits_within(records, program, weights, reads, begin, rows, sizes, pairs, power):
    """`bits_of` every two records of each group, row by row (profiles), `raised`; what is said twice is compared
    once.

    `reads` int32: the columns of each comparison, of texts, lists and numbers, each kind from one `begin`
    [3 x comparisons + 1] to the next. `rows`: group after group, of `sizes`.
    """
    records, program, weights = borrowed(records), borrowed(program), borrowed(weights)
    comparisons = len(program.first) - 1
    strangers, household = np.zeros((pairs, comparisons)), np.zeros((pairs, comparisons))
    said = np.zeros((pairs, comparisons), np.bool_)
    largest = sizes.max() if len(sizes) else 0
    number, who = np.empty(largest, np.int64), np.empty(largest, np.int64)
    room = np.empty(largest * largest, np.int8), np.empty((2, largest * largest))
    start, first = 0, 0
    for size in sizes:
        its = rows[start : start + size]
        for c in range(comparisons):
            texts = reads[begin[3 * c] : begin[3 * c + 1]]
            lists = reads[begin[3 * c + 1] : begin[3 * c + 2]]
            numbers = reads[begin[3 * c + 2] : begin[3 * c + 3]]
            different = _numbered(records, texts, lists, numbers, its, number, who)
            known, seen = room
            known[: different * different] = -2
            pair = first
            for low in range(size):
                for high in range(low + 1, size):
                    at = number[low] * different + number[high]
                    if known[at] == -2:
                        known[at] = level(records, program, c, its[low], its[high])
                        if known[at] >= 0:
                            one, two = bits(records, weights, c, known[at], its[low], its[high])
                            seen[0, at], seen[1, at] = (
                                raised(np.float32(one), power),
                                raised(np.float32(two), power),
                            )
                    if known[at] >= 0:
                        strangers[pair, c], household[pair, c] = seen[0, at], seen[1, at]
                        said[pair, c] = True
                    pair += 1
        start += size
        first += size * (size - 1) // 2
    return strangers, household, said


@njit(nogil=True, cache=True)
def between(
    records, program, weights, rows, starts, one, two, against, insistence, prior, at_home, power, out
):
    """Written: `out` [edges], bits that the clusters `one` and `two` are one person, by the records that speak
    for each: `rows` from `starts[cluster]` to `starts[cluster + 1]`. `against` [edges]: bits of the pair as a whole.
    """
    comparisons = len(program.first) - 1
    s, h, n = np.empty(comparisons), np.empty(comparisons), np.empty(comparisons)
    before, one_says = np.empty(comparisons), np.empty(comparisons)
    for edge in range(len(one)):
        s[:], h[:], n[:], one_says[:] = 0.0, 0.0, 0.0, 0.0
        for a in rows[starts[one[edge]] : starts[one[edge] + 1]]:
            before[:] = n
            for b in rows[starts[two[edge]] : starts[two[edge] + 1]]:
                if a == b:
                    continue
                for c in range(comparisons):
                    number = level(records, program, c, a, b)
                    if number >= 0:
                        strangers, household = bits(records, weights, c, number, a, b)
                        s[c] += raised(strangers, power)
                        h[c] += raised(household, power)
                        n[c] += 1.0
            one_says += n > before
        # Records that say something on one side have all met all that do on the other.
        two_says = n / np.maximum(one_says, 1.0)
        out[edge] = insistent_weight(
            s, h, n, one_says, two_says, insistence, against[edge], prior, at_home, power
        )
