"""The records that a delta can concern, and what connects them."""

from dataclasses import dataclass

import numpy as np

from linkage.comparing.scan import in_order
from linkage.kernels import levels, lookup, unions

from .core import Core

# Edges of so many bits or more connect records, as in the batch; so many or more are kept, as weights move.
EDGE, KEPT = 0.0, -3.0
# Records asked for their edges at a time.
AT_A_TIME = 256


@dataclass(frozen=True, eq=False)
class Region:
    """`rows` int64, in order of their numbers: whole entities. Between them, by places in `rows`: edges `a` < `b` of
    `weight` bits; `together`, `apart` int64 [decisions, 2]. `piece` [rows]: what hangs together, by its first place.
    """

    rows: np.ndarray
    a: np.ndarray
    b: np.ndarray
    weight: np.ndarray
    together: np.ndarray
    apart: np.ndarray
    piece: np.ndarray


def connect(core: Core, rows: np.ndarray, *, threads: int | None = None) -> None:
    """The edges of records that have none yet are found, and kept."""
    arguments, entity = core.arguments, core.members.its["entity"]

    def work(start: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        part = rows[start : start + AT_A_TIME].astype(np.int32)
        found: tuple[np.ndarray, np.ndarray, np.ndarray] = lookup.edges_of(*arguments, entity, part, KEPT)
        return found

    parts = list(in_order(work, range(0, len(rows), AT_A_TIME), threads))
    if parts:
        a, b, _ = (np.concatenate(its) for its in zip(*parts, strict=True))
        _, once = np.unique(a.astype(np.int64) << 32 | b, return_index=True)
        core.edges.enter(a[once], b[once], core.store.rows)


def neighbourhood(core: Core, rows: np.ndarray) -> np.ndarray:
    """int64, in order: of `rows`, of those that have an edge with any of them, and of those that decisions make one
    with them, all that count, and all others of their entities."""
    a, b, _ = _weighed(core, *core.edges.around(rows))
    decided = core.decided.about(core.members, rows)
    near = np.concatenate([rows, a, b, decided[decided[:, 2] > 0, :2].ravel()])
    near = np.unique(near[core.store.alive[near]]).astype(np.int64)
    of = np.unique(core.members.its["entity"][near])
    return np.unique(np.concatenate([near, core.members.rows_in(of[of >= 0])]))


def region(core: Core, rows: np.ndarray) -> Region:
    """`rows`: whole entities, in order."""
    one, two = core.edges.around(rows)
    once = (one < two) & _places(rows, two)[0]
    a, b, weight = _weighed(core, one[once], two[once])
    a, b = np.searchsorted(rows, a), np.searchsorted(rows, b)
    bridges = _held(core, rows, one, two)
    a, b = np.concatenate([a, bridges[0]]), np.concatenate([b, bridges[1]])
    weight = np.concatenate([weight, np.full(len(bridges[0]), np.inf)])
    decided = core.decided.about(core.members, rows)
    inside, ends = _places(rows, decided[:, :2])
    ends, same = ends[inside.all(axis=1)], decided[inside.all(axis=1), 2] > 0
    entity = _entity(core, rows)
    order = np.argsort(entity, kind="stable")
    mates = (
        order[:-1][entity[order[1:]] == entity[order[:-1]]],
        order[1:][entity[order[1:]] == entity[order[:-1]]],
    )
    pairs = np.column_stack(
        [np.concatenate([a, mates[0], ends[:, 0]]), np.concatenate([b, mates[1], ends[:, 1]])]
    )
    piece = np.asarray(unions.connected(pairs[:, 0], pairs[:, 1], len(rows)))
    return Region(rows, a, b, weight, np.sort(ends[same], axis=1), np.sort(ends[~same], axis=1), piece)


def _weighed(core: Core, one: np.ndarray, two: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Those of the pairs that are edges now, the lower row first, and what they weigh."""
    a, b = np.minimum(one, two), np.maximum(one, two)
    words, weight = np.empty(len(a), np.uint64), np.empty(len(a))
    records, program, weights = core.arguments[:3]
    n = levels.weigh_all(records, program, weights, a, b, len(a), EDGE, words, weight)
    return a[:n], b[:n], weight[:n]


def _held(core: Core, rows: np.ndarray, one: np.ndarray, two: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pairs that hold together entities which their edges do not: those that came together otherwise, as large ones
    do. Not held is what only records that are gone held together, and who came or changed."""
    entity = core.members.its["entity"]
    gone = core.members.its["pending"][two] & ~core.store.alive[two]
    linked = gone | ((entity[one] == entity[two]) & (entity[one] >= 0))
    known, place = np.unique(np.concatenate([rows, one[linked], two[linked]]), return_inverse=True)
    left, right = place[len(rows) : len(rows) + linked.sum()], place[len(rows) + linked.sum() :]
    part = np.asarray(unions.connected(left, right, len(known)))[place[: len(rows)]]
    its, stays = _entity(core, rows), np.flatnonzero(~core.members.its["pending"][rows])
    order = stays[np.lexsort((part[stays], its[stays]))]
    beside = (its[order[1:]] == its[order[:-1]]) & (part[order[1:]] != part[order[:-1]])
    a, b = order[:-1][beside], order[1:][beside]
    return np.minimum(a, b), np.maximum(a, b)


def _entity(core: Core, rows: np.ndarray) -> np.ndarray:
    """int64: the entity of each; a number of its own below nought for a row that has none."""
    its = core.members.its["entity"][rows].astype(np.int64)
    return np.where(its < 0, -1 - np.arange(len(rows)), its)


def _places(rows: np.ndarray, others: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Whether each of `others` is one of `rows`, and where it stands there."""
    place = np.minimum(np.searchsorted(rows, others), max(len(rows) - 1, 0))
    return rows[place] == others, place
