"""The records as arrays: what the kernels read.

One dictionary for the texts of all columns, in order of their content: two codes are equal exactly if the
texts are, whichever columns they stand in, and neither row order nor threads can change them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import polars as pl

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
    def of(cls, frame: pl.DataFrame) -> "Table":
        """By the kind of each column: text, a number or a date, or a list of texts. Empty text is missing."""
        texts = [name for name, kind in frame.schema.items() if kind in _TEXT]
        numbers = [name for name, kind in frame.schema.items() if kind.is_numeric() or kind == pl.Date]
        lists = [name for name, kind in frame.schema.items() if isinstance(kind, pl.List)]
        columns = [_coded(frame[name]) for name in texts]
        values, numbers_of = _dictionary([*columns, *(_coded(frame[name].explode()) for name in lists)])
        offsets, letters = _packed(values)
        held, list_offsets, members = _lists(frame, lists, values)
        return cls(
            codes=_codes(frame.height, columns, numbers_of), names=_places(texts), offsets=offsets, letters=letters,
            numbers=_numbers(frame, numbers), number_names=_places(numbers),
            lists=held, list_names=_places(lists), list_offsets=list_offsets, members=members,
        )  # fmt: skip

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
            found = np.empty((len(columns), self.values))
            for place, column in enumerate(columns):
                np.log2(np.maximum(self.frequency(column), LEAST), out=found[place])
            self._rarities[columns] = found
        return self._rarities[columns]

    @cached_property
    def _counted(self) -> dict[str, np.ndarray]:
        return {}

    @cached_property
    def _rarities(self) -> dict[tuple[str, ...], np.ndarray]:
        """Of the columns of one model: another's weights ask again."""
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


def _coded(texts: pl.Series) -> pl.Series:
    """In the codes that Polars keeps for all columns alike; of a column that has such, nothing is to do."""
    return texts if texts.dtype == pl.Categorical else texts.cast(pl.String).cast(pl.Categorical)


def _dictionary(columns: list[pl.Series]) -> tuple[pl.Series, np.ndarray]:
    """All texts but the empty one, in order; and the place there of each of Polars' codes, -1 of any other."""
    parts = [column.drop_nulls().unique().rename("values") for column in columns]
    known = pl.concat(parts).unique() if parts else pl.Series("values", [], dtype=pl.Categorical)
    texts = pl.DataFrame({"values": known.cast(pl.String), "code": known.to_physical()})
    numbers = np.full(int(np.max(texts["code"].to_numpy(), initial=0)) + 1, -1, dtype=np.int32)
    texts = texts.filter(pl.col("values") != "").sort("values")
    numbers[texts["code"].to_numpy()] = np.arange(texts.height, dtype=np.int32)
    return texts["values"], numbers


def _packed(values: pl.Series) -> tuple[np.ndarray, np.ndarray]:
    offsets = np.zeros(len(values) + 1, dtype=np.int64)
    np.cumsum(values.str.len_chars().to_numpy(), out=offsets[1:])
    letters = np.frombuffer("".join(values).encode("utf-32-le"), dtype="<u4").astype(np.uint32)
    return offsets, letters


def _codes(records: int, columns: list[pl.Series], numbers: np.ndarray) -> np.ndarray:
    codes = np.full((records, len(columns)), -1, dtype=np.int32)
    for place, column in enumerate(columns):
        said = column.is_not_null().to_numpy()
        codes[said, place] = numbers[column.drop_nulls().to_physical().to_numpy()]
    return codes


def _numbers(frame: pl.DataFrame, names: list[str]) -> np.ndarray:
    numbers = np.full((frame.height, len(names)), np.nan)
    for place, name in enumerate(names):
        its = frame[name]
        its = its.to_physical() if its.dtype == pl.Date else its
        numbers[:, place] = its.cast(pl.Float64).fill_null(float("nan")).to_numpy()
    return numbers


def _lists(
    frame: pl.DataFrame, names: list[str], values: pl.Series
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Each distinct list once. An empty list is missing."""
    held = np.full((frame.height, len(names)), -1, dtype=np.int32)
    distinct = [frame[name].drop_nulls().unique().sort() for name in names]
    distinct = [its.filter(its.list.len() > 0) for its in distinct]
    before = 0
    for place, (name, its) in enumerate(zip(names, distinct, strict=True)):
        number = pl.DataFrame(
            {"its": its, "number": pl.Series(range(before, before + len(its)), dtype=pl.Int32)}
        )
        found = frame.select(its=name).join(number, on="its", how="left", maintain_order="left")["number"]
        held[:, place] = found.fill_null(-1).to_numpy()
        before += len(its)
    if not before:
        return held, np.zeros(1, dtype=np.int64), np.zeros(0, dtype=np.int32)
    together = pl.concat([its.rename("its") for its in distinct])
    offsets = np.zeros(before + 1, dtype=np.int64)
    np.cumsum(together.list.len().to_numpy(), out=offsets[1:])
    members = together.explode().cast(pl.Enum(values)).to_physical().cast(pl.Int32)
    return held, offsets, members.to_numpy().copy()
