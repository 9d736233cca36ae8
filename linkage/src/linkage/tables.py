"""The records as arrays: what the kernels read.

One dictionary for the texts of all columns, in order of their content: two codes are equal exactly if the
texts are, whichever columns they stand in, and neither row order nor threads can change them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import polars as pl

from . import coding
from .kernels import counting

_TEXT = (pl.String, pl.Categorical, pl.Enum, pl.Boolean)
# Below this a share counts as nought; Splink's bound too.
LEAST = 1e-300


@dataclass(frozen=True, eq=False)
class Table:
    """Text: `codes` int32 [records, text columns], -1 where missing; text v is `letters` (code points)
    from `offsets[v]` to `offsets[v + 1]`.

    `numbers`: float64 [records, number columns], nan where missing; dates are days since 1970.
    `lists`: int32 [records, list columns], -1 where missing; list i holds the codes `members` from
    `list_offsets[i]` to `list_offsets[i + 1]`, in order.
    """

    codes: np.ndarray
    names: Mapping[str, int]
    offsets: np.ndarray
    letters: np.ndarray
    numbers: np.ndarray
    number_names: Mapping[str, int]
    lists: np.ndarray
    list_names: Mapping[str, int]
    list_offsets: np.ndarray
    members: np.ndarray
    # float64 [values] by column, where more records than these were counted.
    shares: Mapping[str, np.ndarray] = field(default_factory=dict)

    @classmethod
    def of(cls, frame: pl.DataFrame, words: Collection[str] = ()) -> "Table":
        """By the kind of each column: text, a number or a date, or a list of texts; `words` are lists, too, written
        in one text. Empty text is missing."""
        lists = [name for name, kind in frame.schema.items() if isinstance(kind, pl.List) or name in words]
        texts = [name for name, kind in frame.schema.items() if kind in _TEXT and name not in lists]
        numbers = [name for name, kind in frame.schema.items() if kind.is_numeric() or kind == pl.Date]
        columns, held = (
            [coding.coded(frame[name]) for name in texts],
            [coding.Words.of(frame[name]) for name in lists],
        )
        dictionary = coding.Dictionary.of([*columns, *(its.lists.explode() for its in held)])
        offsets, letters = dictionary.letters()
        lists_of, list_offsets, members = coding.together(held, frame.height, dictionary)
        return cls(
            codes=coding.codes(frame.height, columns, dictionary), names=_places(texts),
            offsets=offsets, letters=letters,
            numbers=coding.numbers(frame, numbers), number_names=_places(numbers),
            lists=lists_of, list_names=_places(lists), list_offsets=list_offsets, members=members,
        )  # fmt: skip

    def take(self, order: np.ndarray) -> "Table":
        """The same records in another order, or some of them; the dictionary stays."""
        codes, numbers, lists = (
            np.take(its, order, axis=0) for its in (self.codes, self.numbers, self.lists)
        )
        return replace(self, codes=codes, numbers=numbers, lists=lists)

    @property
    def records(self) -> int:
        return int(self.codes.shape[0])

    @property
    def values(self) -> int:
        """How many texts the dictionary holds."""
        return len(self.offsets) - 1

    def text(self, code: int) -> str | None:
        """The text of a code; None for -1."""
        if code < 0:
            return None
        its = self.letters[self.offsets[code] : self.offsets[code + 1]]
        return its.astype("<u4").tobytes().decode("utf-32-le")

    def column(self, name: str) -> np.ndarray:
        """The codes of one column."""
        return self.codes[:, self.names[name]]

    def frequency(self, column: str) -> np.ndarray:
        """float64 [values]: of the records that say anything in this column, the share that say this."""
        if column in self.shares:
            return self.shares[column]
        if column not in self._counted:
            self._counted[column] = self.counts(column)
        counts = self._counted[column]
        return np.asarray(counts / max(counts.sum(), 1))

    def rarity(self, columns: tuple[str, ...]) -> np.ndarray:
        """float64 [columns, values]: log2 of `frequency`."""
        if columns not in self._rarities:
            self.forget()
            found = np.empty((len(columns), self.values))
            for place, column in enumerate(columns):
                np.log2(np.maximum(self.frequency(column), LEAST), out=found[place])
                self._counted.pop(column, None)
            self._rarities[columns] = found
        return self._rarities[columns]

    def forget(self) -> None:
        """What was counted for a model that nobody weighs by any more."""
        self._rarities.clear()
        self._counted.clear()

    @cached_property
    def _counted(self) -> dict[str, np.ndarray]:
        return {}

    @cached_property
    def _rarities(self) -> dict[tuple[str, ...], np.ndarray]:
        """Of the columns of one model: another's ask again."""
        return {}

    def counts(self, column: str) -> np.ndarray:
        """int32 [values]: how many records say this text in this column."""
        return np.asarray(counting.counted(self.column(column), self.values))

    def with_shares(self, given: Mapping[str, pl.Series]) -> "Table":
        """The same, a part of more: by column, the share of all records that say what this one says."""
        found = {column: np.zeros(self.values) for column in given}
        for column, share in given.items():
            said = self.column(column) >= 0
            found[column][self.column(column)[said]] = share.to_numpy()[said]
        return replace(self, shares=found)

    @cached_property
    def arrays(self) -> tuple[np.ndarray, ...]:
        """In the order in which `kernels.levels` takes them."""
        return (
            self.codes,
            self.offsets,
            self.letters,
            self.numbers,
            self.lists,
            self.list_offsets,
            self.members,
        )


def _places(names: list[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(names)}
