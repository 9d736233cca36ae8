"""Levels in order: less agreement weighs no more than more, unless enough pairs of one person were seen at it.

A level that no pair stood at keeps the share that it started with of one person's pairs, while of strangers'
none at all were drawn: it would outweigh the same value. So each is held to what the next stronger level weighs
of which something is known, as far as nothing seen says otherwise.
"""

from collections.abc import Sequence

import numpy as np

from linkage.conditions import across
from linkage.model import Comparison, Level
from linkage.tables import Table

# So many pairs of one person at a level say half of what it weighs above the next stronger one.
ENOUGH = 20.0
# Fewer expected than this, and nobody was seen at it.
SEEN = 0.5


def ordered(
    comparisons: Sequence[Comparison], table: Table, matches: Sequence[np.ndarray]
) -> list[Comparison]:
    """`matches`: by comparison, how many pairs of one person are expected at each level number."""
    return [_ordered(its, table, seen) for its, seen in zip(comparisons, matches, strict=True)]


def _ordered(its: Comparison, table: Table, seen: np.ndarray) -> Comparison:
    if len(its.levels) < 3:
        return its
    m = np.array([its.number(number).m for number in range(len(its.levels))])
    bound, strongest = np.inf, np.inf
    for place, level in enumerate(its.levels[:-1]):
        number = len(its.levels) - 1 - place
        says, crossed = weight(level, table), across(level.when)
        known = float(seen[number] / (seen[number] + ENOUGH))
        above = says - (strongest if crossed else bound)
        if above > 0:
            m[number] *= np.exp2((known - 1) * above)
            says += (known - 1) * above
        if place == 0:
            bound = strongest = says
        elif says < bound and not crossed:
            bound += known * (says - bound)
    return its.learned(m=m / m.sum())


def weight(level: Level, table: Table) -> float:
    """Bits against a stranger, of a value as rare as one person's usually are."""
    bits = float(np.log2(level.m / level.u))
    rare = level.frequency
    if rare is None or rare.near or rare.column not in table.names:
        return bits
    share = table.frequency(rare.column)
    said = share[share > 0]
    if not len(said):
        return bits
    usual = -float((said * np.log2(np.maximum(said, max(rare.minimum, 1e-12)))).sum() / said.sum())
    base = level.u if rare.base is None else rare.base
    return bits + rare.weight * (float(np.log2(base)) + usual)


def unseen(comparisons: Sequence[Comparison], matches: Sequence[np.ndarray]) -> tuple[str, ...]:
    """Levels at which no pair of one person is expected: "forename: initial"."""
    return tuple(
        f"{its.name}: {its.number(number).label}"
        for its, seen in zip(comparisons, matches, strict=True)
        for number in range(len(its.levels) - 1, 0, -1)
        if seen[number] < SEEN
    )
