"""The records of an index: a `Table` whose arrays have room."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np

from linkage.kernels import seating
from linkage.kernels.levels import Records
from linkage.tables import Table

from .growing import QUERIES, grown
from .strings import Strings

# What one query may bring along that is not in: texts, letters of all of them, members of all its lists.
TEXTS, LETTERS, MEMBERS = 256, 1 << 15, 1 << 12
Row = Mapping[str, Any]  # column -> text, number or list of texts, or None


class Store:
    """As `Table`, and `alive` bool [rows]: whether a row counts. A row's values never change: a record that does
    gets another row. The last QUERIES rows are those of queries. The first `ordered` texts stand in order."""

    def __init__(self, kinds: Mapping[str, Sequence[str]], strings: Strings, arrays: Mapping[str, np.ndarray],
                 rows: int, lists: int, ordered: int):  # fmt: skip
        self.texts, self.numbers, self.lists = (tuple(kinds[its]) for its in ("texts", "numbers", "lists"))
        self.strings, self.its, self.rows, self.listed = strings, dict(arrays), rows, lists
        self.ordered = ordered
        self._records: Records | None = None

    @classmethod
    def of(cls, table: Table) -> "Store":
        strings = Strings.of(table.offsets, table.letters, guests=TEXTS, letters_a_query=LETTERS)
        arrays = {"codes": table.codes, "numbers": table.numbers, "lists": table.lists,
                  "list_offsets": table.list_offsets, "members": table.members,
                  "alive": np.ones(table.records, np.bool_)}  # fmt: skip
        kinds = {"texts": table.names, "numbers": table.number_names, "lists": table.list_names}
        its = cls({name: tuple(its) for name, its in kinds.items()}, strings, arrays, table.records,
                  len(table.list_offsets) - 1, table.values)  # fmt: skip
        its._make_room(0, 0, 0)
        return its

    def arrays(self) -> dict[str, np.ndarray]:
        return self.its | {f"strings_{name}": its for name, its in self.strings.arrays().items()}

    def facts(self) -> dict[str, Any]:
        kinds = {"texts": self.texts, "numbers": self.numbers, "lists": self.lists}
        return {"kinds": kinds, "rows": self.rows, "listed": self.listed, "ordered": self.ordered,
                "strings": self.strings.facts()}  # fmt: skip

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray], facts: Mapping[str, Any]) -> "Store":
        prefix = "strings_"
        parts = {name.removeprefix(prefix): its for name, its in arrays.items() if name.startswith(prefix)}
        its = {name: array for name, array in arrays.items() if not name.startswith(prefix)}
        strings = Strings.from_arrays(parts, facts["strings"])
        return cls(facts["kinds"], strings, its, facts["rows"], facts["listed"], facts["ordered"])

    def clear_queries(self) -> None:
        """Nothing of what was asked is left."""
        self.strings.clear_guests()
        for name in ("codes", "numbers", "lists"):
            self.its[name][-QUERIES:] = 0
        self.its["list_offsets"][-QUERIES * (len(self.lists) + 1) :] = 0
        self.its["members"][-QUERIES * MEMBERS :] = 0

    @property
    def codes(self) -> np.ndarray:
        return self.its["codes"]

    @property
    def alive(self) -> np.ndarray:
        return self.its["alive"]

    @property
    def records(self) -> Records:
        """As the kernels take them; to be asked for again after every change."""
        if self._records is None:
            its = self.its
            self._records = Records(its["codes"], self.strings.offsets, self.strings.letters, its["numbers"],
                                    its["lists"], its["list_offsets"], its["members"])  # fmt: skip
        return self._records

    def table(self, rows: np.ndarray | None = None) -> Table:
        """Some rows as a table of their own, or all that there ever were; texts keep their codes."""
        of = slice(self.rows) if rows is None else rows
        places = (
            {name: place for place, name in enumerate(its)} for its in (self.texts, self.numbers, self.lists)
        )
        names, number_names, list_names = places
        return Table(self.codes[of], names, self.strings.offsets, self.strings.letters, self.its["numbers"][of],
                     number_names, self.its["lists"][of], list_names, self.its["list_offsets"],
                     self.its["members"])  # fmt: skip

    def append(self, rows: Sequence[Row]) -> tuple[int, int]:
        """The rows from the first number to the second are theirs."""
        cells, lists = self._cells(rows), self._lists(rows)
        self._make_room(len(rows), len(lists), sum(map(len, lists)))
        first, end = self.rows, self.rows + len(rows)
        codes = self.strings.intern([text for text in [*cells, *chain(*lists)] if text])
        self._write(slice(first, end), rows, cells, lists, codes, self.listed, self._listed_members())
        self.listed += sum(map(bool, lists))
        self.its["alive"][first:end] = True
        self.rows, self._records = end, None
        return first, end

    def seat(self, query: int, row: Row) -> int | None:
        """The row number of a query, until the next of this place; None where it says too much to be seated."""
        lists = [row[name] or () for name in self.lists]
        texts = [row[name] or "" for name in self.texts] + [text for its in lists for text in its]
        letters = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint32)
        at, its, strings = len(self.codes) - QUERIES + query, self.its, self.strings
        first_text = len(strings.offsets) - (QUERIES - query) * (TEXTS + 1)
        first_letter = len(strings.letters) - (QUERIES - query) * LETTERS
        first_list = len(its["list_offsets"]) - (QUERIES - query) * (len(self.lists) + 1)
        first_member = len(its["members"]) - (QUERIES - query) * MEMBERS
        room = seating.seat(
            strings.slots, strings.offsets, strings.letters, letters, _sizes(texts), _sizes(lists), TEXTS, first_text,
            first_letter, LETTERS, its["codes"][at], its["lists"][at], its["list_offsets"], its["members"],
            first_list, first_member, MEMBERS,
        )  # fmt: skip
        its["numbers"][at] = [np.nan if row[name] is None else row[name] for name in self.numbers]
        return at if room else None

    def _cells(self, rows: Sequence[Row]) -> list[Any]:
        return [row[name] for row in rows for name in self.texts]

    def _lists(self, rows: Sequence[Row]) -> list[Any]:
        return [row[name] or () for row in rows for name in self.lists]

    def _write(self, at: slice, rows: Sequence[Row], cells: list[Any], lists: list[Any], codes: np.ndarray,
               number: int, place: int) -> None:  # fmt: skip
        """`codes`: of all texts of the cells, then of the lists' members; `number`: of the first list that says
        anything, whose members stand from `place` on, each list's in order of their codes."""
        said = [bool(its) for its in cells]
        flat = np.full(len(cells), -1, np.int32)
        flat[said] = codes[: sum(said)]
        self.its["codes"][at] = flat.reshape(len(rows), -1)
        self.its["numbers"][at] = _numbers(rows, self.numbers)
        numbers, taken = np.full(len(lists), -1, np.int32), sum(said)
        offsets, members = self.its["list_offsets"], self.its["members"]
        offsets[number] = place
        for which, its in enumerate(lists):
            if its:
                members[place : place + len(its)] = np.sort(codes[taken : taken + len(its)])
                taken, place = taken + len(its), place + len(its)
                numbers[which] = number
                number += 1
                offsets[number] = place
        self.its["lists"][at] = numbers.reshape(len(rows), -1)

    def _listed_members(self) -> int:
        return int(self.its["list_offsets"][self.listed])

    def _make_room(self, rows: int, lists: int, members: int) -> None:
        for name in ("codes", "numbers", "lists", "alive"):
            self.its[name] = grown(self.its[name], self.rows, rows, QUERIES)
        used = self._listed_members()
        kept = QUERIES * (len(self.lists) + 1)
        self.its["list_offsets"] = grown(self.its["list_offsets"], self.listed + 1, lists, kept)
        self.its["members"] = grown(self.its["members"], used, members, QUERIES * MEMBERS)
        self._records = None


def _sizes(its: Sequence[Any]) -> np.ndarray:
    return np.array([len(one) for one in its], np.int64)


def _numbers(rows: Sequence[Row], names: Sequence[str]) -> np.ndarray:
    cells = [[row[name] for name in names] for row in rows]
    return np.array([[np.nan if its is None else its for its in row] for row in cells]).reshape(
        len(rows), len(names)
    )
