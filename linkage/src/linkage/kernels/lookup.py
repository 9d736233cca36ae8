"""One record against all: its candidates, their weights, and the profile of each entity they belong to."""

from typing import NamedTuple

import numpy as np
from numba import njit

from .borrowed import borrowed
from .levels import DAMERAU_LEVENSHTEIN, JARO, bits, level, together, weigh
from .postings import candidates
from .prefetch import prefetch, prefetch_row
from .profiles import profile_weight, raised
from .systems import where

__all__ = ["Kin", "edges_of", "look_up"]


class Kin(NamedTuple):
    """`entity` int32 [rows]: of each row, -1 none; `head` int32 [entities]: its latest row; `next` int32 [rows]:
    the row after each in its entity, -1 the end. `source` int32 [rows]: its system, -1 none; `against` float64
    [systems, 3]: bits against two of one system (systems), with the comparison `place` and its first level of one
    `home`; `power` of the profile mean."""

    entity: np.ndarray
    head: np.ndarray
    next: np.ndarray
    source: np.ndarray
    against: np.ndarray
    place: int
    home: int
    power: float


@njit(nogil=True, cache=True)
def look_up(records, program, weights, keys, base, added, alive, kin, row, edge, floor, limit):
    """Entities to which `row` may belong: all with a record whose pair weight reaches `edge` bits, and of the
    others, where it reaches `floor`, the likeliest, up to `limit`.

    (entities int32, weights float64, begin int64, rows int32, pairs float64): entity i has the profile weight
    `weights[i]`, and its rows from `begin[i]` to `begin[i + 1]`, each with its own pair weight.
    """
    records, program, weights = borrowed(records), borrowed(program), borrowed(weights)
    keys, base, added, kin = borrowed(keys), borrowed(base), borrowed(added), borrowed(kin)
    near, _ = candidates(records, program, keys, base, added, alive, kin.entity, row)
    comparisons = len(program.first) - 1
    read = _read(program)
    for other in near:
        prefetch(kin.head, max(kin.entity[other], 0))
        prefetch(kin.next, other)
        prefetch(kin.source, other)
    _bring_near(records, read, near)
    # Against strangers, against housemates (nan: one side says nothing).
    seen = np.empty((len(near), 2, comparisons))
    weight = np.empty(len(near))
    for i in range(len(near)):
        weight[i] = _see(records, program, weights, row, near[i], seen[i])
    chosen = _best_entities(kin, near, weight, edge, floor, limit)
    begin, rows = _members(kin, chosen)
    found, pairs = np.empty(len(chosen)), np.empty(len(rows))
    _bring_near(records, read, rows)
    for i in range(len(chosen)):
        its = slice(begin[i], begin[i + 1])
        found[i] = _profile(records, program, weights, kin, row, rows[its], near, seen, weight, pairs[its])
    return chosen, found, begin, rows, pairs


@njit(nogil=True, cache=True)
def _members(kin, entities):
    """(begin int64 [entities + 1], rows int32): all rows of entity i from `begin[i]` to the next."""
    begin, rows, n = np.zeros(len(entities) + 1, np.int64), np.empty(256, np.int32), 0
    for i in range(len(entities)):
        other = kin.head[entities[i]]
        while other >= 0:
            if n == len(rows):
                rows = _doubled(rows)
            rows[n] = other
            n += 1
            other = kin.next[other]
        begin[i + 1] = n
    return begin, rows[:n]


@njit(nogil=True, cache=True)
def _read(program):
    """int32: the columns of texts whose letters are compared."""
    found, n = np.empty(len(program.steps), np.int32), 0
    for step in range(len(program.steps)):
        if JARO <= program.steps[step, 0] <= DAMERAU_LEVENSHTEIN:
            column, new = program.steps[step, 2], True
            for i in range(n):
                new &= found[i] != column
            if new:
                found[n] = column
                n += 1
    return found[:n]


