"""The steps from weighed pairs to persons.

Records that a chain of likely pairs connects are looked at together; inside such a group clusters merge by
profile; systems that hold a person once are learned from a first such clustering and weighed in the one that
counts; and what was parted because a group was large, or never met, is brought together in rounds.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from . import sources
from .compiled import Compiled
from .components import components
from .kernels import unions
from .profiles import Against, Found, agglomerate

# Groups of about this many records teach as much about systems as all would.
TEACHERS = 150_000


@dataclass(frozen=True)
class Gathering:
    """What gathering knows beside the model: `power` of the profile mean (0 asks for typical agreement, 1 lets
    one member vouch) and `sources`: bits against two records of one system, by its name."""

    power: float = 0.35
    sources: Mapping[str, float] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> "Gathering":
        return cls(float(given["power"]), dict(given["sources"]))


@dataclass(frozen=True, eq=False)
class People:
    """[records]: `source`, the place of each one's system in `systems`, or -1; `record`: people whom one record
    names have the same number. `together`, `apart` int64 [decisions, 2]: rows that are, or are not, one person.
    """

    source: np.ndarray
    systems: tuple[str, ...]
    record: np.ndarray
    together: np.ndarray
    apart: np.ndarray


def gather(compiled: Compiled, edges: tuple[np.ndarray, np.ndarray, np.ndarray], people: People,
           known: Gathering | None = None, *, threads: int | None = None) -> tuple[Found, Gathering]:  # fmt: skip
    """The cluster of each record, and what was learned on the way (`known` where that is given).

    `edges`: pairs of rows (a, b) and their weight in bits, those above nought. The result does not depend on
    their order, nor on threads.
    """
    records = len(people.record)
    a, b, weight = edges
    tied = people.together[:, 0], people.together[:, 1]
    root = np.asarray(unions.connected(*tied, records))
    group = components(a.astype(np.int64), b.astype(np.int64), weight, records, tied=tied)
    known = known or _learned(compiled, group, root, people, threads)
    found = agglomerate(compiled, group, root, _against(people, known), known.power, threads=threads)
    return found, known


def _against(people: People, known: Gathering) -> Against:
    bits = np.array([known.sources.get(name, 0.0) for name in people.systems])
    return Against(people.source, bits, people.record, people.apart)


def _learned(compiled: Compiled, group: np.ndarray, root: np.ndarray, people: People,
             threads: int | None) -> Gathering:  # fmt: skip
    """The systems' bits, from a first clustering of some of the groups."""
    first = Gathering()
    if not len(people.systems):
        return first
    shown = _some(group)
    source, cluster = people.source, agglomerate(compiled, np.where(shown, group, np.arange(len(group))), root,
                                                 _against(people, first), first.power, threads=threads).cluster  # fmt: skip
    bits = sources.apart(source[shown], cluster[shown], len(people.systems))
    return Gathering(first.power, dict(zip(people.systems, map(float, bits), strict=True)))


def _some(group: np.ndarray) -> np.ndarray:
    """bool [records]: those of every k-th group."""
    every = max(1, round(len(group) / TEACHERS))
    number = np.unique(group, return_inverse=True)[1]
    return np.asarray(number % every == 0)
