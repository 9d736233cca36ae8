"""A few records that speak for a cluster: what it says most often first, then what else it says."""

import numpy as np

from linkage.comparing.compiled import Compiled
from linkage.comparing.scan import in_order
from linkage.conditions import columns
from linkage.kernels import representatives as kernel

# Of a cluster; up to so many records all speak.
MOST = 6
CLUSTERS_AT_A_TIME = 1 << 13


def spokesmen(compiled: Compiled, rows: np.ndarray, sizes: np.ndarray,
              most: int = MOST, *, threads: int | None = 1) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """Of clusters whose records stand in `rows`, cluster after cluster: the rows that speak, and how many each has.

    The next to speak is always the one whose values, not yet said, the most records of the cluster hold; of
    equals the first. So a slip that one of a thousand records holds hardly ever speaks.
    """
    compared = sorted(
        {name for its in compiled.model.comparisons for level in its.levels for name in columns(level.when)}
    )
    names = compiled.table.names
    places = np.array([names[name] for name in compared if name in names], dtype=np.int64)
    ends = np.cumsum(sizes)

    def work(start: int) -> tuple[np.ndarray, np.ndarray]:
        its = sizes[start : start + CLUSTERS_AT_A_TIME]
        before, end = ends[start] - sizes[start], ends[start + len(its) - 1]
        return kernel.chosen(compiled.table.codes, places, rows[before:end], its, most)  # type: ignore[no-any-return]

    parts = list(in_order(work, range(0, len(sizes), CLUSTERS_AT_A_TIME), threads))
    if not parts:
        return rows[:0], sizes[:0]
    return np.concatenate([its for its, _ in parts]), np.concatenate([held for _, held in parts])
