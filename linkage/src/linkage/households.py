"""The second kind of non-match: two members of one household, who share surname, address and telephone.

Against a stranger a shared address is strong evidence; against a wife or a son it is none. Both models speak
of the same comparison levels; the household's is learned without labels, from pairs that share an address or
a contact, with two anchors: a person agrees with himself as the first model says (m is fixed), and
housemates' forenames are as independent as strangers' (u of forename is fixed).
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

# Where people of one home agree more often than chance; the start of the estimate, not its end.
CONTEXT = ("surname", "place", "email", "phone")
ANCHORED = ("forename",)
_FLOOR = 1e-5


@dataclass(frozen=True)
class Levels:
    """Of one comparison: P(level | same person) and P(level | strangers), by level number; -1 is missing."""

    m: dict[int, float]
    u: dict[int, float]


@dataclass(frozen=True)
class Household:
    """`pairs`: how many pairs are housemates, expected. `u`: P(level | housemates) by comparison and level."""

    pairs: float
    u: dict[str, dict[int, float]]

    def weight(self, levels: dict[str, Levels], name: str, level: int) -> float:
        """Bits for the same person against a housemate, from one comparison."""
        if level == -1:
            return 0.0
        return float(np.log2(max(levels[name].m[level], _FLOOR) / max(self.u[name][level], _FLOOR)))


def learn(patterns: pl.DataFrame, levels: dict[str, Levels], rounds: int = 60) -> Household:
    """`patterns`: one column a comparison, each the level number or -1, and `n`, how many pairs show it."""
    counts = patterns["n"].to_numpy().astype(float)
    observed = {name: patterns[name].to_numpy() for name in levels}
    u = {name: _start(name, its) for name, its in levels.items()}
    share = 0.5
    if counts.sum() == 0:
        return Household(0.0, u)
    same = _likelihood(observed, {name: its.m for name, its in levels.items()})
    probability = np.full(len(counts), share)
    for _ in range(rounds):
        other = _likelihood(observed, u)
        probability = share * same / np.maximum(share * same + (1 - share) * other, 1e-300)
        share = float(np.clip((counts * probability).sum() / counts.sum(), 0.001, 0.999))
        u = {name: levels[name].u if name in ANCHORED else _estimate(observed[name], counts * (1 - probability), u[name])
             for name in levels}  # fmt: skip
    return Household(float((counts * (1 - probability)).sum()), u)


def _start(name: str, its: Levels) -> dict[int, float]:
    if name not in CONTEXT:
        return dict(its.u)
    top = max(its.u)
    rest = sum(p for level, p in its.u.items() if level != top) or 1.0
    return {level: 0.6 if level == top else 0.4 * p / rest for level, p in its.u.items()}


def _likelihood(observed: dict[str, np.ndarray], table: dict[str, dict[int, float]]) -> np.ndarray:
    result = np.ones(len(next(iter(observed.values()))))
    for name, seen in observed.items():
        for level, p in table[name].items():
            result[seen == level] *= max(p, _FLOOR)
    return result


def _estimate(seen: np.ndarray, weight: np.ndarray, before: dict[int, float]) -> dict[int, float]:
    total = weight[seen >= 0].sum()
    if total < 1:
        return before
    return {
        level: float((weight[seen == level].sum() + 0.5) / (total + 0.5 * len(before))) for level in before
    }
