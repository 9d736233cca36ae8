"""What the fields of given pairs say, in bits: the input of profiles."""

import numpy as np
from numba import njit

from .levels import bits, level
from .profiles import FORBIDDEN, insistent_weight, raised

__all__ = ["against", "between", "bits_of", "shared_sources"]


@njit(nogil=True, cache=True)
def bits_of(records, program, weights, a, b):
    """[pairs, comparisons]: bits against strangers and against members of one household, float32, and whether
    both sides say something, bool."""
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
def against(source, term, record, a, b):
    """float64 [pairs]: FORBIDDEN for people whom one record names, else `term` of the source that both have."""
    found = np.zeros(len(a))
    for pair in range(len(a)):
        one, two = a[pair], b[pair]
        if record[one] == record[two]:
            found[pair] = FORBIDDEN
        elif source[one] >= 0 and source[one] == source[two]:
            found[pair] = term[source[one]]
    return found


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


@njit(nogil=True, cache=True)
def shared_sources(counts, bits, one, two):
    """float64 [edges]: the sum of `bits` [systems] over the pairs of records of one system; `counts` [clusters,
    systems]: records of each."""
    found = np.zeros(len(one))
    for edge in range(len(one)):
        for system in range(len(bits)):
            found[edge] += bits[system] * counts[one[edge], system] * counts[two[edge], system]
    return found
