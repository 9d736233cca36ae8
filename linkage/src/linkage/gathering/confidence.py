"""How sure it is that a record is of one person with the rest of its cluster."""

import numpy as np

from linkage.comparing.compiled import Compiled
from linkage.model import probability

from .against import Against
from .components import LARGEST, members
from .profiles import belonging, between
from .representatives import spokesmen

# No record is surer than this: of the surest, .991 to .9996 are right, by file (docs/decisions/0022).
SUREST = 0.995


def bits(compiled: Compiled, cluster: np.ndarray, rows: np.ndarray, against: Against, power: float, *,
         threads: int | None = None) -> np.ndarray:  # fmt: skip
    """float64 [rows]: the bits that each of `rows`, which hold whole clusters, belongs to its own; inf alone.

    In a cluster of more than `components.LARGEST` records, it is asked of those that speak for it.
    """
    found = np.empty(len(rows))
    large = np.bincount(cluster, minlength=len(cluster))[cluster[rows]] > LARGEST
    few = rows[~large]
    found[~large] = belonging(compiled, cluster, few, against, power, threads=threads)
    found[large] = _of_the_large(compiled, cluster, rows[large], power, threads)
    return found


def _of_the_large(compiled: Compiled, cluster: np.ndarray, rows: np.ndarray, power: float,
                  threads: int | None) -> np.ndarray:  # fmt: skip
    place, sizes = members(cluster[rows])
    its = rows[place]
    speaking, held = spokesmen(compiled, its, sizes, threads=threads)
    # Every record stands once more, as a cluster by itself, behind those that speak.
    starts = np.r_[0, np.cumsum(held), held.sum() + np.arange(1, len(its) + 1)]
    whole, alone = np.repeat(np.arange(len(sizes)), sizes), len(sizes) + np.arange(len(its))
    found = np.empty(len(rows))
    found[place] = between(compiled, np.concatenate([speaking, its]), starts, whole, alone, np.zeros(len(its)), power,
                           threads=threads)  # fmt: skip
    return found


def confidence(belongs: np.ndarray) -> np.ndarray:
    """0 to 1; a record that is alone is as sure as any."""
    return np.asarray(np.minimum(probability(np.minimum(belongs, 1000.0)), SUREST))
