"""Which records there are, under which ids, and to which entity each belongs."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from .growing import QUERIES, grown
from .strings import Strings

ROW_ARRAYS = {"id": np.int32, "person": np.int16, "entity": np.int32, "next": np.int32, "sibling": np.int32,
              "confidence": np.float32, "pending": np.bool_, "again": np.bool_, "source": np.int32}  # fmt: skip
ENTITY_ARRAYS = {"head": np.int32, "successor": np.int32, "wounded": np.bool_}
NONE = -1


class Members:
    """By row: `id` (its number in `ids`), `person`, `source` (the number of its system, or -1), `entity` (-1: none
    yet), `next` row of its entity, `sibling` (another person of its record), `confidence`, `pending` (not linked
    since it came or changed), `again` (to be gathered again for another reason). By entity: `head` (its latest row),
    `successor` (into which it was merged), `wounded` (lost a record since it was linked). By id: `first` row. Ends of
    chains are -1.

    An entity keeps its number and its name for ever, so that neither is used again.
    """

    def __init__(self, ids: Strings, names: Strings, arrays: Mapping[str, np.ndarray]):
        self.ids, self.names, self.its = ids, names, dict(arrays)

    @classmethod
    def empty(cls) -> "Members":
        kinds = ROW_ARRAYS | ENTITY_ARRAYS | {"first": np.int32}
        return cls(
            Strings.empty(), Strings.empty(), {name: np.zeros(0, kind) for name, kind in kinds.items()}
        )

    def append(self, first: int, ids: Sequence[str], persons: Sequence[int], sources: Sequence[int]) -> None:
        """The rows from `first` on, none of an entity yet. One after another, persons of one id in their order."""
        end, known = first + len(ids), len(self.ids)
        for name in ROW_ARRAYS:
            self.its[name] = grown(self.its[name], first, len(ids), QUERIES)
        numbers = self.ids.intern(ids)
        self.its["first"] = grown(self.its["first"], known, len(self.ids) - known)
        self.its["first"][known : len(self.ids)] = NONE
        self.its["id"][first:end], self.its["person"][first:end] = numbers, persons
        self.its["source"][first:end] = sources
        for name in ("entity", "next"):
            self.its[name][first:end] = NONE
        self.its["confidence"][first:end], self.its["pending"][first:end] = 1.0, True
        self.its["again"][first:end] = False
        self._chain("sibling", "first", np.arange(first, end), numbers)

    def _chain(self, after: str, head: str, rows: np.ndarray, of: np.ndarray) -> None:
        """Each of `rows` goes before those that are of the same number `of`, in `of` order."""
        order = np.argsort(of, kind="stable")
        rows, of = rows[order], of[order]
        begins = np.diff(of, prepend=NONE) != 0
        self.its[after][rows] = np.where(begins, self.its[head][of], np.roll(rows, 1))
        ends = np.diff(of, append=NONE) != 0
        self.its[head][of[ends]] = rows[ends]

    def rows_of(self, id: str) -> list[int]:
        """The rows of a record, which may speak of several people; none where it is not in."""
        number = int(self.ids.find([id])[0])
        rows = []
        row = int(self.its["first"][number]) if number >= 0 else NONE
        while row >= 0:
            rows.append(row)
            row = int(self.its["sibling"][row])
        return rows

    def row_at(self, number: int, person: int) -> int:
        """The row of one person of the record whose id has this number; -1 where it is not in."""
        row = int(self.its["first"][number])
        while row >= 0 and self.its["person"][row] != person:
            row = int(self.its["sibling"][row])
        return row

    def id_of(self, row: int) -> str:
        return self.ids.text(int(self.its["id"][row]))

    def forget(self, id: str) -> None:
        """The record is not in any more."""
        self.its["first"][int(self.ids.find([id])[0])] = NONE

    def named(self, names: Sequence[str]) -> np.ndarray:
        """int32: entities by name; new ones are made."""
        known = len(self.names)
        numbers = self.names.intern(names)
        for name in ENTITY_ARRAYS:
            self.its[name] = grown(self.its[name], known, len(self.names) - known)
        for name in ("head", "successor"):
            self.its[name][known : len(self.names)] = NONE
        return numbers

    def join(self, rows: np.ndarray, entities: np.ndarray) -> None:
        """The rows, which are of none, are of these entities."""
        self.its["entity"][rows] = entities
        self._chain("next", "head", rows, entities)

    def join_again(self, rows: np.ndarray, entities: np.ndarray) -> None:
        """The rows, which are all that some entities have, are of these now."""
        self.its["head"][self.its["entity"][rows][self.its["entity"][rows] >= 0]] = NONE
        self.its["entity"][rows] = self.its["next"][rows] = NONE
        self.join(rows, entities)

    def leave(self, row: int) -> None:
        """The row is of no entity."""
        entity, after = int(self.its["entity"][row]), int(self.its["next"][row])
        if entity < 0:
            return
        other = int(self.its["head"][entity])
        if other == row:
            self.its["head"][entity] = after
        else:
            while self.its["next"][other] != row:
                other = int(self.its["next"][other])
            self.its["next"][other] = after
        self.its["entity"][row] = self.its["next"][row] = NONE

    def rows_in(self, entities: np.ndarray) -> np.ndarray:
        """int64: all rows of these entities, in order."""
        found = []
        rows = self.its["head"][entities]
        while len(rows := rows[rows >= 0]):
            found.append(rows)
            rows = self.its["next"][rows]
        return np.sort(np.concatenate([np.zeros(0, np.int64), *found]))

    def arrays(self) -> dict[str, np.ndarray]:
        strings = {f"{kind}_{name}": its for kind, table in (("ids", self.ids), ("names", self.names))
                   for name, its in table.arrays().items()}  # fmt: skip
        return self.its | strings

    def facts(self) -> dict[str, Any]:
        return {"ids": self.ids.facts(), "names": self.names.facts()}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray], facts: Mapping[str, Any]) -> "Members":
        parts = ("offsets", "letters", "slots")
        tables = {kind: Strings.from_arrays({name: arrays[f"{kind}_{name}"] for name in parts},
                                            facts[kind]) for kind in ("ids", "names")}  # fmt: skip
        kept = {*ROW_ARRAYS, *ENTITY_ARRAYS, "first"}
        return cls(tables["ids"], tables["names"], {name: arrays[name] for name in kept})
