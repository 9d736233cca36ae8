"""Counts of patterns: which levels a pair shows at once, and how many pairs show just those."""

from collections.abc import Iterable

import numpy as np
import polars as pl


def of_pairs(pairs: pl.DataFrame, names: Iterable[str]) -> pl.DataFrame:
    """One row a pattern: a level number a comparison (-1 is missing), and `n` pairs."""
    return pairs.group_by(list(names)).len("n").sort(list(names))


def observed(patterns: pl.DataFrame, names: Iterable[str]) -> dict[str, np.ndarray]:
    """By comparison, the level of each pattern."""
    return {name: patterns[name].to_numpy().astype(np.intp) for name in names}


def count(seen: np.ndarray, weight: np.ndarray | None, levels: int) -> np.ndarray:
    """How much weight stands at each level, missing left out."""
    return np.bincount(seen + 1, weight, levels + 1)[1 : levels + 1].astype(float)


def likelihood(seen: dict[str, np.ndarray], shares: dict[str, np.ndarray]) -> np.ndarray:
    """Of each pattern: the product over its comparisons; a missing one counts neither way."""
    result = np.ones(len(next(iter(seen.values()))))
    for name, its in shares.items():
        result = result * np.concatenate([[1.0], np.maximum(its, 1e-7)])[seen[name] + 1]
    return result
