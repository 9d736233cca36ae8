"""Pairs to learn from: at random, of one key, and of all the rules at once. The same each time.

Row numbers stand for content (`linking` sorts by it), so that neither ids nor the order of a file decide
which pairs are drawn.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from linkage.comparing.blocking import block, columns_of, keys
from linkage.comparing.scan import in_order
from linkage.kernels import blocks as kernel
from linkage.kernels import rules as admitting
from linkage.model import Rule
from linkage.tables import Table

# Records of one rule to draw pairs from.
LOOKED_AT = 150_000
# Of which rules admit a pair so many are asked at a time.
PAIRS_AT_A_TIME = 1 << 14


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
    its = block(table, rule)
    return its.rows, its.starts.astype(np.int64)


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
    """Of the pairs that any of `rules` admits. `admits` bool [rules, pairs]; `pairs` int64 [rules]: how many
    each rule admits, those of others counted too."""

    sample: Sample
    rules: tuple[Rule, ...]
    admits: np.ndarray
    pairs: np.ndarray


class _Drawn(NamedTuple):
    rule: Rule
    sample: Sample
    hot: np.ndarray


def of_rules(table: Table, rules: Sequence[Rule], most: Callable[[np.ndarray], int], size: int, *,
             threads: int | None = None) -> Candidates:  # fmt: skip
    """About `size` pairs, drawn from each rule alike and weighted for the rules that would have drawn them.

    `most`: of how many blocks there are of each size, the largest block that a rule may have. A pair is drawn by
    rule r with the chance f_r = drawn_r / pairs_r, and so by any with 1 - prod (1 - f_r) over the rules that
    admit it: it stands for the inverse of that (Horvitz and Thompson).
    """
    each = max(200, size // max(len(rules), 1))
    columns = columns_of(table, rules)

    def draw(task: tuple[int, Rule]) -> _Drawn:
        return _draw(keys(table, task[1], columns), task[1], most, each, task[0])

    drawn = list(in_order(draw, enumerate(rules), threads))
    pair = _distinct([its.sample for its in drawn], table.records)
    a, b = pair // max(table.records, 1), pair % max(table.records, 1)
    admits = _admitted(table, drawn, a, b, threads)
    pairs = np.array([round(its.sample.population) for its in drawn], dtype=np.int64)
    chance = np.array([len(its.sample.a) for its in drawn]) / np.maximum(pairs, 1)
    missed = np.empty(len(a))
    admitting.missed(admits, np.minimum(chance, 1 - 1e-9), missed)
    met = missed < 1  # not where another key of the same bucket makes the pair's own look hot
    sample = _sample(a[met], b[met], 1 / (1 - missed[met]))
    return Candidates(sample, tuple(its.rule for its in drawn), admits[:, met], pairs)


def _draw(found: np.ndarray, rule: Rule, most: Callable[[np.ndarray], int], size: int, seed: int) -> _Drawn:
    """Of the keys of a large file some blocks are looked at, but of every one whether it is hot, by a hash of it."""
    every = max(1, len(found) // LOOKED_AT)
    counts = np.zeros(_buckets(len(found)), dtype=np.uint8)
    in_order, rows = kernel.in_order(*admitting.survey(found, every, counts))
    at_most = most(kernel.sizes(in_order) * every)
    kept, starts, *_ = kernel.cut(in_order, rows, at_most)
    its = _within(kept, starts.astype(np.int64), size, seed)
    its = its._replace(stands_for=its.stands_for * every)
    return _Drawn(replace(rule, at_most=at_most), its, np.packbits(counts > at_most))


def _buckets(records: int) -> int:
    """A power of two so large that two keys seldom share one."""
    return 1 << max(16, min(21, records.bit_length() + 3))


def _distinct(samples: Sequence[Sample], records: int) -> np.ndarray:
    pairs = [its.a.astype(np.int64) * records + its.b for its in samples]
    return np.unique(np.concatenate(pairs)) if pairs else np.zeros(0, dtype=np.int64)


def _admitted(
    table: Table, drawn: Sequence[_Drawn], a: np.ndarray, b: np.ndarray, threads: int | None
) -> np.ndarray:
    """bool [rules, pairs]."""
    columns = sorted({column for its in drawn for column in its.rule.columns})
    places = np.array([table.names[column] for column in columns], dtype=np.int32)
    own = [np.array([table.names[column] for column in its.rule.columns], dtype=np.int32) for its in drawn]
    begin = np.cumsum([0, *map(len, own)])
    masks = np.array([sum(1 << columns.index(column) for column in set(its.rule.columns)) for its in drawn],
                     dtype=np.uint64)  # fmt: skip
    hot = np.array([its.hot for its in drawn])
    admits = np.zeros((len(drawn), len(a)), dtype=np.bool_)

    def work(start: int) -> None:
        part = slice(start, start + PAIRS_AT_A_TIME)
        agree = admitting.agreement(table.codes, places, a[part], b[part])
        admitting.admits(table.codes, np.concatenate(own), begin, masks, hot, a[part], agree,
                         admits[:, part])  # fmt: skip

    if drawn:
        deque(in_order(work, range(0, len(a), PAIRS_AT_A_TIME), threads), maxlen=0)
    return admits
