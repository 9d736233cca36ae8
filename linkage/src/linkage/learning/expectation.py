"""Expectation and maximisation over what pairs show: which are of one person, and what such pairs agree on."""

from dataclasses import dataclass

import numpy as np

from linkage.comparing.compiled import Compiled

ROUNDS = 40
LEAST = 1e-7
# A share of pairs neither so small nor so large that it can never come back.
SHARE = 1e-4


@dataclass(frozen=True, eq=False)
class Seen:
    """`levels`: by comparison, int8 level numbers of each pattern, -1 missing; `n`: how many pairs show it."""

    levels: tuple[np.ndarray, ...]
    n: np.ndarray

    @classmethod
    def of(cls, compiled: Compiled, words: np.ndarray, n: np.ndarray) -> "Seen":
        """Pairs that show the same are counted together."""
        patterns, place = np.unique(words, return_inverse=True)
        return cls.apart(compiled, patterns, np.bincount(place, n, len(patterns)))

    @classmethod
    def near(
        cls, compiled: Compiled, words: np.ndarray, n: np.ndarray, bits: np.ndarray
    ) -> tuple["Seen", np.ndarray]:
        """Pairs that show the same, and of which `bits` are the same to an eighth; and the bits of each."""
        place = np.unique(words, return_inverse=True)[1].astype(np.int64)
        step = np.round(bits * 8).astype(np.int64)
        step, low = step - step.min(initial=0), step.min(initial=0)
        _, first, place = np.unique(
            place * (step.max(initial=0) + 1) + step, return_index=True, return_inverse=True
        )
        seen = cls.apart(compiled, words[first], np.bincount(place, n, len(first)))
        return seen, (step[first] + low) / 8

    @classmethod
    def apart(cls, compiled: Compiled, words: np.ndarray, n: np.ndarray) -> "Seen":
        """Pair by pair."""
        names = [its.name for its in compiled.model.comparisons]
        return cls(tuple(compiled.unpack(words, name) for name in names), n.astype(np.float64))

    def bits(self, shares: list[np.ndarray]) -> np.ndarray:
        """log2 of the probability of each pattern, given each level's share; missing counts as sure."""
        total = np.zeros(len(self.n))
        for levels, its in zip(self.levels, shares, strict=True):
            total += np.append(0.0, np.log2(np.maximum(its, LEAST)))[levels + 1]
        return total

    def counts(self, weight: np.ndarray, sizes: list[int]) -> list[np.ndarray]:
        """By comparison: how much of `weight` stands at each level, missing left out."""
        return [
            np.bincount(levels + 1, weight, size + 1)[1:]
            for levels, size in zip(self.levels, sizes, strict=True)
        ]


@dataclass(frozen=True, eq=False)
class Found:
    """`share`: of the pairs, those of the first class; `expected`: how much of each pattern; `counts`: their
    levels, by comparison; `shares`: of those which are free, what was learned."""

    share: float
    expected: np.ndarray
    counts: list[np.ndarray]
    shares: list[np.ndarray]


def learn_first(
    seen: Seen, first: list[np.ndarray], second: list[np.ndarray], free: list[bool], trust: float
) -> Found:
    """The first class is learned where `free`, the second stands. `first` is where it starts from, and towards
    which it is drawn as by `trust` pairs seen."""
    started, sizes = first, [len(its) for its in first]
    used = [its if free_ else np.ones(len(its)) for its, free_ in zip(second, free, strict=True)]
    against = seen.bits(used)
    share, expected, counts = 0.5, seen.n, [its * 0 for its in first]
    for _ in range(ROUNDS):
        used = [its if free_ else np.ones(len(its)) for its, free_ in zip(first, free, strict=True)]
        bits = seen.bits(used) - against + np.log2(share / (1 - share))
        expected = seen.n / (1 + np.exp2(-np.clip(bits, -60, 60)))
        before, share = share, float(np.clip(expected.sum() / max(seen.n.sum(), 1e-9), SHARE, 1 - SHARE))
        counts = seen.counts(expected, sizes)
        first = [_drawn(its, start, trust) if free_ else was
                 for its, start, free_, was in zip(counts, started, free, first, strict=True)]  # fmt: skip
        if abs(share - before) < 1e-6:
            break
    return Found(share, expected, counts, first)


def _drawn(counts: np.ndarray, towards: np.ndarray, trust: float) -> np.ndarray:
    together = counts + trust * towards
    return np.asarray(together / together.sum())
