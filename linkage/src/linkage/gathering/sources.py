"""Systems that hold a person once, learned from a first clustering: two of their records are rarely one person.

Most of them hold a person once at a home, and again where they moved to: so what two of their records say is
learned apart for those at one home, at different homes, and those of which one says none.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from linkage.comparing.compiled import Compiled
from linkage.kernels import profiles, systems

from .against import homes
from .components import members

# Bits, never above nought, against two records of a system: at one home, at different homes, where one says none.
Bits = tuple[float, float, float]
NOTHING: Bits = (0.0, 0.0, 0.0)
# Expected pairs inside clusters below which a system has shown nothing.
SHOWN = 50
# What it shows wherever its people live counts as this many expected pairs of each kind.
TRUST = 10.0


def apart(source: np.ndarray, a: np.ndarray, b: np.ndarray, where: np.ndarray, count: int) -> np.ndarray:
    """float64 [systems, 3]: bits, never above nought, against two records of one system being one person.

    `source` [records]: the number of each one's system, of `count`, -1 where it names none. `a`, `b`: all pairs of
    records inside clusters; `where` int8 [pairs]: `systems.wheres` of each. A system is as often twice in a cluster
    as chance says (nought bits), or more seldom (linkage.md 9.3, step 7).
    """
    share = np.bincount(source[source >= 0], minlength=count) / max(len(source), 1)
    same = (source[a] >= 0) & (source[a] == source[b])
    inside = np.bincount(source[a[same]] * 3 + where[same], minlength=3 * count).reshape(count, 3)
    expected = np.bincount(where, minlength=3) * share[:, None] ** 2
    all_inside, all_expected = inside.sum(axis=1, keepdims=True), expected.sum(axis=1, keepdims=True)
    anywhere = np.where(all_expected >= SHOWN, (all_inside + 1) / (all_expected + 1), 1.0)
    return np.asarray(np.minimum(0.0, np.log2((inside + TRUST * anywhere) / (expected + TRUST))))


def learned(compiled: Compiled, names: tuple[str, ...], source: np.ndarray, cluster: np.ndarray,
            shown: np.ndarray) -> dict[str, Bits]:  # fmt: skip
    """The bits of each system of `names`, from the clusters of the records `shown` (bool [records])."""
    rows, sizes = members(cluster)
    a, b = profiles.pairs_within(rows, sizes, int((sizes * (sizes - 1) // 2).sum()))
    where = systems.wheres(compiled.records, compiled.program, *homes(compiled.model), a, b)
    place = np.cumsum(shown) - 1
    bits = apart(source[shown], place[a], place[b], where, len(names))
    return {name: (its[0], its[1], its[2]) for name, its in zip(names, bits.tolist(), strict=True)}


def given(kept: Mapping[str, Any]) -> dict[str, Bits]:
    """As a model keeps them; one that was made before homes counted has one number for all."""
    return {
        name: (its[0], its[1], its[2]) if isinstance(its, list | tuple) else (its, its, its)
        for name, its in kept.items()
    }
