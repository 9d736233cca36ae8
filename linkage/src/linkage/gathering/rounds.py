"""Clusters that were parted, or never met, come together: by what their representatives say, best pairs first.

A group of records too large to be compared all with all was parted; a person with a thousand records fills the
blocks of every rule, so that most were left out. Both are mended here. There is no limit on a person's size.
"""

from dataclasses import dataclass

import numpy as np

from linkage.comparing.compiled import Compiled

from .against import Against
from .profiles import between
from .representatives import spokesmen

# Steps of one round at most; each merges all pairs of clusters that like each other best.
STEPS = 200


@dataclass(frozen=True, eq=False)
class Edges:
    """Pairs of clusters, named by their first records: `one` < `two`, each pair once, in order; and their bits."""

    one: np.ndarray
    two: np.ndarray
    weight: np.ndarray

    def take(self, which: np.ndarray) -> "Edges":
        return Edges(self.one[which], self.two[which], self.weight[which])


def brought_together(compiled: Compiled, cluster: np.ndarray, a: np.ndarray, b: np.ndarray, against: Against,
                     power: float, *, threads: int | None = None) -> np.ndarray:  # fmt: skip
    """int64 [records]: the clusters after all pairs that like each other best, above nought, have merged.

    `cluster`: of each record, named by its first; `a`, `b`: edges between records of different clusters.
    """
    weigher = _Weigher(compiled, against, power, threads)
    one, two = distinct(cluster[a], cluster[b], len(cluster))
    edges = Edges(one, two, weigher.weigh(cluster, one, two))
    for _ in range(STEPS):
        chosen = preferring(edges, len(cluster))
        if not chosen.any():
            break
        into = np.arange(len(cluster))
        into[edges.two[chosen]] = edges.one[chosen]
        merged = np.zeros(len(cluster), dtype=bool)
        merged[edges.one[chosen]] = merged[edges.two[chosen]] = True
        cluster = into[cluster]
        touched = merged[edges.one] | merged[edges.two]
        one, two = distinct(into[edges.one[touched]], into[edges.two[touched]], len(cluster))
        again = Edges(one, two, weigher.weigh(cluster, one, two))
        edges = edges.take(~touched)
        edges = Edges(*(np.concatenate([getattr(edges, name), getattr(again, name)])
                        for name in ("one", "two", "weight")))  # fmt: skip
    return cluster


def preferring(edges: Edges, records: int) -> np.ndarray:
    """bool [edges]: each is the other's best, above nought; of equals the first."""
    best = np.full(records, -np.inf)
    np.maximum.at(best, edges.one, edges.weight)
    np.maximum.at(best, edges.two, edges.weight)
    partner = np.full(records, records)
    for mine, other in ((edges.one, edges.two), (edges.two, edges.one)):
        is_best = edges.weight == best[mine]
        np.minimum.at(partner, mine[is_best], other[is_best])
    liked = (partner[edges.one] == edges.two) & (partner[edges.two] == edges.one)
    return np.asarray((edges.weight > 0) & liked)


def distinct(one: np.ndarray, two: np.ndarray, records: int) -> tuple[np.ndarray, np.ndarray]:
    """Each pair once, the lower first; none with itself."""
    low, high = np.minimum(one, two), np.maximum(one, two)
    keys = np.unique((low * records + high)[low != high])
    return keys // records, keys % records


@dataclass(frozen=True, eq=False)
class _Weigher:
    compiled: Compiled
    against: Against
    power: float
    threads: int | None

    def weigh(self, cluster: np.ndarray, one: np.ndarray, two: np.ndarray) -> np.ndarray:
        """float64 [edges]: of pairs of clusters that stand in `cluster` [records]."""
        names, place = np.unique(np.concatenate([one, two]), return_inverse=True)
        rows, sizes = _members(cluster, names)
        speaking, held = spokesmen(self.compiled, rows, sizes, threads=self.threads)
        left, right = place[: len(one)], place[len(one) :]
        against = self.against.between(
            self.compiled, rows, np.repeat(np.arange(len(names)), sizes), left, right
        )
        starts = np.r_[0, np.cumsum(held)]
        return between(
            self.compiled, speaking, starts, left, right, against, self.power, threads=self.threads
        )


def _members(cluster: np.ndarray, names: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The records of the clusters `names`, which are sorted: cluster after cluster; and how many each has."""
    wanted = np.zeros(len(cluster), dtype=bool)
    wanted[names] = True
    rows = np.flatnonzero(wanted[cluster])
    rows = rows[np.argsort(cluster[rows], kind="stable")]
    return rows, np.unique(cluster[rows], return_counts=True)[1]
