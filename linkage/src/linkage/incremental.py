"""Linking what is new as if all had been linked again: only records that it can concern are looked at.

A new pair of records can change a group of records that edges connect, and no other. So from the records that
came, changed or lost a mate, edges are followed, and entities as wholes, until nothing is added; these records
are gathered anew by the functions, and with what they had learned, that gathered all. Ids survive by
`identities.survive`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .clustering import Gathering, People, gather
from .identities import Event, Survival, survive
from .index.core import Core
from .index.writing import entities
from .kernels import lookup
from .model import probability
from .scan import in_order

# Edges of so many bits or more connect records, as in the batch.
EDGE = 0.0
# Records asked for their edges at a time.
AT_A_TIME = 256
# Above so many records, groups are not followed further: the entities at the rim stay whole.
MOST = 100_000


@dataclass(frozen=True, eq=False)
class Concerned:
    """`rows` int64, in order; `edges` between them: a, b (places in `rows`) and weight; `rim` bool [rows]: their
    own edges were not looked for."""

    rows: np.ndarray
    edges: tuple[np.ndarray, np.ndarray, np.ndarray]
    rim: np.ndarray


@dataclass(frozen=True, eq=False)
class Relinked:
    """What linking found, before it is written: `rows` of `concerned`, their names, and bits that they belong."""

    rows: np.ndarray
    survival: Survival
    belongs: np.ndarray


def unlinked(core: Core) -> np.ndarray:
    """int64: rows that came or changed since they were linked, and those that lost a mate."""
    its = core.members.its
    alive = core.store.alive[: core.store.rows]
    entity = its["entity"][: core.store.rows]
    wounded = its["wounded"][entity] & (entity >= 0)
    return np.flatnonzero(alive & (its["pending"][: core.store.rows] | wounded))


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
    return Concerned(rows, _once(parts, rows, known), ~asked[rows])


def edges(core: Core, rows: np.ndarray, *,
          threads: int | None = None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:  # fmt: skip
    """Candidate pairs of these rows that weigh EDGE bits or more: a < b, and weight; some twice."""
    arguments = core.arguments

    def work(start: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        part = rows[start : start + AT_A_TIME].astype(np.int32)
        found: tuple[np.ndarray, np.ndarray, np.ndarray] = lookup.edges_of(*arguments, part, EDGE)
        return found

    parts = list(in_order(work, range(0, len(rows), AT_A_TIME), threads))
    a, b, weight = (np.concatenate(its) for its in zip(*parts, strict=True))
    return a, b, weight


def relinked(core: Core, its: Concerned, *, threads: int | None = None) -> Relinked:
    """What the records are now. Reads only: others may read as well."""
    members = core.members
    numbers = members.its["id"][its.rows].astype(np.int64)
    gathered = gather(
        core.part(its.rows), its.edges, _people(core, its, numbers), known=_known(core), threads=threads
    )
    before = entities(core, its.rows[members.its["entity"][its.rows] >= 0])
    now = entities(core, its.rows, group=gathered.cluster)
    return Relinked(its.rows, survive(before, now, members.names.__contains__), gathered.belongs)


def write(core: Core, its: Relinked) -> None:
    """The records are in their entities."""
    members = core.members
    order = entities(core, its.rows)  # in the order of ids and persons, as the survival's
    raise NotImplementedError(order)


def _known(core: Core) -> Gathering:
    return Gathering(core.power, core.power_between, dict(core.systems))


def _people(core: Core, its: Concerned, numbers: np.ndarray) -> People:
    """Entities at the rim are held together."""
    entity = core.members.its["entity"][its.rows]
    rim = np.flatnonzero(its.rim & (entity >= 0))
    order = rim[np.argsort(entity[rim], kind="stable")]
    same = entity[order[1:]] == entity[order[:-1]]
    together = np.column_stack([order[:-1][same], order[1:][same]]).astype(np.int64)
    source = core.members.its["source"][its.rows]
    none = np.zeros((0, 2), np.int64)
    return People(source, tuple(core.systems), np.unique(numbers, return_inverse=True)[1], together, none)


def _with_mates(core: Core, rows: np.ndarray) -> np.ndarray:
    """And all other records of their entities."""
    of = np.unique(core.members.its["entity"][rows])
    mates = core.members.rows_of_entities(of[of >= 0])
    return np.unique(np.concatenate([rows, mates]))


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
