"""What people have decided: these two records are one person, those two are not. Decisions are always honoured.

A table with `id_a`, `id_b` and `same` (true or false); of a joint record `person_a`, `person_b` say whom (1, 2).
What follows is honoured too: if A is B and B is C, A is C; if A is B, and B is not C, then A is not C.
"""

from collections import deque
from typing import NamedTuple

import numpy as np
import polars as pl

from linkage.schema import BadInput

_COLUMNS = ("id_a", "id_b", "same")


class Decided(NamedTuple):
    """int64 [decisions, 2]: rows that are one person, and rows that are not; the lower row first, in order."""

    together: np.ndarray
    apart: np.ndarray


NONE = Decided(np.zeros((0, 2), np.int64), np.zeros((0, 2), np.int64))


def decided(decisions: pl.DataFrame | None, people: pl.DataFrame) -> Decided:
    """`people`: `id` and `person` of each row. Raises BadInput for a table that cannot be read, an unknown id, and
    for decisions that contradict each other, naming them.

    A decision about a person whom no record names (an id that gave no row) cannot be honoured, and is refused.
    """
    if decisions is None or decisions.is_empty():
        return NONE
    rows = _rows(_checked(decisions), people)
    pairs = np.sort(rows.select("a", "b").to_numpy().astype(np.int64), axis=1)
    same = rows["same"].to_numpy().astype(bool)
    together, apart = np.unique(pairs[same], axis=0), np.unique(pairs[~same], axis=0)
    found = Decided(together[together[:, 0] != together[:, 1]], apart)
    _agree(found, people)
    return found


def _checked(decisions: pl.DataFrame) -> pl.DataFrame:
    if missing := [name for name in _COLUMNS if name not in decisions.columns]:
        raise BadInput(f"The decisions have no column {missing[0]!r}; needed are id_a, id_b and same.")
    whom = [name for name in ("person_a", "person_b") if name not in decisions.columns]
    try:
        frame = decisions.with_columns(
            pl.col("id_a", "id_b").cast(pl.String),
            pl.col("same").str.to_lowercase().replace_strict({"true": True, "false": False})
            if decisions["same"].dtype == pl.String
            else pl.col("same").cast(pl.Boolean),
            *(pl.lit(1).alias(name) for name in whom),
        ).with_columns(pl.col("person_a", "person_b").cast(pl.Int16).fill_null(1), row=pl.row_index() + 1)
    except pl.exceptions.PolarsError:
        raise BadInput(
            "The decisions' column 'same' must say true or false, and person_a, person_b 1 or 2."
        ) from None
    for name in _COLUMNS:
        if frame[name].null_count():
            row = frame.filter(pl.col(name).is_null())["row"][0]
            raise BadInput(f"The decisions' column {name!r} is empty in row {row}.")
    return frame


def _rows(frame: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    known = people.select("id", pl.col("person").cast(pl.Int16), place=pl.row_index())
    for side in "ab":
        frame = frame.join(
            known.rename({"id": f"id_{side}", "person": f"person_{side}", "place": side}),
            on=[f"id_{side}", f"person_{side}"], how="left", maintain_order="left",
        )  # fmt: skip
        if frame[side].null_count():
            bad = frame.filter(pl.col(side).is_null()).row(0, named=True)
            raise BadInput(
                f"The decision in row {bad['row']} names the record {bad[f'id_{side}']!r}, person "
                f"{bad[f'person_{side}']}, which the file does not have or which names nobody."
            )
    return frame


def _agree(found: Decided, people: pl.DataFrame) -> None:
    beside: dict[int, list[int]] = {}
    for a, b in found.together.tolist():
        beside.setdefault(a, []).append(b)
        beside.setdefault(b, []).append(a)
    for a, b in found.apart.tolist():
        if (path := _path(beside, a, b)) is not None:
            chain = ", ".join(f"{_name(people, one)} is {_name(people, two)}" for one, two in path)
            raise BadInput(f"Decisions contradict each other: {_name(people, a)} is not {_name(people, b)}, "
                           f"but {chain or 'they are the same row'}.")  # fmt: skip
    record = people["id"].rank("dense").to_numpy()
    for people_of_one in _joint(record, beside):
        a, b = people_of_one
        raise BadInput(
            f"Decisions make {_name(people, a)} and {_name(people, b)}, two people of one record, one."
        )


def _joint(record: np.ndarray, beside: dict[int, list[int]]) -> list[tuple[int, int]]:
    """The first two rows of one record that decisions bring together."""
    seen: set[int] = set()
    for start in sorted(beside):
        if start in seen:
            continue
        group, holds = deque([start]), dict[int, int]()
        seen.add(start)
        while group:
            row = group.popleft()
            if (other := holds.setdefault(int(record[row]), row)) != row:
                return [(min(row, other), max(row, other))]
            for its in beside[row]:
                if its not in seen:
                    seen.add(its)
                    group.append(its)
    return []


def _path(beside: dict[int, list[int]], a: int, b: int) -> list[tuple[int, int]] | None:
    """The decisions that lead from one row to the other; None where none do."""
    came: dict[int, int] = {a: a}
    waiting = deque([a])
    while waiting and b not in came:
        row = waiting.popleft()
        for its in beside.get(row, ()):
            if its not in came:
                came[its] = row
                waiting.append(its)
    if b not in came:
        return None
    path = []
    while b != a:
        path.append((came[b], b))
        b = came[b]
    return path[::-1]


def _name(people: pl.DataFrame, row: int) -> str:
    person = people["person"][row]
    return f"{people['id'][row]!r}" if person == 1 else f"{people['id'][row]!r} (person {person})"
