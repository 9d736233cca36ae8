"""What speaks against clusters as a whole, beside their fields: decisions, joint records, and systems that hold a
person once."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from linkage.comparing.compiled import Compiled
from linkage.kernels import systems
from linkage.model import Model

# The comparison that says where a person lives, and its levels at which two records are of one home.
PLACE, HOME = "place", ("same home", "same house", "same postcode")


@dataclass(frozen=True, eq=False)
class Against:
    """What speaks against two records as a whole.

    `source` int32 [records]: the system of each, -1 where it names none; `bits` float64 [systems, 3]: against two
    of one system, at one home, at different ones, and where one says none. `record` int64 [records]: people whom
    one record names have the same number, and are never one person. `forbidden` int64 [pairs, 2]: nor are these,
    lower row first, in order.
    """

    source: np.ndarray
    bits: np.ndarray
    record: np.ndarray
    forbidden: np.ndarray

    @cached_property
    def system(self) -> np.ndarray:
        """int64 [records]: the system of each, -1 where two records of one never speak against a person."""
        speaks = np.append((self.bits < 0).any(axis=1), False)
        return np.asarray(np.where(speaks[self.source], self.source, -1).astype(np.int64))

    def of(self, compiled: Compiled, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        """float64 [pairs]."""
        its = compiled.records, compiled.program, *homes(compiled.model), self.system, self.bits, self.record
        found = np.asarray(systems.against(*its, a, b))
        if len(self.forbidden):
            records = len(self.record)
            known = self.forbidden[:, 0] * records + self.forbidden[:, 1]
            found[np.isin(np.minimum(a, b) * records + np.maximum(a, b), known)] = systems.FORBIDDEN
        return found

    def between(self, compiled: Compiled, rows: np.ndarray, place: np.ndarray, one: np.ndarray,
                two: np.ndarray) -> np.ndarray:  # fmt: skip
        """float64 [edges]: of clusters as a whole; `place` [rows]: the cluster of each of `rows`."""
        clusters = int(place.max(initial=-1)) + 1
        speaking, starts = self._speaking(rows, place, clusters)
        its = compiled.records, compiled.program, *homes(compiled.model), self.system, self.bits
        found = systems.between(*its, speaking, starts, one, two)
        return np.asarray(np.where(self._never(rows, place, one, two), systems.FORBIDDEN, found))

    def _speaking(self, rows: np.ndarray, place: np.ndarray, clusters: int) -> tuple[np.ndarray, np.ndarray]:
        """Rows of systems that speak, cluster after cluster and in it system after system, not too many of each; and
        where each cluster's begin."""
        its = np.flatnonzero(self.system[rows] >= 0)
        its = its[np.lexsort((rows[its], self.system[rows[its]], place[its]))]
        key = place[its] * (len(self.bits) + 1) + self.system[rows[its]]
        starts = np.flatnonzero(np.diff(key, prepend=-1))
        since = np.arange(len(key)) - np.repeat(starts, np.diff(starts, append=len(key)))
        its = its[since < systems.MOST]
        return rows[its], np.searchsorted(place[its], np.arange(clusters + 1))

    def _never(self, rows: np.ndarray, place: np.ndarray, one: np.ndarray, two: np.ndarray) -> np.ndarray:
        """bool [edges]: some record of one cluster and some of the other are known to be two people."""
        where = np.full(len(self.record), -1)
        where[rows] = place
        pairs = np.sort(where[np.concatenate([self.named_together, self.forbidden])], axis=1)
        clusters = int(place.max(initial=-1)) + 1
        never = pairs[pairs[:, 0] >= 0]
        return np.isin(
            np.minimum(one, two) * clusters + np.maximum(one, two), never[:, 0] * clusters + never[:, 1]
        )

    @cached_property
    def named_together(self) -> np.ndarray:
        """int64 [pairs, 2]: rows of people whom one record names, each with the next."""
        order = np.argsort(self.record, kind="stable")
        pairs = []
        for step in range(1, int(np.bincount(self.record).max(initial=1))):
            same = self.record[order[step:]] == self.record[order[:-step]]
            pairs.append(np.column_stack([order[:-step][same], order[step:][same]]))
        return np.concatenate([np.zeros((0, 2), np.int64), *pairs])


def homes(model: Model) -> tuple[int, int]:
    """The place of the comparison of homes, -1 if there is none, and its first level number that is one home."""
    for place, its in enumerate(model.comparisons):
        at_home = [number for number in range(len(its.levels)) if its.number(number).label in HOME]
        if its.name == PLACE and at_home:
            return place, min(at_home)
    return -1, 0