@njit(nogil=True, cache=True)
def _bring_near(records, read, rows):
    """What comparing these rows will read is asked for, of all rows at once."""
    for row in rows:
        prefetch_row(records.codes, row)
        prefetch_row(records.numbers, row)
        prefetch_row(records.lists, row)
    for row in rows:
        for column in read:
            if records.codes[row, column] >= 0:
                prefetch(records.offsets, records.codes[row, column])
        for column in range(records.lists.shape[1]):
            if records.lists[row, column] >= 0:
                prefetch(records.list_offsets, records.lists[row, column])
    for row in rows:
        for column in read:
            if records.codes[row, column] >= 0:
                prefetch(records.letters, records.offsets[records.codes[row, column]])
        for column in range(records.lists.shape[1]):
            if records.lists[row, column] >= 0:
                prefetch(records.members, records.list_offsets[records.lists[row, column]])


@njit(nogil=True, cache=True)
def _see(records, program, weights, row, other, out):
    """Written: `out` [2, comparisons], the bits of each comparison; returns the weight of the pair."""
    strangers, housemates = 0.0, 0.0
    a, b = min(row, other), max(row, other)
    for c in range(out.shape[1]):
        number = level(records, program, c, a, b)
        if number < 0:
            out[0, c] = out[1, c] = np.nan
        else:
            out[0, c], out[1, c] = bits(records, weights, c, number, a, b)
            strangers += out[0, c]
            housemates += out[1, c]
    return together(weights, strangers, housemates)


@njit(nogil=True, cache=True)
def _best_entities(kin, near, weight, edge, floor, limit):
    """int32: the best pair first, each entity once."""
    order = np.argsort(-weight, kind="mergesort")
    chosen, n = np.empty(len(near), np.int32), 0
    for i in order:
        entity = kin.entity[near[i]]
        likely = weight[i] >= edge or (weight[i] >= floor and n < limit)
        if entity < 0 or not likely:
            continue
        known = False
        for j in range(n):
            known |= chosen[j] == entity
        if not known:
            chosen[n] = entity
            n += 1
    return chosen[:n]


@njit(nogil=True, cache=True)
def _profile(records, program, weights, kin, row, rows, near, seen, weight, pairs):
    """The weight that `row` is one person with `rows`, all of an entity, as `profiles` has it. Written: `pairs`
    [rows], the weight of each pair."""
    comparisons = seen.shape[2]
    s, h, said = np.zeros(comparisons), np.zeros(comparisons), np.zeros(comparisons)
    mine = np.empty((2, comparisons))
    against = 0.0
    for place in range(len(rows)):
        other = rows[place]
        at = np.searchsorted(near, other)
        if at < len(near) and near[at] == other:
            its, pairs[place] = seen[at], weight[at]
        else:
            its, pairs[place] = mine, _see(records, program, weights, row, other, mine)
        for c in range(comparisons):
            if not np.isnan(its[0, c]):
                s[c] += raised(its[0, c], kin.power)
                h[c] += raised(its[1, c], kin.power)
                said[c] += 1.0
        if kin.source[row] >= 0 and kin.source[row] == kin.source[other]:
            lives = where(records, program, kin.place, kin.home, min(row, other), max(row, other))
            against = min(against, kin.against[kin.source[row], lives])
    at_home = np.inf if np.isnan(weights.household) else weights.household
    return profile_weight(s, h, said, against, weights.prior, at_home, kin.power)


@njit(nogil=True, cache=True)
def edges_of(records, program, weights, keys, base, added, alive, entity, rows, at_least):
    """(a, b, weight): every candidate pair of one of `rows` whose weight reaches `at_least`, a below b; a pair of
    two of them comes twice."""
    records, program, weights = borrowed(records), borrowed(program), borrowed(weights)
    keys, base, added = borrowed(keys), borrowed(base), borrowed(added)
    a, b, found, n = np.empty(1024, np.int32), np.empty(1024, np.int32), np.empty(1024), 0
    for row in rows:
        near, _ = candidates(records, program, keys, base, added, alive, entity, row)
        for other in near:
            low, high = min(row, other), max(row, other)
            weight, _ = weigh(records, program, weights, low, high, at_least)
            if weight >= at_least:
                if n == len(a):
                    a, b, found = _doubled(a), _doubled(b), _doubled(found)
                a[n], b[n], found[n] = low, high, weight
                n += 1
    return a[:n], b[:n], found[:n]


@njit(nogil=True, cache=True)
def _doubled(array):
    larger = np.empty(2 * len(array), array.dtype)
    larger[: len(array)] = array
    return larger
