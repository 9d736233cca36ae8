"""Systems that hold a person once, learned from a first clustering: two of their records are rarely one person."""

import numpy as np

# Pairs inside clusters below which a system has shown nothing.
SHOWN = 50


def apart(source: np.ndarray, a: np.ndarray, b: np.ndarray, together: np.ndarray) -> np.ndarray:
    """Bits, never above nought, against each pair `a`, `b` of records from one system.

    `source`: a number a record; `together`: which pairs the first clustering put into one cluster. A system
    is as often twice in a cluster as chance says (nought bits), or more seldom.
    """
    systems = int(source.max()) + 1 if len(source) else 0
    same = source[a] == source[b]
    share = np.bincount(source, minlength=systems) / max(len(source), 1)
    inside = np.bincount(source[a[together & same]], minlength=systems)
    expected = together.sum() * share**2
    bits = np.minimum(0.0, np.log2((inside + 1) / (expected + 1)))
    bits = np.where(expected >= SHOWN, bits, 0.0)
    return np.where(same, bits[source[a]], 0.0)
