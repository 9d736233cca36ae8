"""Precision and recall from a labelled sample, with what is not known said as an interval."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from linkage.schema import BadInput
from linkage.wording import are, counted

DRAWS = 4_000
TRUST = 0.5  # the model's word beside the labels of a stratum: half a label
YES, NO = ("true", "1", "yes", "y"), ("false", "0", "no", "n")


@dataclass(frozen=True)
class Estimate:
    """`precision`, `recall` of pairs in one entity, and between which values each lies, with 95 %.

    Recall counts the true pairs that the sample could show: those that were compared and came out at .001 or
    more, and those inside entities. `blocking_recall`, 1 unless given, is the share of all true pairs that were
    compared; what was compared and came out under .001 is taken for two people.
    """

    precision: float
    precision_between: tuple[float, float]
    recall: float
    recall_between: tuple[float, float]
    labelled: int
    open: int
    blocking_recall: float

    def __str__(self) -> str:
        left = (
            f" {counted(self.open, 'pair')} {are(self.open)} left out, without a label." if self.open else ""
        )
        blocking = (
            "; blocking is taken to miss nothing"
            if self.blocking_recall == 1
            else f"; of all true pairs {self.blocking_recall:.4f} are taken to have been compared"
        )
        return (
            f"Precision {_with(self.precision, self.precision_between)}, recall "
            f"{_with(self.recall, self.recall_between)}, 95 % intervals, "
            f"from {self.labelled:,} labelled pairs.{left}\n"
            f"Recall is of true pairs inside entities or compared at probability .001 and more{blocking}."
        )


def estimate(labelled: pl.DataFrame, *, blocking_recall: float = 1.0) -> Estimate:
    """`labelled`: what `sample` gave, with `same` filled: is it one person; null where it cannot be told.

    Stratified: each stratum's share of true pairs times its pairs. Intervals: 95 % of draws from what each stratum
    may hold given its labels, beside which the model's own probability counts as half a label more; only unlabelled
    pairs are uncertain. (Jeffreys' prior would see half a true pair in each of a million unlikely ones that nobody
    looked at.) Raises BadInput.
    """
    if absent := [
        name
        for name in ("together", "compared", "stratum", "of", "said", "same")
        if name not in labelled.columns
    ]:
        raise BadInput(f"The labelled pairs: there is no column {absent[0]!r}; keep those of the sample.")
    if not 0 < blocking_recall <= 1:
        raise BadInput(f"blocking_recall is a share above 0 and up to 1, not {blocking_recall:g}.")
    answers = labelled.with_columns(same=_answers(labelled["same"]))
    strata = (
        answers.group_by("together", "compared", "stratum", "of", "said")
        .agg(n=pl.col("same").count(), x=pl.col("same").cast(pl.Int64).sum())
        .sort("together", "stratum")
    )
    if silent := strata.filter(pl.col("n") == 0)["stratum"].to_list():
        raise BadInput(
            f"The labelled pairs: stratum {silent[0]!r} has no label; label at least one pair of each."
        )
    together, of, said, n, x = (strata[name].to_numpy() for name in ("together", "of", "said", "n", "x"))
    inside, compared = together.astype(float), strata["compared"].to_numpy().astype(float)
    precision, recall = map(float, _shares(of * x / n, of, inside, compared, blocking_recall))
    drawn = _shares(_may_hold(of, said, n, x), of, inside, compared, blocking_recall)
    return Estimate(
        precision,
        _between(drawn[0], precision),
        recall,
        _between(drawn[1], recall),
        int(n.sum()),
        labelled.height - int(n.sum()),
        blocking_recall,
    )


def _shares(
    true: np.ndarray, of: np.ndarray, inside: np.ndarray, compared: np.ndarray, blocking_recall: float
) -> tuple[np.ndarray, np.ndarray]:
    """Precision and recall from the true pairs of each stratum, its last axis.

    Blocking reaches that share of all true pairs; entities hold some of the others too, by way of third records.
    """
    found = (true * inside).sum(axis=-1)
    there = np.maximum((true * compared).sum(axis=-1) / blocking_recall, true.sum(axis=-1))
    return found / max((of * inside).sum(), 1), found / np.maximum(there, 1e-9)


def _may_hold(of: np.ndarray, said: np.ndarray, n: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Draws of how many true pairs each stratum holds: those labelled, and of the others a likely number."""
    chance = np.random.default_rng(0)
    share = chance.beta(x + TRUST * said, n - x + TRUST * (1 - said), (DRAWS, len(x)))
    return np.asarray(x + chance.binomial(of - n, share))


def _with(point: float, between: tuple[float, float]) -> str:
    return f"{point:.4f} ({between[0]:.4f} to {between[1]:.4f})"


def _between(drawn: np.ndarray, point: float) -> tuple[float, float]:
    low, high = np.quantile(drawn, [0.025, 0.975])
    return min(float(low), float(point)), max(float(high), float(point))


def _answers(said: pl.Series) -> pl.Series:
    """Booleans from what a labeller writes: true, 1, yes; false, 0, no; nothing."""
    text = said.cast(pl.String).str.strip_chars().str.to_lowercase().replace("", None)
    read = text.replace_strict(
        [*YES, *NO], [True] * len(YES) + [False] * len(NO), default=None, return_dtype=pl.Boolean
    )
    strange = text.is_not_null() & read.is_null()
    if strange.any():
        row = strange.arg_max() or 0
        raise BadInput(
            f"The labelled pairs, column 'same', row {row + 1}: {text[row]!r} is neither yes nor no."
        )
    return read.alias("same")
