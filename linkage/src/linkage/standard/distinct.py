"""Work done once for each distinct text: a million records have far fewer names than records."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import polars as pl


def read_each(
    texts: pl.Series, read: Callable[[str], tuple[Any, ...]], kinds: Mapping[str, pl.DataType]
) -> pl.DataFrame:
    """What `read` gives for each text, in columns of these names and types; null where the text is null. `texts`:
    text, or codes of it."""
    distinct, place = _distinct(texts)
    rows = [read(text) for text in distinct.to_list()]
    columns = list(zip(*rows, strict=True)) if rows else [() for _ in kinds]
    found = []
    for (name, kind), values in zip(kinds.items(), columns, strict=True):
        its = pl.Series(name, values, dtype=pl.String if kind == pl.Categorical else kind, strict=True)
        found.append(its.cast(kind).gather(place))
    return pl.DataFrame(found)


def side_by_side(work: Iterable[Callable[[], pl.DataFrame]]) -> list[pl.DataFrame]:
    """Each one's result, two at a time: while Python reads the texts of one, Polars codes those of another."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda its: its(), work))


def _distinct(texts: pl.Series) -> tuple[pl.Series, pl.Series]:
    """The texts that there are, each once, and the place there of each row's; null where it says nothing."""
    if texts.dtype != pl.Categorical:  # in categories of its own, which are soon forgotten
        texts = texts.cast(pl.String).cast(pl.Categorical(pl.Categories.random()))
    codes = texts.to_physical()
    known = codes.drop_nulls().unique()
    numbers = np.zeros(int(np.max(known.to_numpy(), initial=0)) + 1, dtype=np.uint32)
    numbers[known.to_numpy()] = np.arange(len(known), dtype=np.uint32)
    return known.cat.to(texts.dtype).cast(pl.String), pl.Series(numbers).gather(codes)
