"""Clusters that hold more disagreement than the model predicts: found without labels.

One person's records disagree now and then, as often as the model says (m of the level "else"). A cluster in which
far more of them disagree with its most typical record holds two people, or the model is wrong. Single clusters are
asked of what is a person's own (profiles.own): who moves or marries disagrees with himself from then on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, lgamma, log, log1p

import numpy as np

from linkage.comparing.compiled import Compiled
from linkage.comparing.scan import compare

from .components import members
from .profiles import own
from .representatives import spokesmen

# So many alarms are expected by chance in a file in which the model is right.
BY_CHANCE = 5.0
# A field in which this many times more disagree than the model predicts, over all clusters, is an alarm by itself.
TIMES = 2.0


@dataclass(frozen=True)
class Alarm:
    """In the cluster whose first row is `cluster`, `disagree` of `said` records have nothing in common with its most
    typical one in `field`, where the model expects the share `expected`; `chance`: of that many or more."""

    cluster: int
    records: int
    field: str
    disagree: int
    said: int
    expected: float
    chance: float

    def __str__(self) -> str:
        return (
            f"{self.field}: {self.disagree} of {self.said} records disagree with the most typical one; "
            f"the model expects {self.said * self.expected:.1f}."
        )


@dataclass(frozen=True)
class Disagreement:
    """Of all clusters together: the share of records that disagree in `field`, and what the model expects."""

    field: str
    share: float
    expected: float

    @property
    def alarming(self) -> bool:
        return self.share > TIMES * self.expected and self.share - self.expected > 0.001


@dataclass(frozen=True)
class Alarms:
    """`clusters`: the least likely first; `fields`: every comparison of the model, in its order."""

    clusters: tuple[Alarm, ...]
    fields: tuple[Disagreement, ...]


def alarms(compiled: Compiled, cluster: np.ndarray, *, threads: int | None = None) -> Alarms:
    """`cluster` int64 [records]: of each, named by its first. Every record is compared once, with its cluster's most
    typical one."""
    rows, sizes = members(cluster)
    typical = np.repeat(spokesmen(compiled, rows, sizes, 1, threads=threads)[0], sizes)
    number = np.repeat(np.arange(len(sizes)), sizes)
    other = rows != typical
    words = compare(
        compiled, np.minimum(rows, typical)[other], np.maximum(rows, typical)[other], threads=threads
    )
    first = rows[np.cumsum(sizes) - sizes]
    found, fields = [], []
    asked = sum(own(its) for its in compiled.model.comparisons)
    for its in compiled.model.comparisons:
        level = compiled.unpack(words, its.name)
        said, disagree = (
            np.bincount(number[other][which], minlength=len(sizes)) for which in (level >= 0, level == 0)
        )
        expected = its.number(0).m
        fields.append(Disagreement(its.name, float(disagree.sum() / max(said.sum(), 1)), expected))
        if not own(its):
            continue
        chance = _tails(said, disagree, expected) * asked
        found += [
            Alarm(
                int(first[c]),
                int(sizes[c]),
                its.name,
                int(disagree[c]),
                int(said[c]),
                expected,
                float(chance[c]),
            )
            for c in np.flatnonzero(chance * len(sizes) < BY_CHANCE)
        ]
    return Alarms(tuple(_worst_of_each(found)), tuple(fields))


def _worst_of_each(found: Sequence[Alarm]) -> list[Alarm]:
    ordered = sorted(found, key=lambda its: (its.chance, its.cluster))
    worst = {its.cluster: its for its in reversed(ordered)}
    return [its for its in ordered if worst[its.cluster] is its]


def _tails(said: np.ndarray, disagree: np.ndarray, expected: float) -> np.ndarray:
    """P(that many or more of `said` disagree), each pair of numbers worked out once."""
    width = int(said.max(initial=0)) + 1
    keys, place = np.unique(said * width + disagree, return_inverse=True)
    return np.array([tail(int(key // width), int(key % width), expected) for key in keys])[place]


@cache
def tail(of: int, least: int, chance: float) -> float:
    """P(at least `least` of `of` happen), each with `chance`, independently."""
    if least <= 0:
        return 1.0
    chance = min(max(chance, 1e-12), 1 - 1e-12)
    ways = (lgamma(of + 1) - lgamma(k + 1) - lgamma(of - k + 1) + k * log(chance) + (of - k) * log1p(-chance)
            for k in range(least, of + 1))  # fmt: skip
    return min(sum(map(exp, ways)), 1.0)
