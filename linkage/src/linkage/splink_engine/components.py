"""Groups of records worth looking at together: what edges connect, cut where a group grows too large."""

import numpy as np

LARGEST = 250
# A group that is too large drops its weakest edges, this many bits at a time.
STEP = 1.5


def components(a: np.ndarray, b: np.ndarray, weights: np.ndarray, records: int) -> np.ndarray:
    """The group of each record, named by its first; no group larger than LARGEST."""
    bound = 0.0
    group = connected(a, b, records)
    while (large := np.bincount(group, minlength=records) > LARGEST).any():
        bound += STEP
        inside = large[group]
        keep = (weights >= bound) | ~inside[a]
        a, b, weights = a[keep], b[keep], weights[keep]
        group[inside] = np.flatnonzero(inside)
        again = connected(a, b, records)
        group = np.where(inside, again, group)
    return group


def connected(a: np.ndarray, b: np.ndarray, records: int) -> np.ndarray:
    """The connected component of each record, named by its first."""
    group = np.arange(records)
    while True:
        before = group.copy()
        low = np.minimum(group[a], group[b])
        np.minimum.at(group, group[a], low)
        np.minimum.at(group, group[b], low)
        group = group[group]
        if np.array_equal(group, before):
            return group


def pairs_within(group: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Every two records of one group, `a` < `b`, group by group."""
    order = np.argsort(group, kind="stable")
    sizes = np.unique(group, return_counts=True)[1]
    after = np.repeat(np.cumsum(sizes), sizes) - np.arange(len(order)) - 1  # how many follow in the group
    first = np.repeat(np.arange(len(order)), after)
    second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(after) - after, after)
    return order[first], order[second]
