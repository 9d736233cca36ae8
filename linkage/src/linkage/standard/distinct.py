"""Work done once for each distinct text: a million records have far fewer names than records."""

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl


def read_each(
    texts: pl.Series, read: Callable[[str], tuple[Any, ...]], kinds: Mapping[str, pl.DataType]
) -> pl.DataFrame:
    """What `read` gives for each text, in columns of these names and types; null where the text is null."""
    distinct = texts.drop_nulls().unique()
    rows = [read(text) for text in distinct.to_list()]
    columns = zip(*rows, strict=True) if rows else ([] for _ in kinds)
    table = pl.DataFrame(
        {"\x1ftext": distinct} | {name: pl.Series(name, values, dtype=kind, strict=True)
                                  for (name, kind), values in zip(kinds.items(), columns, strict=True)}
    )  # fmt: skip
    joined = texts.to_frame("\x1ftext").join(table, on="\x1ftext", how="left", maintain_order="left")
    return joined.select(kinds.keys())
