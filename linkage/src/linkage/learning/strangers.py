"""How often two strangers agree: counted where the values are the same, sampled where they are alike."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from linkage.comparing.compiled import Compiled
from linkage.comparing.fields import Field
from linkage.conditions import Same
from linkage.model import Comparison, Level
from linkage.tables import Table

from .expectation import Seen
from .samples import Sample

RANDOM_PAIRS = 700_000
# A start value counts as this many pairs seen: a small file is a piece of a larger world.
TRUST = 5_000.0
# Values alike must meet this often among random pairs before their usual rarity is known.
SEEN = 5
# Nothing happens less often to two strangers than this.
LEAST = 1e-9


def learned(fields: Sequence[Field], compiled: Compiled, sample: Sample, words: np.ndarray,
            matches: Sequence[np.ndarray] | None = None) -> tuple[Comparison, ...]:  # fmt: skip
    """The comparisons with u. `sample`: random pairs; `words`: their levels. `matches`: by comparison, how many
    pairs of one person stand at each level of the whole file; they are taken off, once they are known."""
    table, comparisons = compiled.table, compiled.model.comparisons
    seen = Seen.of(compiled, words, sample.stands_for)
    counts = seen.counts(seen.n, [len(its.levels) for its in comparisons])
    one = float(sample.stands_for[0]) if len(sample.stands_for) else 1.0
    found = []
    for place, (field, its) in enumerate(zip(fields, comparisons, strict=True)):
        u = _levels(its, counts[place], one, None if matches is None else matches[place])
        _count_exact(u, field, table, None if matches is None else matches[place])
        u[0] = max(1 - u[1:].sum(), 1e-3)
        found.append(its.learned(u=u / u.sum()))
    return tuple(_with_usual(its, table, compiled, sample, words) for its in found)


def _levels(its: Comparison, counts: np.ndarray, one: float, matches: np.ndarray | None) -> np.ndarray:
    """`one`: how many pairs one sampled pair stands for."""
    start = np.array([its.number(number).u for number in range(len(its.levels))])
    if matches is not None:
        counts = np.maximum(counts - matches, 0.1 * counts)
    drawn = (counts / one + TRUST * start) / (counts.sum() / one + TRUST)
    return np.asarray(np.maximum(drawn, np.minimum(start, 1 / (counts.sum() / one + TRUST))))


def _count_exact(u: np.ndarray, field: Field, table: Table, matches: np.ndarray | None) -> None:
    if field.exact not in table.names:
        return
    counts = table.counts(field.exact).astype(np.float64)
    said = counts.sum()
    same, pairs = float((counts * (counts - 1)).sum()) / 2, said * (said - 1) / 2
    if matches is not None:
        same = max(same - matches[-1], 0.02 * same)
        pairs = max(pairs - matches.sum(), 1.0)
    u[-1] = max((same + TRUST * field.comparison.levels[0].u) / (pairs + TRUST), LEAST)


def _with_usual(
    its: Comparison, table: Table, compiled: Compiled, sample: Sample, words: np.ndarray
) -> Comparison:
    """Where two alike values weigh by their rarity: how rare they usually are, among random pairs so alike."""
    levels = []
    numbers = compiled.unpack(words, its.name)
    for place, level in enumerate(its.levels):
        if (
            level.frequency is not None
            and not level.frequency.near
            and level.when != Same(*[level.frequency.column] * 2)
        ):
            level = replace(
                level, frequency=replace(level.frequency, base=_chance(table, level.frequency.column))
            )
        if level.frequency is not None and level.frequency.near:
            at = numbers == len(its.levels) - 1 - place
            level = _usual(level, table, sample.a[at], sample.b[at])
        levels.append(level)
    return replace(its, levels=tuple(levels))


def _chance(table: Table, column: str) -> float:
    """How often two records say the same there."""
    share = table.frequency(column)
    return float(max((share**2).sum(), LEAST))


def _usual(level: Level, table: Table, a: np.ndarray, b: np.ndarray) -> Level:
    assert level.frequency is not None
    column = level.frequency.column
    share = np.maximum(table.frequency(column), 1e-12)
    codes = table.column(column)
    one, two = codes[a], codes[b]
    both = (one >= 0) & (two >= 0)
    one, two = one[both], two[both]
    if len(one) < SEEN:  # none to compare with: rarity does not count
        return replace(level, frequency=None)
    usual = float(np.log2((1 / share[one] + 1 / share[two]) / 2).mean())
    return replace(level, frequency=replace(level.frequency, usual=usual))
