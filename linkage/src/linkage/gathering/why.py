"""Why the records of a cluster are one person: what holds it together, and where it is weakest.

The cluster is taken apart as it would have grown, the best two parts first; of every part against the rest the
profile is weighed. The weakest of these is where the cluster would part first.
"""

from dataclasses import dataclass

import numpy as np

from linkage.comparing.compiled import Compiled
from linkage.kernels import evidence
from linkage.kernels.systems import FORBIDDEN

from .against import Against
from .profiles import prior
from .representatives import spokesmen

# Of a larger cluster, so many records speak for the rest.
SHOWN = 60


@dataclass(frozen=True, eq=False)
class Split:
    """The rows of one part and of the rest; `weight`: bits that both are one person. By comparison: `strangers` and
    `household` bits, the mean over the pairs of records that both say something, and `said`, how many those are;
    `against`: bits against the pair as a whole (systems that hold a person once)."""

    part: tuple[int, ...]
    rest: tuple[int, ...]
    weight: float
    strangers: np.ndarray
    household: np.ndarray
    said: np.ndarray
    against: float


@dataclass(frozen=True, eq=False)
class Why:
    """`rows` of the cluster that were looked at; `weakest`: the part that holds least to the rest; `merges`: all
    parts, in the order in which the cluster grows together; `belongs` [rows]: bits that each belongs to the rest."""

    rows: tuple[int, ...]
    weakest: Split
    merges: tuple[Split, ...]
    belongs: np.ndarray


def why(compiled: Compiled, rows: np.ndarray, against: Against, power: float) -> Why | None:
    """Of one cluster, by its rows; None for a record that is alone."""
    rows = np.sort(rows)
    if len(rows) > SHOWN:
        rows = np.sort(spokesmen(compiled, rows, np.array([len(rows)]), SHOWN)[0])
    if len(rows) < 2:
        return None
    seen = _Evidence(compiled, rows, against, power)
    merges, parts = _grown(seen)
    alone = [seen.split({place}) for place in range(len(rows))]
    splits = alone + [seen.split(part) for part in parts if 1 < len(part) < len(rows)]
    weakest = min(splits, key=lambda its: (its.weight, len(its.part), its.part))
    return Why(tuple(rows.tolist()), weakest, tuple(merges), np.array([its.weight for its in alone]))


class _Evidence:
    """What every two of the rows say of each other."""

    def __init__(self, compiled: Compiled, rows: np.ndarray, against: Against, power: float) -> None:
        self.rows, self.power, self.prior = rows, power, prior(compiled)
        self.a, self.b = np.triu_indices(len(rows), 1)
        one, two = rows[self.a], rows[self.b]
        self.bits = evidence.bits_of(compiled.records, compiled.program, compiled.weights, one, two)
        self.against = against.of(compiled, one, two)
        self.system = against.system[one]

    def split(self, part: set[int], rest: set[int] | None = None) -> Split:
        """Places in `rows` against others, or against all others."""
        rest = set(range(len(self.rows))) - part if rest is None else rest
        crossing = np.flatnonzero((np.isin(self.a, [*part]) & np.isin(self.b, [*rest]))
                                  | (np.isin(self.b, [*part]) & np.isin(self.a, [*rest])))  # fmt: skip
        said = self.bits[2][crossing]
        one, two = (self._mean(bits[crossing], said) for bits in self.bits[:2])
        apart = self._apart(crossing)
        weight = -np.logaddexp2(-(self.prior[0] + one.sum()), -(self.prior[1] + two.sum())) + apart
        named, others = (tuple(self.rows[sorted(places)].tolist()) for places in (part, rest))
        return Split(named, others, float(weight), one, two, said.sum(axis=0), apart)

    def _apart(self, crossing: np.ndarray) -> float:
        """Of each system the two records that speak most against it, and whom one record names."""
        its = self.against[crossing]
        systems = self.system[crossing]
        never = its <= FORBIDDEN
        least = [its[~never & (systems == system)].min(initial=0.0) for system in np.unique(systems)]
        return float(its[never].sum() + sum(least))

    def _mean(self, bits: np.ndarray, said: np.ndarray) -> np.ndarray:
        """By comparison: the power mean over what is said (profiles)."""
        count = np.maximum(said.sum(axis=0), 1)
        bits = bits.astype(np.float64)
        if self.power == 0:
            return np.asarray(np.where(said, bits, 0).sum(axis=0) / count)
        raised = np.where(said, np.exp2(self.power * np.clip(bits, -60, 60)), 0).sum(axis=0) / count
        return np.asarray(np.where(said.any(axis=0), np.log2(np.maximum(raised, 1e-300)) / self.power, 0.0))


def _grown(seen: _Evidence) -> tuple[list[Split], list[set[int]]]:
    """The best two parts merge until there is one: the splits, and every part that there was."""
    parts = [{place} for place in range(len(seen.rows))]
    weighed = {(i, j): seen.split(parts[i], parts[j]) for i in range(len(parts)) for j in range(i)}
    merges, alive = [], set(range(len(parts)))
    while len(alive) > 1:
        i, j = max(weighed, key=lambda its: (weighed[its].weight, -its[0], -its[1]))
        merges.append(weighed[i, j])
        alive -= {i, j}
        weighed = {its: split for its, split in weighed.items() if not {i, j} & set(its)}
        parts.append(parts[i] | parts[j])
        weighed |= {(len(parts) - 1, other): seen.split(parts[-1], parts[other]) for other in alive}
        alive.add(len(parts) - 1)
    return merges, parts
