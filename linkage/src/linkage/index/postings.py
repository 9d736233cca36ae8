"""Who shares a key with whom: the sorted postings of a whole file, and what was added since."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from linkage.comparing.scan import in_order
from linkage.kernels import blocks
from linkage.kernels import postings as kernel
from linkage.kernels.postings import Added, Keys, Sorted
from linkage.model import Rule
from linkage.schema import BadInput

from .growing import grown

LEAST_SLOTS = 1_024
# Rows of one bucket of the directory, about.
ROWS_A_BUCKET = 2


class Postings:
    """`keys`: what the rules read; `sorted`: rows that were there when they were built; `added`: later ones."""

    def __init__(
        self, keys: Keys, sorted: Sorted, added: Added | None = None, used: int = 0, entries: int = 0
    ):
        self.keys, self.sorted = keys, sorted
        self.added = added or _no_entries(LEAST_SLOTS)
        self.used, self.entries = used, entries

    @classmethod
    def of(cls, codes: np.ndarray, alive: np.ndarray, rules: Sequence[Rule], names: Mapping[str, int],
           *, threads: int | None = None) -> "Postings":  # fmt: skip
        """Of the rows that are `alive` (bool [records]). Raises BadInput where a rule reads no column of `names`."""
        keys = keys_for(rules, names)

        def one(rule: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
            found = kernel.keys_of(codes, keys, rule, 0, len(alive), alive)
            rows = blocks.sorted_rows(found)
            bits = max(1, (len(rows) // ROWS_A_BUCKET).bit_length())
            places = np.empty((1 << bits) + 1, np.int32)
            kernel.directory(found, rows, bits, places)
            return rows, kernel.marks(found, rows, bits), places, bits

        parts = list(in_order(one, range(len(rules)), threads))
        rows, marks, places, bits = zip(*parts, strict=True) if parts else ((), (), (), ())
        return cls(
            keys,
            Sorted(
                _joined(rows),
                _joined(marks, np.uint8),
                _ends(rows),
                _joined(places),
                _ends(places),
                np.array(bits, np.int64),
            ),
        )

    def enter(self, codes: np.ndarray, first: int, end: int) -> None:
        """The rows from `first` to `end`."""
        more = (end - first) * len(self.keys.at_most)
        rows, nexts = (grown(its, self.entries, more) for its in (self.added.rows, self.added.nexts))
        self.added = Added(self.added.keys, self.added.heads, rows, nexts)
        if 2 * (self.used + more) > len(self.added.keys):
            larger = _no_entries(1 << (2 * (self.used + more)).bit_length(), rows, nexts)
            kernel.spread(self.added, larger)
            self.added = larger
        self.used, self.entries = kernel.enter(
            codes, self.keys, self.added, self.used, self.entries, first, end
        )

    def arrays(self) -> dict[str, np.ndarray]:
        its = {
            **self.sorted._asdict(),
            **{f"added_{name}": value for name, value in self.added._asdict().items()},
        }
        return its | {f"key_{name}": value for name, value in self.keys._asdict().items()}

    def facts(self) -> dict[str, int]:
        return {"used": self.used, "entries": self.entries}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray], facts: Mapping[str, Any]) -> "Postings":
        return cls(
            Keys(*(arrays[f"key_{name}"] for name in Keys._fields)),
            Sorted(*(arrays[name] for name in Sorted._fields)),
            Added(*(arrays[f"added_{name}"] for name in Added._fields)), **facts,
        )  # fmt: skip


def keys_for(rules: Sequence[Rule], names: Mapping[str, int]) -> Keys:
    for rule in rules:
        if absent := [column for column in rule.columns if column not in names]:
            raise BadInput(f"The rule {rule.name!r} reads the column {absent[0]!r}, which the records lack.")
    columns = [[names[column] for column in rule.columns] for rule in rules]
    return Keys(
        np.array([place for its in columns for place in its], np.int32), _ends(columns),
        np.array([rule.at_most or 0 for rule in rules], np.int64),
    )  # fmt: skip


def _no_entries(slots: int, rows: np.ndarray | None = None, nexts: np.ndarray | None = None) -> Added:
    none = np.zeros(0, np.int32)
    return Added(
        np.zeros(slots, np.uint64), np.zeros(slots, np.int32), none if rows is None else rows,
        none if nexts is None else nexts,
    )  # fmt: skip


def _ends(parts: Sequence[Sequence[int] | np.ndarray]) -> np.ndarray:
    return np.cumsum([0, *map(len, parts)]).astype(np.int64)


def _joined(parts: Sequence[np.ndarray], kind: type = np.int32) -> np.ndarray:
    return np.concatenate(parts) if parts else np.zeros(0, kind)
