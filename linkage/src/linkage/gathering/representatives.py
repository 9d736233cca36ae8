"""A few records that speak for a cluster: what it says most often first, then what else it says."""

import numpy as np

from linkage.comparing.compiled import Compiled
from linkage.conditions import columns
from linkage.kernels import representatives as kernel

# Of a cluster; up to so many records all speak.
MOST = 6


def spokesmen(compiled: Compiled, rows: np.ndarray, sizes: np.ndarray,
              most: int = MOST) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """Of clusters whose records stand in `rows`, cluster after cluster: the rows that speak, and how many each has.

    The next to speak is always the one whose values, not yet said, the most records of the cluster hold; of
    equals the first. So a slip that one of a thousand records holds hardly ever speaks.
    """
    compared = sorted(
        {name for its in compiled.model.comparisons for level in its.levels for name in columns(level.when)}
    )
    names = compiled.table.names
    places = np.array([names[name] for name in compared if name in names], dtype=np.int64)
    return kernel.chosen(compiled.table.codes, places, rows, sizes, most)  # type: ignore[no-any-return]
