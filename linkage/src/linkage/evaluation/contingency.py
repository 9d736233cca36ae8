"""How entities and persons overlap: all figures follow from these counts, none from a table of pairs."""

import polars as pl

from .rates import Rates

_PAIRS = {  # of a column of sizes: how many pairs, summed
    name: (pl.col(name) * (pl.col(name) - 1) // 2).sum() for name in ("together", "records")
}


def contingency(labels: pl.DataFrame) -> pl.DataFrame:
    """A row for each entity and person that share records: `together`; `found` and `true`: each one's records."""
    cells = labels.group_by("entity", "person").agg(together=pl.len().cast(pl.Int64))
    return cells.with_columns(
        found=pl.col("together").sum().over("entity"), true=pl.col("together").sum().over("person")
    )


def pairs(cells: pl.DataFrame) -> Rates:
    """Of two records in one entity, whether they are one person; of one person, whether in one entity."""
    found, true = (
        cells.group_by(side).agg(records=pl.col("together").sum()).select(_PAIRS["records"]).item()
        for side in ("entity", "person")
    )
    return Rates(cells.select(_PAIRS["together"]).item(), found, true)


def exact(cells: pl.DataFrame) -> Rates:
    """Of entities, whether they hold one person, whole."""
    right = cells.filter(pl.col("together") == pl.col("found"), pl.col("together") == pl.col("true")).height
    return Rates(right, cells["entity"].n_unique(), cells["person"].n_unique())
