"""How right the entities are, where the truth is known. The truth is read nowhere else."""

from dataclasses import dataclass

import polars as pl

from .schema import BadInput


@dataclass(frozen=True)
class Evaluation:
    """Of pairs of records in one entity: `precision`, `recall`, `f1`. `cluster_f1`: entities found exactly."""

    precision: float
    recall: float
    f1: float
    cluster_f1: float
    records: int
    entities: int
    persons: int

    def __str__(self) -> str:
        return (
            f"Pairs: precision {self.precision:.4f}, recall {self.recall:.4f}, F1 {self.f1:.4f}. "
            f"Entities found exactly: F1 {self.cluster_f1:.4f}. "
            f"{self.records:,} records, {self.entities:,} entities, {self.persons:,} persons."
        )


def evaluate(entities: pl.DataFrame, truth: pl.DataFrame) -> Evaluation:
    """`entities`: `id`, `entity`; `truth`: `id`, `person`; each id once in both.

    Raises BadInput where they do not speak of the same records: a figure over some would say nothing.
    """
    for frame, columns in ((entities, ("id", "entity")), (truth, ("id", "person"))):
        if missing := [name for name in columns if name not in frame.columns]:
            raise BadInput(f"There is no column {missing[0]!r}; needed are {' and '.join(columns)}.")
    both = entities.select(pl.col("id").cast(pl.String), "entity").join(
        truth.select(pl.col("id").cast(pl.String), "person"), on="id"
    )
    if not both.height == entities.height == truth.height:
        raise BadInput(
            f"Column 'id': {entities.height:,} linked records and {truth.height:,} in the truth have "
            f"{both.height:,} in common; every id must stand once in both."
        )
    return _measure(both)


def _measure(both: pl.DataFrame) -> Evaluation:
    sizes = both.with_columns(
        pl.len().over("entity").alias("found"),
        pl.len().over("person").alias("true"),
        pl.len().over("entity", "person").alias("right"),
    )
    found, true, right = (_pairs(sizes[name]) for name in ("found", "true", "right"))
    exact = sizes.filter(pl.col("found") == pl.col("right"), pl.col("true") == pl.col("right"))
    entities, persons = both["entity"].n_unique(), both["person"].n_unique()
    return Evaluation(
        precision=_share(right, found),
        recall=_share(right, true),
        f1=_share(2 * right, found + true),
        cluster_f1=_share(2 * exact["entity"].n_unique(), entities + persons),
        records=both.height,
        entities=entities,
        persons=persons,
    )


def _pairs(sizes: pl.Series) -> float:
    """Each record of a group of n counts its n - 1 pairs, and each pair has two records."""
    return float((sizes.cast(pl.Int64) - 1).sum()) / 2


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 1.0
