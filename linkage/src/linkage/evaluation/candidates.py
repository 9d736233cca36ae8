"""Pairs that were compared, against the truth: what blocking reached, and how well weights order the pairs."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from linkage.schema import BadInput

from .labels import named
from .rates import Rates, share


@dataclass(frozen=True)
class Candidates:
    """`reached`: of true pairs, those that are candidates at all. Only pairs of two known records count.

    `at_half`: pairs of probability .5 and more; `at_best`: above the bound that the truth would choose, `best`,
    a probability. Both None without a column `probability` or `weight`.
    """

    reached: Rates
    at_half: Rates | None = None
    at_best: Rates | None = None
    best: float | None = None

    @property
    def recall(self) -> float:
        return share(self.reached.right, self.reached.true)


def judged(pairs: pl.DataFrame, labels: pl.DataFrame) -> pl.DataFrame:
    """`probability` (null where the pairs have none) and `same`: is it one person. Of pairs of known records.

    `pairs`: `id_a`, `id_b` (of joint records `person_a`, `person_b` too) and `probability`, or `weight` in bits.
    Raises BadInput.
    """
    if absent := [name for name in ("id_a", "id_b") if name not in pairs.columns]:
        raise BadInput(f"The pairs: there is no column {absent[0]!r}; needed are 'id_a' and 'id_b'.")
    who = labels.select(
        "id", person=pl.col("person").rank("dense"), row=pl.int_range(pl.len(), dtype=pl.UInt32)
    )
    ids = named(named(pairs, "id_a", "person_a"), "id_b", "person_b")
    found = ids.select("id_a", "id_b", _probability(pairs).cast(pl.Float64).alias("probability"))
    for side in ("a", "b"):
        its = who.rename({"id": f"id_{side}", "person": f"person_{side}", "row": side})
        found = found.join(its, on=f"id_{side}").drop(f"id_{side}")
    low, high = pl.min_horizontal("a", "b"), pl.max_horizontal("a", "b")
    found = found.with_columns(pair=low.cast(pl.UInt64) * len(labels) + high)
    again = found["pair"].is_first_distinct().not_()
    if again.any() or (found["a"] == found["b"]).any():
        row = found.filter(again | (found["a"] == found["b"])).row(0, named=True)
        a, b = labels["id"][row["a"]], labels["id"][row["b"]]
        raise BadInput(
            f"The pairs: {a!r} and {b!r} stand there twice, or are one record; give each pair once."
        )
    return found.select("probability", same=pl.col("person_a") == pl.col("person_b"))


def _probability(pairs: pl.DataFrame) -> pl.Expr:
    if "probability" in pairs.columns:
        return pl.col("probability")
    if "weight" in pairs.columns:
        return 1 / (1 + pl.lit(2.0).pow(-pl.col("weight").cast(pl.Float64).clip(-60, 60)))
    return pl.lit(None)


def candidates(found: pl.DataFrame, true: int) -> Candidates:
    """`found`: as `judged` gives it; `true`: how many pairs of known records are one person."""
    reached = Rates(int(found["same"].sum()), found.height, true)
    if found["probability"].null_count():
        return Candidates(reached)
    half = found.filter(pl.col("probability") >= 0.5)
    steps = found.group_by("probability").agg(right=pl.col("same").sum(), found=pl.len())
    steps = steps.sort("probability", descending=True).with_columns(pl.col("right", "found").cum_sum())
    if steps.is_empty():
        return Candidates(reached)
    right, tried = steps["right"].to_numpy(), steps["found"].to_numpy()
    best = int(np.argmax(2 * right / (tried + true)))
    return Candidates(
        reached,
        Rates(int(half["same"].sum()), half.height, true),
        Rates(int(right[best]), int(tried[best]), true),
        float(steps["probability"][best]),
    )
