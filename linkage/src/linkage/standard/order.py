"""Rows in order of what they say, and of their ids only where they say the same: so neither ids nor the order of the
file can settle a tie between records that differ."""

from collections.abc import Iterable

import numpy as np
import polars as pl

from linkage.kernels import ordering
from linkage.tables import Table


def by_content(who: pl.DataFrame, its: Table, content: Iterable[str]) -> np.ndarray:
    """int32: rows by their source, then the columns of `content`, then id and person; what is missing comes last.
    `who`: id, person, source of each row."""
    order = np.arange(who.height, dtype=np.int32)
    open_, ends = np.zeros(1, dtype=np.int32), np.array([who.height], dtype=np.int32)
    for codes in (_places(who["source"]), *(_column(its, name) for name in content)):
        if not len(open_):
            break
        open_, ends = ordering.refined(codes, order, open_, ends)
    sizes = ends - open_
    places = np.repeat(open_ - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
    same = who[order[places]].select(run=pl.Series(np.repeat(open_, sizes)), id="id", person="person")
    order[places] = order[places][same.select(pl.arg_sort_by("run", "id", "person")).to_series().to_numpy()]
    return order


def _column(its: Table, name: str) -> np.ndarray:
    """Codes are in order of their texts."""
    if name in its.names:
        return np.ascontiguousarray(its.column(name))
    return _places(pl.Series(its.numbers[:, its.number_names[name]]).fill_nan(None))


def _places(values: pl.Series) -> np.ndarray:
    """int32: which of the different values in order each is; -1 where there is none."""
    distinct = values.drop_nulls().unique().sort()
    if not len(distinct):
        return np.full(len(values), -1, dtype=np.int32)
    place = pl.DataFrame({"its": distinct, "place": np.arange(len(distinct), dtype=np.int32)})
    found = values.to_frame("its").join(place, on="its", how="left", maintain_order="left")["place"]
    return found.fill_null(-1).to_numpy()
