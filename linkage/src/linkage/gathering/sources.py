"""Systems that hold a person once, learned from a first clustering: two of their records are rarely one person."""

import numpy as np

# Expected pairs inside clusters below which a system has shown nothing.
SHOWN = 50


def apart(source: np.ndarray, cluster: np.ndarray, systems: int) -> np.ndarray:
    """float64 [systems]: bits, never above nought, against two records of one system being one person.

    `source`: a number a record, -1 where it names none; `cluster`: of each record, from a first clustering. A
    system is as often twice in a cluster as chance says (nought bits), or more seldom (linkage.md 9.3, step 7).
    """
    named = source >= 0
    share = np.bincount(source[named], minlength=systems) / max(len(source), 1)
    together = _pairs(np.unique(cluster, return_counts=True)[1]).sum()
    key, sizes = np.unique(cluster[named] * systems + source[named], return_counts=True)
    inside = np.bincount(key % systems, _pairs(sizes), systems) if systems else np.zeros(0)
    expected = together * share**2
    bits = np.minimum(0.0, np.log2((inside + 1) / (expected + 1)))
    return np.asarray(np.where(expected >= SHOWN, bits, 0.0))


def _pairs(sizes: np.ndarray) -> np.ndarray:
    return np.asarray(sizes * (sizes - 1) / 2)
