"""Learning what levels weigh, from the records alone: no labels, no threshold.

Everything is learned from counts of patterns, so that it is quick and the same on any number of threads.
Start values hold where a file is too small to teach.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import polars as pl

from . import households, patterns
from .splink_engine import COMPARISONS, Comparison
from .weights import Levels, Model, probability

ROUNDS = 40
# A start value counts as this many pairs seen, so that a rare level is never left untrained.
TRUST = 50.0
# Among pairs that agree so, many are of one person; what they agree on is not learned from them.
SESSIONS: tuple[Mapping[str, int], ...] = ({"forename": 7, "surname": 5}, {"born": 4}, {"nino": 2})
# Fewer pairs than this teach nothing.
TEACHING = 200
# A small file is a piece of a borough: pairs of one person among all its pairs, and beside pairs of housemates.
USUAL_RECORDS = 50_000


def untrained(records: int) -> Model:
    """What holds before anything is learned."""
    levels = households.begin({its.name: _start(its) for its in COMPARISONS})
    return Model(levels, float(np.log2(3 / max(records, USUAL_RECORDS))), 0.0)


def train(
    records: int,
    random: pl.DataFrame,
    candidates: pl.DataFrame,
    same: Mapping[str, float],
    frequencies: Mapping[str, np.ndarray],
    namesakes: float,
) -> Model:
    """`random`, `candidates`: pairs with their levels. `same`: P(two records hold the same value), exactly.

    `frequencies`: by comparison, how common each record's value is; `namesakes`: as in Model. They are left
    out of what is learned and then added: a model that knows them weighs each pair by itself, not by pattern.
    """
    levels = _strangers(untrained(records).levels, random, same)
    found = patterns.of_pairs(candidates, levels)
    levels = _matches(levels, found)
    living_together, levels = households.learn(levels, found)
    model = _odds(Model(levels, 0.0, 0.0), found, living_together, records)
    return replace(model, frequencies=frequencies, namesakes=namesakes)


def _start(its: Comparison) -> Levels:
    """Level numbers count down: the first stated is the highest."""
    m = np.array([level.m for level in reversed(its.levels)])
    u = np.array([level.u for level in reversed(its.levels)])
    return Levels(m / m.sum(), u / u.sum(), u / u.sum(), its.exact)


def _strangers(
    levels: dict[str, Levels], random: pl.DataFrame, same: Mapping[str, float]
) -> dict[str, Levels]:
    """u of each level from random pairs; one that they hardly show keeps its start value."""
    result = {}
    for name, seen in patterns.observed(random, levels).items():
        its = levels[name]
        counts = patterns.count(seen, None, len(its.u))
        shown = counts / max(counts.sum(), 1.0)
        u = np.where(counts >= 5, shown, np.minimum(its.u, 5 / max(counts.sum(), 1.0)))
        if name in same:
            top = len(u) - 1 if its.exact is None else its.exact
            u[top] = max(same[name], min(its.u[top], 5e-6))
        u[0] = max(1 - u[1:].sum(), 1e-3)
        result[name] = replace(its, u=u / u.sum())
    return result


def _matches(levels: dict[str, Levels], found: pl.DataFrame) -> dict[str, Levels]:
    """m by EM with u fixed, in each session; a comparison takes the sessions' mean by expected matches."""
    sums = {name: TRUST * its.m for name, its in levels.items()}
    for agreed in SESSIONS:
        inside = found.filter(pl.col(name) == level for name, level in agreed.items())
        if inside["n"].sum() < TEACHING:
            continue
        free = {name: its for name, its in levels.items() if name not in agreed}
        for name, counts in _expected(free, inside).items():
            sums[name] = sums[name] + counts
    return {name: replace(its, m=sums[name] / sums[name].sum()) for name, its in levels.items()}


def _expected(levels: dict[str, Levels], inside: pl.DataFrame) -> dict[str, np.ndarray]:
    """How many pairs of one person show each level, by EM."""
    n = inside["n"].to_numpy().astype(float)
    seen = patterns.observed(inside, levels)
    two = patterns.likelihood(seen, {name: its.u for name, its in levels.items()})
    m = {name: its.m for name, its in levels.items()}
    share, counts = 0.5, dict.fromkeys(levels, np.zeros(0))
    for _ in range(ROUNDS):
        one = patterns.likelihood(seen, m)
        expected = n * share * one / np.maximum(share * one + (1 - share) * two, 1e-300)
        share = float(np.clip(expected.sum() / n.sum(), 1e-4, 1 - 1e-4))
        counts = {name: patterns.count(seen[name], expected, len(its.m)) for name, its in levels.items()}
        together = {name: counts[name] + TRUST * its.m for name, its in levels.items()}
        m = {name: its / its.sum() for name, its in together.items()}
    return counts


def _odds(model: Model, found: pl.DataFrame, living_together: float, records: int) -> Model:
    """The odds before looking: as many pairs of one person as the weights then expect."""
    strangers, housemates = (bits.sum(axis=1) for bits in model.bits(found))
    n = found["n"].to_numpy().astype(float)
    everything, matches = records * (records - 1) / 2, 2.0 * records
    for _ in range(10):
        before = np.log2(matches / np.array([max(everything - matches, 1.0), max(living_together, 1.0)]))
        model = replace(model, strangers=float(before[0]), housemates=float(before[1]))
        matches = max(float((n * probability(model.weight(strangers, housemates))).sum()), 1.0)
    return model
