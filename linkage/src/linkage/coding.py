"""A frame's columns as the arrays of a `Table`: texts as codes of one dictionary, numbers, and lists of codes.

Polars keeps a code for each text already (`pl.Categorical`), in no order; here they are numbered anew, in order of
their content.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import polars as pl

from .kernels import counting

# No code: what Polars does not use, and -1 once it is read as a whole number with a sign.
_NONE = 2**32 - 1
# A table stands row by row: so many columns of so many rows are written at a time, which a processor holds at hand.
COLUMNS, ROWS = 16, 1 << 13


class Dictionary(NamedTuple):
    """`values`: all texts but the empty one, in order; `numbers` int32: the place there of each of Polars' codes, -1
    of any other."""

    values: pl.Series
    numbers: np.ndarray

    @classmethod
    def of(cls, columns: Sequence[pl.Series]) -> "Dictionary":
        highest = max((int(np.max(physical(its), initial=0)) for its in columns), default=0)
        seen = np.zeros(highest + 1, dtype=np.bool_)
        for column in columns:
            counting.noted(physical(column), seen)
        codes = pl.Series(np.flatnonzero(seen).astype(np.uint32))
        known = pl.DataFrame({"code": codes, "text": codes.cat.to(pl.Categorical()).cast(pl.String)})
        known = known.filter(pl.col("text") != "").sort("text")
        numbers = np.full(len(seen), -1, dtype=np.int32)
        numbers[known["code"].to_numpy()] = np.arange(known.height, dtype=np.int32)
        return cls(known["text"], numbers)

    def letters(self) -> tuple[np.ndarray, np.ndarray]:
        """(offsets int64, letters uint32): of each text the code points, from one offset to the next."""
        offsets = np.zeros(len(self.values) + 1, dtype=np.int64)
        np.cumsum(self.values.str.len_chars().to_numpy(), out=offsets[1:])
        text = "".join(self.values)
        kind = ("ascii", "u1") if text.isascii() else ("utf-32-le", "<u4")
        return offsets, np.frombuffer(text.encode(kind[0]), dtype=kind[1]).astype(np.uint32)


def coded(texts: pl.Series) -> pl.Series:
    """In the codes that Polars keeps for all columns alike; of a column that has such, nothing is to do."""
    return texts if texts.dtype == pl.Categorical else texts.cast(pl.String).cast(pl.Categorical)


def physical(column: pl.Series) -> np.ndarray:
    """int32: Polars' codes, -1 where missing."""
    return column.to_physical().fill_null(_NONE).to_numpy().view(np.int32)


def codes(records: int, columns: Sequence[pl.Series], dictionary: Dictionary) -> np.ndarray:
    """int32 [records, columns], -1 where missing."""
    found = np.empty((records, len(columns)), dtype=np.int32)
    for some in range(0, len(columns), COLUMNS):
        its = [physical(column) for column in columns[some : some + COLUMNS]]
        for start in range(0, records, ROWS):
            part = slice(start, start + ROWS)
            for place, column in enumerate(its, some):
                counting.renumbered(column[part], dictionary.numbers, found[part, place])
    return found


def numbers(frame: pl.DataFrame, names: Sequence[str]) -> np.ndarray:
    """float64 [records, columns], nan where missing; dates are days since 1970."""
    found = np.full((frame.height, len(names)), np.nan)
    for place, name in enumerate(names):
        its = frame[name]
        its = its.to_physical() if its.dtype == pl.Date else its
        found[:, place] = its.cast(pl.Float64).fill_null(float("nan")).to_numpy()
    return found


class Words(NamedTuple):
    """A column of lists: `held` int32 [records], the place of each record's in `lists`, -1 where it is missing or
    empty; each different list stands there once, as words in Polars' codes."""

    held: np.ndarray
    lists: pl.Series

    @classmethod
    def of(cls, column: pl.Series) -> "Words":
        """Of lists, or of texts whose words they are."""
        if column.dtype == pl.Categorical:
            dictionary = Dictionary.of([column])
            held = codes(len(column), [column], dictionary)[:, 0]
            return cls(held, _in_codes(dictionary.values.str.split(" ")))
        lists = column.drop_nulls().unique().sort()
        lists = lists.filter(lists.list.len() > 0)
        place = pl.DataFrame({"its": lists, "place": np.arange(len(lists), dtype=np.int32)})
        found = column.to_frame("its").join(place, on="its", how="left", maintain_order="left")["place"]
        return cls(found.fill_null(-1).to_numpy(), _in_codes(lists))


def _in_codes(lists: pl.Series) -> pl.Series:
    return lists.cast(pl.List(pl.String)).cast(pl.List(pl.Categorical))


def together(
    columns: Sequence[Words], records: int, dictionary: Dictionary
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(lists int32 [records, columns], list_offsets int64, members int32), as a `Table` has them."""
    held, sizes, members = (
        np.full((records, len(columns)), -1, dtype=np.int32),
        [0],
        [np.zeros(0, dtype=np.int32)],
    )
    for place, its in enumerate(columns):
        held[:, place] = np.where(its.held < 0, -1, its.held + len(sizes) - 1)
        sizes += its.lists.list.len().to_list()
        members.append(codes(int(sum(its.lists.list.len())), [its.lists.explode()], dictionary)[:, 0])
    return held, np.cumsum(sizes, dtype=np.int64), np.concatenate(members)
