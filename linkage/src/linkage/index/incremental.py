"""Linking what is new as if all had been linked again: only records that it can concern are looked at.

A record that comes can join, part or bring together only entities with which it has an edge, or that those have one
with; elsewhere clusters merge in the order in which they always did. So these entities are gathered anew, with what
gathering all had learned, in sight of their neighbours; where a neighbour changes too, its own neighbours are taken
in, until none does. The same holds for what is gone, has other values, or was decided. Ids survive by
`identities.survive`.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from linkage.gathering.clustering import People, gather
from linkage.gathering.confidence import confidence
from linkage.gathering.identities import Event, Survival, survive

from .changed import Changed
from .core import Core
from .deciding import with_reasons
from .order import by_content
from .region import Region, connect, neighbourhood, region
from .writing import as_frame


@dataclass(frozen=True, eq=False)
class Relinked:
    """What linking found, before it is written. `rows` int64: all that were gathered; `cluster`: a number each;
    `confidence`; `done`: rows that are linked now, or gone for good. `survival`: of the rows `changed`."""

    rows: np.ndarray
    confidence: np.ndarray
    done: np.ndarray
    changed: np.ndarray
    survival: Survival


@dataclass(frozen=True, eq=False)
class _Gathered:
    """`cluster` int64 [rows]: a row of each one's cluster; `belongs`: bits."""

    rows: np.ndarray
    cluster: np.ndarray
    belongs: np.ndarray

    def then(self, later: "_Gathered") -> "_Gathered":
        kept = ~np.isin(self.rows, later.rows)
        return _Gathered(*(np.concatenate([getattr(self, name)[kept], getattr(later, name)])
                           for name in ("rows", "cluster", "belongs")))  # fmt: skip


def relinked(core: Core, *, threads: int | None = None) -> Relinked:
    """What the records are now. Questions may be asked meanwhile."""
    waiting = _waiting(core)
    alive = core.store.alive
    connect(core, waiting[alive[waiting] & core.members.its["pending"][waiting]], threads=threads)
    found = _settled(core, neighbourhood(core, _again(core, waiting)), threads)
    changed = np.sort(found.rows[~_as_before(core, found)])
    place = np.argsort(found.rows)
    place = place[np.searchsorted(found.rows[place], changed)]
    frame = as_frame(core, changed)
    now = frame.select("id", "person", group=pl.Series(found.cluster[place]))
    survival = survive(frame.drop_nulls("entity"), now, core.members.names.__contains__)
    return Relinked(found.rows, confidence(found.belongs), waiting, changed, survival)


def write(core: Core, its: Relinked) -> Changed:
    """The records are in their entities from now on."""
    members = core.members
    told = with_reasons(core, its.changed, its.survival)
    old = members.its["entity"][its.rows]
    new = members.named(its.survival.entities["entity"].to_list())
    members.join_again(its.changed, new)
    members.its["wounded"][np.concatenate([old[old >= 0], new])] = False
    for flag in ("pending", "again"):
        members.its[flag][its.done] = members.its[flag][its.rows] = False
    members.its["confidence"][its.rows] = its.confidence
    merged = its.survival.events.filter(pl.col("event") == Event.MERGED)
    ended, into = (members.named(merged[side].to_list()) for side in ("entity", "other"))
    members.its["successor"][ended] = into
    return Changed(as_frame(core, its.changed), told)


def _waiting(core: Core) -> np.ndarray:
    """int64: rows that came, or were to be gathered again, or are gone since the last linking."""
    its, rows = core.members.its, core.store.rows
    return np.flatnonzero(its["pending"][:rows] | its["again"][:rows])


def _again(core: Core, waiting: np.ndarray) -> np.ndarray:
    """And those that lost a mate."""
    wounded = np.flatnonzero(core.members.its["wounded"])
    return np.unique(np.concatenate([waiting, core.members.rows_in(wounded)]))


def _settled(core: Core, inner: np.ndarray, threads: int | None) -> _Gathered:
    """`inner`: whole entities that may change."""
    found = _Gathered(*(np.zeros(0, np.int64),) * 2, np.zeros(0))
    again = inner
    while len(again):
        near = region(core, neighbourhood(core, inner))
        pieces = np.unique(near.piece[np.searchsorted(near.rows, again)])
        later = _gathered(core, near, np.flatnonzero(np.isin(near.piece, pieces)), threads)
        found = found.then(later)
        moved = later.rows[~_as_before(core, later)]
        again = np.setdiff1d(moved, inner)
        inner = np.union1d(inner, again)
    return found


def _gathered(core: Core, near: Region, which: np.ndarray, threads: int | None) -> _Gathered:
    """Some pieces of a region, gathered as if they were all there is."""
    which = which[by_content(core, near.rows[which])]
    rows = near.rows[which]
    place = np.full(len(near.rows), -1)
    place[which] = np.arange(len(which))
    inside = place[near.a] >= 0
    a, b = place[near.a[inside]], place[near.b[inside]]
    together, apart = (
        np.sort(place[its[place[its[:, 0]] >= 0]], axis=1) for its in (near.together, near.apart)
    )
    its = core.members.its
    numbers = np.unique(its["id"][rows], return_inverse=True)[1].astype(np.int64)
    people = People(its["source"][rows], tuple(core.systems), numbers, together, apart)
    edges = np.minimum(a, b), np.maximum(a, b), near.weight[inside]
    found = gather(core.part(rows), edges, people, known=core.known, threads=threads)
    return _Gathered(rows, rows[found.cluster], found.belongs)


def _as_before(core: Core, found: _Gathered) -> np.ndarray:
    """bool [rows]: those of clusters that are what an entity was, to the last record."""
    entity = core.members.its["entity"][found.rows].astype(np.int64)
    _, cluster = np.unique(found.cluster, return_inverse=True)
    _, its = np.unique(np.where(entity < 0, -1 - np.arange(len(entity)), entity), return_inverse=True)
    pairs = np.unique(np.column_stack([its, cluster]), axis=0)
    whole = np.bincount(pairs[:, 0])[its] == 1
    pure = np.bincount(pairs[:, 1])[cluster] == 1
    return np.asarray(whole & pure & (entity >= 0))
