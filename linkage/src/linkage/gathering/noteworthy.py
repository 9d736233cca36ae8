"""Entities worth a look, for the report: those that raise an alarm, and those that hang by least."""

import numpy as np
import polars as pl

from linkage.comparing.compiled import Compiled
from linkage.facts import ClusterFact, Facts
from linkage.gathering.alarms import alarms
from linkage.gathering.clustering import Gathered
from linkage.gathering.confidence import confidence

# Entities listed, and records named of each.
LISTED, NAMED = 200, 5


def noteworthy(facts: Facts, compiled: Compiled, people: pl.DataFrame, entity: pl.Series, found: Gathered, *,
               threads: int | None = None) -> Facts:  # fmt: skip
    """The facts with `alarms`, `weakest` and a note for each field in which all entities disagree too often.

    `people`: `id` of each row; `entity`: of each row.
    """
    raised = alarms(compiled, found.cluster, threads=threads)
    of = _Entities(people["id"], entity, found.cluster, confidence(found.belongs))
    notes = tuple(
        f"In {its.field}, {its.share:.1%} of an entity's records disagree with its most typical one, where the model "
        f"expects {its.expected:.1%}: it may hold people apart too little, or see a field as surer than it is."
        for its in raised.fields
        if its.alarming
    )
    return facts.with_(
        alarms=tuple(of.fact(its.cluster, str(its)) for its in raised.clusters[:LISTED]),
        weakest=of.weakest(),
        notes=(*facts.notes, *notes),
    )


class _Entities:
    def __init__(self, ids: pl.Series, entity: pl.Series, cluster: np.ndarray, sure: np.ndarray) -> None:
        self.ids, self.entity, self.sure = ids, entity, sure
        self.order = np.argsort(cluster, kind="stable")
        self.sorted = cluster[self.order]

    def fact(self, cluster: int, why: str) -> ClusterFact:
        """Of the entity whose first row is `cluster`; the least sure of its records are named."""
        first, end = np.searchsorted(self.sorted, [cluster, cluster + 1])
        rows = self.order[first:end]
        rows = rows[np.argsort(self.sure[rows], kind="stable")]
        return ClusterFact(str(self.entity[int(rows[0])]), len(rows), float(self.sure[rows[0]]), why,
                           tuple(self.ids.gather(rows[:NAMED]).to_list()))  # fmt: skip

    def weakest(self) -> tuple[ClusterFact, ...]:
        """By the record that is least sure to belong."""
        begins = np.r_[True, np.diff(self.sorted) > 0][: len(self.sorted)]
        starts = np.flatnonzero(begins)
        if not len(starts):
            return ()
        least = np.minimum.reduceat(self.sure[self.order], starts)
        several = np.diff(np.r_[starts, len(self.sorted)]) > 1
        clusters, least = self.sorted[starts][several], least[several]
        which = np.lexsort((clusters, least))[:LISTED]
        said = "One record belongs with {:.0%}, by all that the others say."
        return tuple(self.fact(int(clusters[at]), said.format(least[at])) for at in which)
