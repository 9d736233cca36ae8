"""Groups of records worth looking at together: what edges connect, and parts of it where that is large."""

import numpy as np

from linkage.kernels import unions

# Records of one group that are compared all with all. It bounds no person: what a person's records are parted
# into here is brought together again by rounds (linkage.gathering.rounds).
LARGEST = 250


def components(a: np.ndarray, b: np.ndarray, weights: np.ndarray, records: int, *,
               tied: tuple[np.ndarray, np.ndarray] | None = None, largest: int = LARGEST) -> np.ndarray:  # fmt: skip
    """int64 [records]: the group of each record, named by its first.

    Edges `a`, `b` of `weights` bits; `tied`: pairs that stand together whatever they weigh. A group of more than
    `largest` is made again from its strongest edges, none of which may make a group larger than that.
    """
    group = np.arange(records) if tied is None else unions.connected(*tied, records)
    whole = unions.connected(np.concatenate([group, a]), np.concatenate([np.arange(records), b]), records)
    large = np.bincount(whole, minlength=records) > largest
    if not large.any():
        return np.asarray(whole)
    inside = np.flatnonzero(large[whole[a]])
    order = inside[np.lexsort((b[inside], a[inside], -weights[inside]))]
    parts = unions.bounded(a[order], b[order], group, largest)
    return np.asarray(np.where(large[whole], parts, whole))


def members(group: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The records of groups of two and more, group after group, each in its order; and the groups' sizes."""
    order = np.argsort(group, kind="stable")
    first = np.flatnonzero(np.r_[True, np.diff(group[order]) > 0])
    sizes = np.diff(np.r_[first, len(order)])
    return order[np.repeat(sizes > 1, sizes)], sizes[sizes > 1]
