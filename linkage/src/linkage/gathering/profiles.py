"""From pairs to persons: clusters merge while the profile of one speaks for the other, field by field.

Of two clusters each field speaks once, however many records they hold, by the power mean of its bits over
the pairs that both say something: cluster mates fill what is missing, a mover is not punished for an old
address, one bad value is outvoted. So families that chains of single pairs would fuse stay apart.
"""

from collections import deque
from collections.abc import Iterator

import numpy as np

from linkage.comparing.compiled import Compiled
from linkage.comparing.scan import in_order
from linkage.kernels import evidence
from linkage.kernels import profiles as kernel
from linkage.model import Comparison

from .against import Against
from .components import members

# Pairs whose bits are held at a time by each thread; a group of records is never cut in two.
PAIRS_AT_A_TIME = 1 << 16
EDGES_AT_A_TIME = 1 << 12
# What makes a comparison a person's own: the most that one person's records are unlike in it, that two people's are
# the same, and where households are not known that strangers' are; and what insisting adds there.
UNLIKE, SHARED, RARE, INSISTENCE = 0.1, 0.02, 0.001, 1.0


def agglomerate(compiled: Compiled, group: np.ndarray, root: np.ndarray, against: Against, power: float, *,
                threads: int | None = None) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """Within each `group` the best two clusters merge while their weight is above nought.

    `group`, `root` int64 [records]: records of one root are one person to begin with. `power`: 0 asks for typical
    agreement, 1 lets one member vouch. All pairs inside a group are looked at, some groups at a time.
    Returns [records]: the cluster of each, named by its first record, and the bits that it is one person with the
    rest of that cluster (inf: alone).
    """
    cluster, belongs = np.arange(len(group)), np.full(len(group), np.inf)
    insists = insistence(compiled)
    before, at_home = prior(compiled)

    def work(task: tuple[np.ndarray, np.ndarray]) -> None:
        rows, sizes = task
        tied = np.empty(len(rows), np.int64)
        kernel.tie(root, rows, sizes, tied)
        strangers, household, said, apart, system = _evidence(compiled, against, rows, sizes, power)
        place, belongs[rows] = kernel.agglomerate_each(
            sizes, strangers, household, said, apart, system, tied, insists, before, at_home, power
        )
        cluster[rows] = rows[np.repeat(np.cumsum(sizes) - sizes, sizes) + place]

    deque(in_order(work, _batches(*members(group)), threads), maxlen=0)
    return cluster, belongs


def belonging(compiled: Compiled, cluster: np.ndarray, rows: np.ndarray, against: Against, power: float, *,
              threads: int | None = None) -> np.ndarray:  # fmt: skip
    """float64 [rows]: the bits that each is one person with the rest of its cluster, of which `rows` has all."""
    place = np.empty(len(cluster), np.int64)
    place[rows] = np.arange(len(rows))
    belongs = np.full(len(rows), np.inf)
    before, at_home = prior(compiled)

    def work(task: tuple[np.ndarray, np.ndarray]) -> None:
        its, sizes = task
        strangers, household, said, apart, system = _evidence(compiled, against, its, sizes, power)
        belongs[place[its]] = kernel.belonging_each(
            sizes, strangers, household, said, apart, system, before, at_home, power
        )

    its, sizes = members(cluster[rows])
    deque(in_order(work, _batches(rows[its], sizes), threads), maxlen=0)
    return belongs


def between(compiled: Compiled, rows: np.ndarray, starts: np.ndarray, one: np.ndarray, two: np.ndarray,
            against: np.ndarray, power: float, *, threads: int | None = None) -> np.ndarray:  # fmt: skip
    """float64 [edges]: bits that the clusters `one` and `two` are one person. Cluster c is the records `rows` from
    `starts[c]` to `starts[c + 1]`; a record is not compared with itself. `against` [edges]: as a whole."""
    out, insists = np.empty(len(one)), insistence(compiled)

    def work(start: int) -> None:
        part = slice(start, start + EDGES_AT_A_TIME)
        evidence.between(
            compiled.records, compiled.program, compiled.weights, rows, starts, one[part], two[part], against[part],
            insists, *prior(compiled), power, out[part],
        )  # fmt: skip

    deque(in_order(work, range(0, len(one), EDGES_AT_A_TIME), threads), maxlen=0)
    return out


def _evidence(
    compiled: Compiled, against: Against, rows: np.ndarray, sizes: np.ndarray, power: float
) -> tuple[np.ndarray, ...]:
    """Of every two records of each group: bits against strangers and against household, raised to `power`, what is
    said, `against`; and of each record the system that speaks."""
    pairs = int((sizes * (sizes - 1) // 2).sum())
    a, b = kernel.pairs_within(rows, sizes, pairs)
    bits = evidence.bits_within(
        compiled.records, compiled.program, compiled.weights, *compiled.reads, rows, sizes, pairs, power
    )
    return (*bits, against.of(compiled, a, b), against.system[rows])


def prior(compiled: Compiled) -> tuple[float, float]:
    """Log2 odds before looking: against strangers, and against members of one household (inf: not known)."""
    at_home = compiled.model.household
    return compiled.model.prior, np.inf if at_home is None else at_home


def insistence(compiled: Compiled) -> np.ndarray:
    """float64 [comparisons]: how much more it counts where records on both sides insist that they differ.

    Only of what is a person's own for life, such as a forename, a birth date or a number of the state. People move
    and marry, and then all later records insist.
    """
    return np.where([own(its) for its in compiled.model.comparisons], INSISTENCE, 0.0)


def own(its: Comparison) -> bool:
    """One person's records hardly ever are unlike in it; nor are two people's the same, even of one household."""
    same = its.levels[0]
    return its.number(0).m <= UNLIKE and (same.u <= RARE if same.h is None else max(same.u, same.h) <= SHARED)


def _batches(rows: np.ndarray, sizes: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    pairs = np.cumsum(sizes * (sizes - 1) // 2)
    ends = np.cumsum(sizes)
    start, before = 0, 0
    while start < len(sizes):
        done = pairs[start - 1] if start else 0
        end = max(start + 1, int(np.searchsorted(pairs, done + PAIRS_AT_A_TIME)))
        end = min(end, len(sizes))
        yield rows[before : ends[end - 1]], sizes[start:end]
        start, before = end, int(ends[end - 1])
