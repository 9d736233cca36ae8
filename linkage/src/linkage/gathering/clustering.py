"""The steps from weighed pairs to persons.

Records that a chain of likely pairs connects are looked at together; inside such a group clusters merge by
profile; systems that hold a person once are learned from a first such clustering and weighed in the one that
counts; and what was parted because a group was large, or never met, comes together in rounds.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import numpy as np

from linkage.comparing.blocking import Blocking
from linkage.comparing.compiled import Compiled
from linkage.kernels import unions
from linkage.progress import SILENT, Progress

from . import confidence, profiles
from . import sources as systems
from .against import Against
from .components import components
from .meeting import Meetings
from .rounds import brought_together

# Groups of about this many records teach as much about systems as all would.
TEACHERS = 60_000
# A round that merges a smaller share of the clusters is the last; so many at most.
LITTLE, ROUNDS = 0.005, 4


@dataclass(frozen=True)
class Gathering:
    """What gathering knows beside the model: `power` of the profile mean within a group and between groups (0 asks
    for typical agreement, 1 lets one member vouch), and `sources`: bits against two records of one system, by
    its name (systems.Bits). Kept with a model, so that a part of the records is gathered as the whole was."""

    power: float = 0.35
    power_between: float = 0.0
    sources: Mapping[str, systems.Bits] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> "Gathering":
        return cls(float(given["power"]), float(given["power_between"]), systems.given(given["sources"]))


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


@dataclass(frozen=True, eq=False)
class Gathered:
    """[records]: `cluster`, the first row of each one's; `belongs`, the bits that it is one person with the rest of
    its cluster (inf: alone). `known`: what was learned on the way."""

    cluster: np.ndarray
    belongs: np.ndarray
    known: Gathering


def gather(compiled: Compiled, edges: tuple[np.ndarray, np.ndarray, np.ndarray], people: People,
           blocking: Blocking | None = None, known: Gathering | None = None, *, threads: int | None = None,
           progress: Progress = SILENT) -> Gathered:  # fmt: skip
    """The cluster of each record. The result depends neither on the order of the edges nor on threads.

    `edges`: pairs of rows (a, b) and their weight in bits, those above nought. `blocking`: where they met, so
    that clusters can meet in blocks that were too large for their records; without it they do not. `known`:
    what another run learned; without it, it is learned here.
    """
    a, b, weight = edges[0].astype(np.int64), edges[1].astype(np.int64), edges[2]
    tied = people.together[:, 0], people.together[:, 1]
    root = np.asarray(unions.connected(*tied, len(people.record)))
    group = components(a, b, weight, len(root), tied=tied)
    with progress.stage("Learning from systems"):
        known = known or _of_some(compiled, components(a, b, weight, len(root)), people, threads)
    against = against_of(people, known)
    with progress.stage("Gathering persons", total=len(root)):
        first, belongs = profiles.agglomerate(compiled, group, root, against, known.power, threads=threads)
    with progress.stage("Bringing clusters together"):
        cluster = _rounds(compiled, blocking, first, (a, b), against, known, threads)
        changed = np.zeros(len(root), dtype=bool)
        changed[cluster[first != cluster]] = True
        rows = np.flatnonzero(changed[cluster])
        belongs[rows] = confidence.bits(compiled, cluster, rows, against, known.power, threads=threads)
    return Gathered(cluster, belongs, known)


def against_of(people: People, known: Gathering) -> Against:
    """What speaks against two of the records as a whole, as far as it is known."""
    bits = [known.sources.get(name, systems.NOTHING) for name in people.systems]
    return Against(people.source, np.array(bits).reshape(-1, 3), people.record, people.apart)


def _of_some(compiled: Compiled, group: np.ndarray, people: People, threads: int | None) -> Gathering:
    number = np.unique(group, return_inverse=True)[1]
    return learned(compiled, group, people, number % every(len(group)) == 0, threads=threads)


def every(records: int) -> int:
    """Of so many records every which group teaches."""
    return max(1, round(records / TEACHERS))


def learned(compiled: Compiled, group: np.ndarray, people: People, shown: np.ndarray, *,
            threads: int | None = None) -> Gathering:  # fmt: skip
    """The systems' bits, from a first clustering of the groups `shown` (bool [records]); decisions are left out, so
    that they change nothing elsewhere."""
    first = Gathering()
    if not people.systems:
        return first
    nobody = np.arange(len(group))
    looked_at = np.where(shown, group, nobody)
    undecided = replace(people, together=people.together[:0], apart=people.apart[:0])
    cluster, _ = profiles.agglomerate(
        compiled, looked_at, nobody, against_of(undecided, first), first.power, threads=threads
    )
    inside = np.where(shown, cluster, nobody)
    return Gathering(sources=systems.learned(compiled, people.systems, people.source, inside, shown))


def _rounds(compiled: Compiled, blocking: Blocking | None, cluster: np.ndarray, edges: tuple[np.ndarray, np.ndarray],
            against: Against, known: Gathering, threads: int | None) -> np.ndarray:  # fmt: skip
    a, b = edges
    meetings = None if blocking is None else Meetings(compiled, blocking, threads=threads)
    for _ in range(ROUNDS):
        before = len(np.unique(cluster))
        between = cluster[a] != cluster[b]
        a, b = a[between], b[between]
        one, two = a, b
        if meetings is not None:
            more = meetings.of(cluster)
            one, two = np.concatenate([a, more[0]]), np.concatenate([b, more[1]])
        cluster = brought_together(compiled, cluster, one, two, against, known.power_between, threads=threads)
        if before - len(np.unique(cluster)) < LITTLE * before:
            break
    return cluster
