"""What speaks against two clusters that both hold records of a system which holds a person once.

A system that holds a person once may hold them again where they moved: bits against two of its records are of
two at one home, of two at different homes, and of two of which one says no home. That a system holds somebody twice
is one fact, however many records of it either cluster has: the two that speak most against it count, once. (If of
those whom it holds a share q is there once more, n and k records of one person are q^(n + k - 1), of two people
q^(n + k - 2): one factor between them, whatever n and k.)
"""

import numpy as np
from numba import njit

from .borrowed import borrowed
from .levels import level

__all__ = [
    "AT_HOME",
    "ELSEWHERE",
    "FORBIDDEN",
    "MOST",
    "UNSAID",
    "against",
    "between",
    "held",
    "where",
    "wheres",
    "worst",
]

# Bits against two records that must never be one person; sums of it stay far below any evidence.
FORBIDDEN = -1e9
AT_HOME, ELSEWHERE, UNSAID = 0, 1, 2
# Of one cluster and system so many records are looked at.
MOST = 8


@njit(nogil=True, cache=True)
def where(records, program, place, home, a, b):
    """AT_HOME, ELSEWHERE or UNSAID, by the comparison `place` (-1: none), whose levels from `home` are one home."""
    number = -1 if place < 0 else level(records, program, place, a, b)
    return UNSAID if number < 0 else AT_HOME if number >= home else ELSEWHERE


@njit(nogil=True, cache=True)
def wheres(records, program, place, home, a, b):
    """int8 [pairs]: of each pair, AT_HOME, ELSEWHERE or UNSAID."""
    found = np.empty(len(a), np.int8)
    for pair in range(len(a)):
        found[pair] = where(records, program, place, home, a[pair], b[pair])
    return found


@njit(nogil=True, cache=True)
def against(records, program, place, home, source, bits, record, a, b):
    """float64 [pairs]: FORBIDDEN for people whom one record names; else `bits` [systems, 3] of the system that both
    have, by where they live."""
    found = np.zeros(len(a))
    for pair in range(len(a)):
        one, two = a[pair], b[pair]
        if record[one] == record[two]:
            found[pair] = FORBIDDEN
        elif source[one] >= 0 and source[one] == source[two]:
            found[pair] = bits[source[one], where(records, program, place, home, one, two)]
    return found


@njit(nogil=True, cache=True)
def held(system, number):
    """Of one group: how many systems more than one of its records have. Written: `number` [records], which of them
    each has, or -1. `system` [records]: -1 where two records of it never speak against a person."""
    number[:] = -1
    found = 0
    for record in range(len(system)):
        if system[record] < 0 or number[record] >= 0:
            continue
        for other in range(record + 1, len(system)):
            if system[other] == system[record]:
                number[record] = number[other] = found
        found += number[record] >= 0
    return found


@njit(nogil=True, cache=True)
def worst(twice, low, high):
    """Bits against two clusters of a group, each of their systems once; `twice` [records, records, systems]."""
    found = 0.0
    for system in range(twice.shape[2]):
        found += twice[low, high, system]
    return found


@njit(nogil=True, cache=True)
def between(records, program, place, home, source, bits, rows, starts, one, two):
    """float64 [edges]: bits against the clusters `one` and `two`, whose records of systems that speak are `rows` from
    `starts[cluster]` to `starts[cluster + 1]`, in the order of their systems."""
    records, program = borrowed(records), borrowed(program)
    found = np.zeros(len(one))
    for edge in range(len(one)):
        a, b = starts[one[edge]], starts[two[edge]]
        end_a, end_b = starts[one[edge] + 1], starts[two[edge] + 1]
        while a < end_a and b < end_b:
            system = source[rows[a]]
            if system != source[rows[b]]:
                if system < source[rows[b]]:
                    a += 1
                else:
                    b += 1
                continue
            first, least = b, np.inf
            while a < end_a and source[rows[a]] == system:
                b = first
                while b < end_b and source[rows[b]] == system:
                    least = min(least, bits[system, where(records, program, place, home, rows[a], rows[b])])
                    b += 1
                a += 1
            found[edge] += least
    return found
