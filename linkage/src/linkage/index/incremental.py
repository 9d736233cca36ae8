"""Linking what is new as if all had been linked again: only records that it can concern are looked at.

A new pair of records can change a group of records that edges connect, and no other. So from the records that
came, changed or lost a mate, edges are followed, and entities as wholes, until nothing is added; these records
are gathered anew by the functions, and with what they had learned, that gathered all. Ids survive by
`identities.survive`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from linkage.comparing.scan import in_order
from linkage.gathering.clustering import People, gather
from linkage.gathering.confidence import confidence
from linkage.gathering.identities import Event, Survival, survive
from linkage.kernels import lookup

from .changed import Changed
from .core import Core
from .order import by_content
from .writing import as_frame

# Edges of so many bits or more connect records, as in the batch.
EDGE = 0.0
# Records asked for their edges at a time.
AT_A_TIME = 256
# Above so many records, groups are not followed further: the entities at the rim stay whole.
MOST = 100_000


@dataclass(frozen=True, eq=False)
class Concerned:
    """`rows` int64, in order of what they say; `edges` between them: a, b (places in `rows`) and weight; `rim` bool
    [rows]: their own edges were not looked for."""

    rows: np.ndarray
    edges: tuple[np.ndarray, np.ndarray, np.ndarray]
    rim: np.ndarray


@dataclass(frozen=True, eq=False)
class Relinked:
    """What linking found, before it is written. `confidence` float64 [rows]."""

    rows: np.ndarray
    survival: Survival
    confidence: np.ndarray


def unlinked(core: Core, *, threads: int | None = None) -> np.ndarray:
    """int64: rows that came or changed since they were linked, those that lost a mate, and those that what is gone,
    or said before, was like."""
    its, rows = core.members.its, core.store.rows
    alive, pending, entity = core.store.alive[:rows], its["pending"][:rows], its["entity"][:rows]
    left = np.zeros(rows, np.bool_)
    for side in edges(core, np.flatnonzero(pending & ~alive), threads=threads)[:2]:
        left[side] = True
    wounded = its["wounded"][entity] & (entity >= 0)
    return np.flatnonzero(alive & (pending | wounded | left))


def concerned(core: Core, seeds: np.ndarray, *, most: int = MOST, threads: int | None = None) -> Concerned:
    """All records that linking `seeds` anew can concern."""
    known = np.zeros(core.store.rows, np.bool_)
    asked = np.zeros(core.store.rows, np.bool_)
    parts = []
    frontier = _with_mates(core, seeds)
    while len(frontier):
        known[frontier] = True
        if known.sum() > most:
            break
        asked[frontier] = True
        a, b, weight = edges(core, frontier, threads=threads)
        parts.append((a, b, weight))
        met = np.unique(np.concatenate([a, b]))
        met = _with_mates(core, met[~known[met]])
        frontier = met[~known[met]]
    rows = np.flatnonzero(known)
    order = by_content(core, rows)
    place = np.argsort(order)
    a, b, weight = _once(parts, rows, known)
    a, b = place[a], place[b]
    return Concerned(rows[order], (np.minimum(a, b), np.maximum(a, b), weight), ~asked[rows[order]])


def edges(core: Core, rows: np.ndarray, *,
          threads: int | None = None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:  # fmt: skip
    """Candidate pairs of these rows that weigh EDGE bits or more: a < b, and weight; some twice."""
    arguments = core.arguments

    def work(start: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        part = rows[start : start + AT_A_TIME].astype(np.int32)
        found: tuple[np.ndarray, np.ndarray, np.ndarray] = lookup.edges_of(
            *arguments, core.members.its["entity"], part, EDGE
        )
        return found

    parts = list(in_order(work, range(0, len(rows), AT_A_TIME), threads))
    if not parts:
        return np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0)
    a, b, weight = (np.concatenate(its) for its in zip(*parts, strict=True))
    return a, b, weight


def relinked(core: Core, its: Concerned, *, threads: int | None = None) -> Relinked:
    """What the records are now. Only reads: questions may be answered meanwhile."""
    people = _people(core, its)
    found = gather(core.part(its.rows), its.edges, people, known=core.known, threads=threads)
    frame = as_frame(core, its.rows)
    now = frame.select("id", "person", group=pl.Series(found.cluster))
    survival = survive(frame.drop_nulls("entity"), now, core.members.names.__contains__)
    return Relinked(its.rows, survival, confidence(found.belongs))


def write(core: Core, its: Relinked) -> Changed:
    """The records are in their entities from now on."""
    members = core.members
    old = members.its["entity"][its.rows]
    new = members.named(its.survival.entities["entity"].to_list())
    members.join_again(its.rows, new)
    members.its["wounded"][np.concatenate([old[old >= 0], new])] = False
    members.its["pending"][its.rows] = False
    members.its["pending"][: core.store.rows] &= core.store.alive[
        : core.store.rows
    ]  # what is gone is done with
    members.its["confidence"][its.rows] = its.confidence
    merged = its.survival.events.filter(pl.col("event") == Event.MERGED)
    ended, into = (members.named(merged[side].to_list()) for side in ("entity", "other"))
    members.its["successor"][ended] = into
    return Changed(as_frame(core, its.rows), its.survival.events)


def _people(core: Core, its: Concerned) -> People:
    """Entities at the rim are held together."""
    entity = core.members.its["entity"][its.rows]
    rim = np.flatnonzero(its.rim & (entity >= 0))
    order = rim[np.argsort(entity[rim], kind="stable")]
    same = entity[order[1:]] == entity[order[:-1]]
    together = np.column_stack([order[:-1][same], order[1:][same]]).astype(np.int64)
    source = core.members.its["source"][its.rows]
    none = np.zeros((0, 2), np.int64)
    numbers = np.unique(core.members.its["id"][its.rows], return_inverse=True)[1].astype(np.int64)
    return People(source, tuple(core.systems), numbers, together, none)


def _with_mates(core: Core, rows: np.ndarray) -> np.ndarray:
    """And all other records of their entities."""
    of = np.unique(core.members.its["entity"][rows])
    return np.unique(np.concatenate([rows, core.members.rows_in(of[of >= 0])]))


def _once(parts: Sequence[tuple[np.ndarray, np.ndarray, np.ndarray]], rows: np.ndarray,
          known: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:  # fmt: skip
    """Each edge between known rows once, in order, by places in `rows`."""
    if not parts:
        none = np.zeros(0, np.int64)
        return none, none, np.zeros(0)
    a, b, weight = (np.concatenate(its) for its in zip(*parts, strict=True))
    inside = known[a] & known[b]
    a, b, weight = np.searchsorted(rows, a[inside]), np.searchsorted(rows, b[inside]), weight[inside]
    first = np.unique(a * len(rows) + b, return_index=True)[1]
    return a[first], b[first], weight[first]
