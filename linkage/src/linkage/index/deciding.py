"""Decisions take hold, and are named as the reason of what they did."""

import numpy as np
import polars as pl

from linkage.gathering.identities import Survival

from .changed import DECISIONS
from .core import Core
from .decided import Decided
from .members import NONE


def hold(core: Core, decided: Decided) -> None:
    """These hold from now on; records for which others held before wait to be gathered again."""
    before, now = (set(map(tuple, its.its.tolist())) for its in (core.decided, decided))
    core.decided = decided
    rows = [core.members.row_at(*who) for its in before ^ now for who in (its[:2], its[2:4])]
    core.members.its["again"][[row for row in rows if row >= 0]] = True


def follow(core: Core, decided: Decided) -> None:
    """These hold, and entities were made with them; where they do not follow all the same, records wait."""
    core.decided = decided
    entity = core.members.its["entity"]
    for a, who_a, b, who_b, same in decided.its.tolist():
        rows = [core.members.row_at(a, who_a), core.members.row_at(b, who_b)]
        if (entity[rows[0]] == entity[rows[1]]) != bool(same):
            core.members.its["again"][rows] = True


def seats(core: Core, rows: np.ndarray) -> np.ndarray:
    """int32 [rows]: the entity to which a decision says that each, which is of none, belongs; -1 where none does, or
    another says that it does not."""
    entity = core.members.its["entity"]
    sides: dict[bool, dict[int, list[int]]] = {True: {}, False: {}}
    for a, b, same, _ in core.decided.about(core.members, rows).tolist():
        for row, other in ((a, b), (b, a)):
            if entity[other] >= 0:
                sides[bool(same)].setdefault(row, []).append(int(entity[other]))
    found = [min(set(sides[True].get(row, ())) - set(sides[False].get(row, ())), default=NONE)
             for row in rows.tolist()]  # fmt: skip
    return np.array(found, np.int32)


def with_reasons(core: Core, rows: np.ndarray, its: Survival) -> pl.DataFrame:
    """The events of `its`, which is not written yet, with `decisions`: that two are one, where it brought them
    together; that they are not, where it parted them. `rows` int64, in order: those of its entities."""
    found: dict[tuple[str, str], list[int]] = {}
    now, before = dict(zip(rows.tolist(), its.entities["entity"], strict=True)), core.members.its["entity"]
    for a, b, same, place in core.decided.about(core.members, rows).tolist():
        apart = before[a] != before[b] or before[a] < 0
        if a in now and b in now and apart == bool(same):
            for row in (a, b):
                if before[row] >= 0 and (old := core.members.names.text(int(before[row]))) != now[row]:
                    found.setdefault((old, now[row]), []).append(place)
    told = [core.decided.table(core.members, found.get((entity, other), [])).to_dicts()
            for entity, other in its.events.select("entity", "other").iter_rows()]  # fmt: skip
    return its.events.with_columns(decisions=pl.Series(told, dtype=DECISIONS))
