"""The second kind of two: members of one household, who share surname, address and telephone.

Against a stranger a shared address is strong evidence; against a wife or a son it is none. What housemates
agree on is learned without labels, from pairs that share an address or a contact, with two anchors: a person
agrees with himself as he does elsewhere (m is fixed), and housemates' forenames are as independent as
strangers' (of forename, h is u).
"""

from dataclasses import replace

import numpy as np
import polars as pl

from .patterns import count, likelihood, observed
from .weights import Levels

# Where people of one home agree more often than chance; the start of the estimate, not its end.
CONTEXT = {"born": 0.003, "surname": 0.5, "place": 0.7, "email": 0.3, "phone": 0.4}
ANCHORED = ("forename",)
ROUNDS = 60
_TOGETHER = (pl.col("place") >= 3) | (pl.col("email") == 1) | (pl.col("phone") == 1)
_TRUST = 5.0


def begin(levels: dict[str, Levels]) -> dict[str, Levels]:
    """`h` to start from: as strangers, but for what a home shares."""
    return {name: replace(its, h=_shared(its.u, CONTEXT[name]) if name in CONTEXT else its.u)
            for name, its in levels.items()}  # fmt: skip


def _shared(u: np.ndarray, top: float) -> np.ndarray:
    rest = u[:-1] / max(u[:-1].sum(), 1e-9)
    return np.append(rest * (1 - top), top)


def learn(levels: dict[str, Levels], patterns: pl.DataFrame) -> tuple[float, dict[str, Levels]]:
    """How many of the pairs are housemates, expected; and the levels with `h`."""
    levels = begin(levels)
    together = patterns.filter(_TOGETHER)
    if together.is_empty():
        return 1.0, levels
    n = together["n"].to_numpy().astype(float)
    seen = observed(together, levels)
    same = likelihood(seen, {name: its.m for name, its in levels.items()})
    share, two = 0.5, n
    for _ in range(ROUNDS):
        other = likelihood(seen, {name: its.h for name, its in levels.items()})
        one = share * same / np.maximum(share * same + (1 - share) * other, 1e-300)
        two = n * (1 - one)
        share = float(np.clip((n * one).sum() / n.sum(), 1e-3, 1 - 1e-3))
        levels = {
            name: its
            if name in ANCHORED
            else replace(its, h=_mean(count(seen[name], two, len(its.u)), its.u))
            for name, its in levels.items()
        }
    return float(two.sum()), levels


def _mean(counts: np.ndarray, before: np.ndarray) -> np.ndarray:
    together = counts + _TRUST * before
    return np.asarray(together / together.sum())
