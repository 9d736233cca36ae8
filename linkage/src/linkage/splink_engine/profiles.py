"""From pairs to persons: clusters merge while the profile of one speaks for the other, field by field.

Of two clusters each field speaks once, however many records they hold, by the power mean of its bits over
the pairs that both say something: cluster mates fill what is missing, a mover is not punished for an old
address, one bad value is outvoted. So families that chains of single pairs would fuse stay apart.
"""

from dataclasses import dataclass

import numpy as np

from linkage.weights import Model

# 0 asks for typical agreement, 1 lets one member vouch. From .15 to .7 F1 moves by .002 (docs/decisions/0022).
POWER = 0.35
ROUNDS = 200


@dataclass(frozen=True)
class Table:
    """A row a pair of clusters `a` < `b`; a column a comparison.

    `strangers`, `housemates`: sums of 2^(POWER x bits) over the cross pairs that `said` something; `apart`:
    bits that speak against the pair as a whole, summed.
    """

    a: np.ndarray
    b: np.ndarray
    strangers: np.ndarray
    housemates: np.ndarray
    said: np.ndarray
    apart: np.ndarray

    def take(self, rows: np.ndarray) -> "Table":
        return Table(*(getattr(self, name)[rows] for name in self.__dataclass_fields__))


def table(a: np.ndarray, b: np.ndarray, bits: tuple[np.ndarray, np.ndarray], said: np.ndarray,
          apart: np.ndarray) -> Table:  # fmt: skip
    """Of single records: `bits` against strangers and housemates; `said`: not missing."""
    strangers, housemates = (np.where(said, np.exp2(POWER * its), 0.0) for its in bits)
    return Table(a, b, strangers, housemates, said.astype(float), apart)


def weight(pairs: Table, model: Model) -> np.ndarray:
    """Bits that each two clusters are one person."""
    said = np.maximum(pairs.said, 1.0)
    silent = pairs.said == 0
    strangers, housemates = (
        np.where(silent, 0.0, np.log2(np.maximum(its / said, 1e-30))).sum(axis=1) / POWER
        for its in (pairs.strangers, pairs.housemates)
    )
    return np.asarray(model.weight(strangers, housemates) + pairs.apart)


def agglomerate(pairs: Table, model: Model, records: int) -> np.ndarray:
    """The cluster of each record, named by its first. Pairs that prefer each other merge, round by round."""
    cluster = np.arange(records)
    for _ in range(ROUNDS):
        if not len(pairs.a):
            break
        weights = weight(pairs, model)
        chosen = _preferring(pairs.a, pairs.b, weights, records)
        if not chosen.any():
            break
        into = np.arange(records)
        into[pairs.b[chosen]] = pairs.a[chosen]
        cluster = into[cluster]
        pairs = _merged(pairs, into)
    return cluster


def _preferring(a: np.ndarray, b: np.ndarray, weights: np.ndarray, records: int) -> np.ndarray:
    """Rows where each is the other's best, above nought; the first of equals."""
    best = np.full(records, -np.inf)
    np.maximum.at(best, a, weights)
    np.maximum.at(best, b, weights)
    partner = np.full(records, records)
    for mine, other in ((a, b), (b, a)):
        is_best = weights == best[mine]
        np.minimum.at(partner, mine[is_best], other[is_best])
    return np.asarray((weights > 0) & (partner[a] == b) & (partner[b] == a))


def _merged(pairs: Table, into: np.ndarray) -> Table:
    """Rows between clusters that have become the same two are added up."""
    a, b = into[pairs.a], into[pairs.b]
    a, b = np.minimum(a, b), np.maximum(a, b)
    key = a * len(into) + b
    order = np.argsort(key, kind="stable")
    order = order[a[order] != b[order]]
    if not len(order):
        return pairs.take(order)
    first = np.flatnonzero(np.r_[True, np.diff(key[order]) > 0])
    sums = (np.add.reduceat(its[order], first, axis=0)
            for its in (pairs.strangers, pairs.housemates, pairs.said, pairs.apart))  # fmt: skip
    return Table(a[order][first], b[order][first], *sums)


def renamed(pairs: Table, rows: np.ndarray) -> Table:
    """The same with each cluster named by its place in `rows`, which is sorted."""
    a, b = (np.searchsorted(rows, side) for side in (pairs.a, pairs.b))
    return Table(a, b, pairs.strangers, pairs.housemates, pairs.said, pairs.apart)


def of_each_record(pairs: Table, model: Model) -> tuple[np.ndarray, np.ndarray]:
    """Records that stand in a pair, and the bits that each is one person with all its partners."""
    ends = np.concatenate([pairs.a, pairs.b])
    order = np.argsort(ends, kind="stable")
    if not len(order):
        return ends, np.zeros(0)
    first = np.flatnonzero(np.r_[True, np.diff(ends[order]) > 0])
    sums = (np.add.reduceat(np.concatenate([its, its])[order], first, axis=0)
            for its in (pairs.strangers, pairs.housemates, pairs.said, pairs.apart))  # fmt: skip
    rows = ends[order][first]
    return rows, weight(Table(rows, rows, *sums), model)
