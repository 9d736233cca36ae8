"""How right the entities are, where the truth is known. The truth is never read anywhere else."""

from dataclasses import dataclass

import polars as pl

from .schema import BadInput


@dataclass(frozen=True)
class Evaluation:
    """`precision`, `recall`, `f1`: of pairs of records in one entity; `cluster_f1`: of entities found exactly."""

    precision: float
    recall: float
    f1: float
    cluster_f1: float
    records: int
    entities: int
    persons: int

    def __str__(self) -> str:
        return (
            f"pairs: precision {self.precision:.4f}, recall {self.recall:.4f}, F1 {self.f1:.4f}; "
            f"whole clusters: F1 {self.cluster_f1:.4f}; {self.records:,} records in {self.entities:,} entities "
            f"of {self.persons:,} persons"
        )


def evaluate(entities: pl.DataFrame, truth: pl.DataFrame) -> Evaluation:
    """`entities`: `id`, `entity`; `truth`: `id`, `person`; both with `number` where ids are of joint records.

    Records that the truth does not know, or that were not linked, are BadInput: a figure over some of the
    records would say nothing.
    """
    key = ["id", "number"] if "number" in entities.columns and "number" in truth.columns else ["id"]
    both = entities.select(*key, "entity").join(truth.select(*key, "person"), on=key)
    if both.height != entities.height or both.height != truth.height:
        raise BadInput(
            f"Column 'id': {entities.height:,} linked records and {truth.height:,} in the truth share "
            f"{both.height:,}; each must stand once in both."
        )
    found, true, right = (_pairs(both, by) for by in (["entity"], ["person"], ["entity", "person"]))
    exact = both.group_by("entity", "person").len("both").join(
        both.group_by("entity").len("e"), on="entity").join(both.group_by("person").len("p"), on="person").filter(
        pl.all_horizontal(pl.col("e", "p") == pl.col("both"))).height  # fmt: skip
    entities_found, persons = both["entity"].n_unique(), both["person"].n_unique()
    precision, recall = _share(right, found), _share(right, true)
    return Evaluation(
        precision, recall, _share(2 * right, found + true), _share(2 * exact, entities_found + persons),
        both.height, entities_found, persons,
    )  # fmt: skip


def _pairs(both: pl.DataFrame, by: list[str]) -> int:
    counts = both.group_by(by).len("n")["n"].cast(pl.Int64)
    return int((counts * (counts - 1) // 2).sum())


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
