"""Which records hang together: union and find over edges."""

import numpy as np
from numba import njit

__all__ = ["bounded", "connected"]


@njit(nogil=True, cache=True)
def _root(parent, record):
    while parent[record] != record:
        parent[record] = parent[parent[record]]
        record = parent[record]
    return record


@njit(nogil=True, cache=True)
def _join(parent, a, b):
    """The lower of two roots stays, so that a group is named by its first record whatever the edges' order."""
    if a < b:
        parent[b] = a
    else:
        parent[a] = b


@njit(nogil=True, cache=True)
def connected(a, b, records):
    """The group of each record, named by its first. `a`, `b`: the ends of each edge."""
    parent = np.arange(records)
    for edge in range(len(a)):
        left, right = _root(parent, a[edge]), _root(parent, b[edge])
        if left != right:
            _join(parent, left, right)
    for record in range(records):
        parent[record] = _root(parent, record)
    return parent


@njit(nogil=True, cache=True)
def bounded(a, b, group, largest):
    """The same, edge by edge in the order given, from the groups that stand; an edge that would make a group
    of more than `largest` records is passed over."""
    parent = group.copy()
    size = np.zeros(len(parent), dtype=np.int64)
    for record in range(len(parent)):
        size[_root(parent, record)] += 1
    for edge in range(len(a)):
        left, right = _root(parent, a[edge]), _root(parent, b[edge])
        if left != right and size[left] + size[right] <= largest:
            size[left] = size[right] = size[left] + size[right]
            _join(parent, left, right)
    for record in range(len(parent)):
        parent[record] = _root(parent, record)
    return parent
