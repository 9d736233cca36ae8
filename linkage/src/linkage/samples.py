"""Pairs to learn from: at random, of one key, and of all the rules at once. The same each time.

Row numbers stand for content (`linking` sorts by it), so that neither ids nor the order of a file decide
which pairs are drawn.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from .blocking import keys
from .kernels import blocks as kernel
from .kernels import rules as admitting
from .model import Rule
from .tables import Table


class Sample(NamedTuple):
    """Rows `a` < `b` int32; each pair stands for `stands_for` float64 pairs of the population."""

    a: np.ndarray
    b: np.ndarray
    stands_for: np.ndarray

    @property
    def population(self) -> float:
        return float(self.stands_for.sum())


def at_random(records: int, size: int) -> Sample:
    """Of all pairs of records; all of them where they are no more than `size`."""
    population = records * (records - 1) // 2
    if population <= size:
        a, b = np.triu_indices(records, 1)
        return _sample(a, b, np.ones(population))
    draw = np.random.default_rng(records)
    a, b = draw.integers(0, records, (2, size))
    different = a != b
    a, b = a[different], b[different]
    return _sample(np.minimum(a, b), np.maximum(a, b), np.full(len(a), population / len(a)))


def of_key(table: Table, columns: Sequence[str], size: int) -> Sample:
    """Of the pairs that agree on all of `columns`, however many records share a value."""
    rows, starts = _blocks(table, Rule("", tuple(columns)))
    return _within(rows, starts, size, len(columns))


def _blocks(table: Table, rule: Rule) -> tuple[np.ndarray, np.ndarray]:
    found = keys(table, rule)
    rows, starts, _ = kernel.cut(found, kernel.sorted_rows(found), rule.at_most or 0)
    return rows, starts


def _within(rows: np.ndarray, starts: np.ndarray, size: int, seed: int) -> Sample:
    """Of the pairs inside blocks: `size` different ones at most."""
    sizes = np.diff(starts)
    ends = np.cumsum(sizes * (sizes - 1) // 2)
    population = int(ends[-1]) if len(ends) else 0
    if population <= size:
        chosen = np.arange(population)
    else:
        chosen = np.unique(np.random.default_rng(seed).integers(0, population, size))
    block = np.searchsorted(ends, chosen, side="right")
    within = chosen - (ends[block] - sizes[block] * (sizes[block] - 1) // 2)
    later = _root(within)  # the pairs of record `later` with all before it stand together
    earlier = within - later * (later - 1) // 2
    a, b = rows[starts[block] + earlier], rows[starts[block] + later]
    return _sample(a, b, np.full(len(a), population / max(len(a), 1)))


def _root(place: np.ndarray) -> np.ndarray:
    """The largest k with k (k - 1) / 2 <= place."""
    k = ((1 + np.sqrt(1 + 8 * place.astype(np.float64))) / 2).astype(np.int64)
    k -= k * (k - 1) // 2 > place
    k += k * (k + 1) // 2 <= place
    return k


def _sample(a: np.ndarray, b: np.ndarray, stands_for: np.ndarray) -> Sample:
    return Sample(a.astype(np.int32), b.astype(np.int32), stands_for)


class Candidates(NamedTuple):
    """Of the pairs that any of `rules` admits. `admits` bool [pairs, rules]; `pairs` int64 [rules]: how many
    each rule admits, those of others counted too."""

    sample: Sample
    rules: tuple[Rule, ...]
    admits: np.ndarray
    pairs: np.ndarray


def of_rules(table: Table, rules: Sequence[Rule], size: int) -> Candidates:
    """About `size` pairs, drawn from each rule alike and weighted for the rules that would have drawn them.

    A pair is drawn by rule r with the chance f_r = drawn_r / pairs_r, and so by any with 1 - prod (1 - f_r)
    over the rules that admit it: it stands for the inverse of that (Horvitz and Thompson).
    """
    each = max(200, size // max(len(rules), 1))
    drawn, pairs = [], np.zeros(len(rules), dtype=np.int64)
    for place, rule in enumerate(rules):
        rows, starts = _blocks(table, rule)
        its = _within(rows, starts, each, place)
        pairs[place] = round(its.population)
        drawn.append(its.a.astype(np.int64) * table.records + its.b)
    chance = np.array([len(its) for its in drawn]) / np.maximum(pairs, 1)
    pair = np.unique(np.concatenate(drawn)) if drawn else np.zeros(0, dtype=np.int64)
    a, b = pair // table.records, pair % table.records
    admits = np.zeros((len(pair), len(rules)), dtype=np.bool_)
    for place, rule in enumerate(rules):
        admits[:, place] = _admits(table, rule, a, b)
    missed = np.exp(admits @ np.log1p(-np.minimum(chance, 1 - 1e-9)))
    return Candidates(_sample(a, b, 1 / (1 - missed)), tuple(rules), admits, pairs)


def _admits(table: Table, rule: Rule, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Which pairs a rule admits: both say the same, in a block that is not too large."""
    found = keys(table, rule)
    same = (found[a] == found[b]) & (found[a] != kernel.MISSING)
    rows = kernel.sorted_rows(found)
    size = admitting.block_sizes(found, rows)
    return np.asarray(same & (size[a] <= (rule.at_most or table.records)))
