"""Do probabilities mean what they say? Bins of what was said beside what was so."""

from dataclasses import dataclass

import polars as pl

from .rates import wilson

# Narrow where decisions are made and where trouble hides: at the ends.
EDGES = (0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999)


@dataclass(frozen=True)
class Bin:
    """`low` <= probability < `high` (the last holds 1): `said` is their mean, `so` the share that is true.

    `between`: 95 %, by Wilson, as if the cases were independent, which pairs of one person are not.
    """

    low: float
    high: float
    number: int
    said: float
    so: float
    between: tuple[float, float]


@dataclass(frozen=True)
class Calibration:
    bins: tuple[Bin, ...]

    @property
    def number(self) -> int:
        return sum(its.number for its in self.bins)

    @property
    def error(self) -> float:
        """The mean distance between said and so, each case once (expected calibration error)."""
        return sum(its.number * abs(its.said - its.so) for its in self.bins) / max(self.number, 1)

    def svg(self, title: str = "Probability of a pair") -> str:
        """A plot of said and so; the table of the same numbers is in the text of the evaluation."""
        from .plot import plot

        return plot(self, title)


def calibration(cases: pl.DataFrame) -> Calibration:
    """`cases`: `probability`, and `so`: 0, 1 or, for a mean of several, between. Raises nothing."""
    edges = (0.0, *EDGES, 1.0)
    number = pl.sum_horizontal(*((pl.col("probability") >= edge).cast(pl.Int32) for edge in EDGES))
    bins = cases.group_by(number.alias("bin")).agg(
        pl.len().alias("number"), pl.col("probability").mean().alias("said"), pl.col("so").sum()
    )
    return Calibration(
        tuple(
            Bin(edges[its], edges[its + 1], count, said, so / count, wilson(so, count))
            for its, count, said, so in bins.sort("bin").iter_rows()
        )
    )


def of_confidence(labels: pl.DataFrame, cells: pl.DataFrame) -> Calibration:
    """Of records in an entity with others: the share of the others that are the same person."""
    both = labels.join(cells, on=["entity", "person"]).filter(pl.col("found") > 1)
    so = (pl.col("together") - 1) / (pl.col("found") - 1)
    return calibration(both.select(pl.col("confidence").cast(pl.Float64).alias("probability"), so=so))
