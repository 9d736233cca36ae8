"""Which pairs are looked at: those that share a key of some rule, each under the first rule that admits it."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from linkage.kernels import blocks as kernel
from linkage.kernels.scan import Rules, note_hot
from linkage.model import Rule
from linkage.schema import BadInput
from linkage.tables import Table

# Pairs of one task: enough to be worth handing out, few enough to hold.
PAIRS_A_TASK = 1 << 18
MOST_COLUMNS = 64


@dataclass(frozen=True, eq=False)
class Blocks:
    """Of one rule: `rows` stand block by block, from `starts[i]` to `starts[i + 1]`, each in order of its
    number. `hot`: how many blocks were left out as too large, `hot_rows` the records in them, `hottest` the
    largest."""

    rule: Rule
    rows: np.ndarray
    starts: np.ndarray
    hot: int
    hot_rows: np.ndarray
    hottest: int

    @property
    def pairs(self) -> int:
        """Before those that an earlier rule admits are left out."""
        sizes = np.diff(self.starts)
        return int((sizes * (sizes - 1) // 2).sum())

    def tasks(self) -> list[np.ndarray]:
        """Runs of spans (i, to, end): the same whatever the number of threads."""
        return _tasks(self.starts)


@dataclass(frozen=True, eq=False)
class Blocking:
    """All rules of a model over one table."""

    rules: tuple[Rule, ...]
    blocks: tuple[Blocks, ...]
    arrays: Rules = field(repr=False)


def keys(table: Table, rule: Rule) -> np.ndarray:
    """uint64 [records]: equal exactly for records that agree on all columns of the rule; 0 where one is missing."""
    if absent := [column for column in rule.columns if column not in table.names]:
        raise BadInput(f"The rule {rule.name!r} reads the column {absent[0]!r}, which the records lack.")
    return np.asarray(
        kernel.keys(table.codes, np.array([table.names[its] for its in rule.columns], dtype=np.int32))
    )


def block(table: Table, rule: Rule) -> Blocks:
    found = keys(table, rule)
    rows = kernel.sorted_rows(found)
    kept, starts, hot_rows = kernel.cut(found, rows, rule.at_most or 0)
    _, sizes = np.unique(found[hot_rows], return_counts=True)
    return Blocks(rule, kept, starts, len(sizes), hot_rows, int(sizes.max(initial=0)))


def blocking(table: Table, rules: Sequence[Rule], *, threads: int | None = 1) -> Blocking:
    """Raises BadInput where a rule reads a column that the table does not have."""
    columns = sorted({column for rule in rules for column in rule.columns})
    if len(columns) > MOST_COLUMNS:
        raise BadInput(f"The rules read {len(columns)} columns; {MOST_COLUMNS} is the most.")
    hot = np.zeros((table.records, (len(rules) + 63) // 64 or 1), dtype=np.uint64)
    with ThreadPoolExecutor(threads or len(os.sched_getaffinity(0))) as pool:
        found = list(pool.map(lambda rule: block(table, rule), rules))
    for place, its in enumerate(found):
        note_hot(hot, its.hot_rows, place)
    places = [table.names[column] for column in columns]
    masks = [sum(1 << columns.index(column) for column in set(rule.columns)) for rule in rules]
    arrays = Rules(np.ascontiguousarray(table.codes[:, places]), np.array(masks, dtype=np.uint64), hot)
    return Blocking(tuple(rules), tuple(found), arrays)


def _tasks(starts: np.ndarray) -> list[np.ndarray]:
    sizes = np.diff(starts)
    pairs = sizes * (sizes - 1) // 2
    tasks: list[np.ndarray] = []
    large = np.flatnonzero(pairs > PAIRS_A_TASK)
    small = pairs.copy()
    small[large] = 0
    part = np.cumsum(small) // PAIRS_A_TASK
    usual = np.flatnonzero(small > 0)
    spans = np.column_stack([starts[:-1], starts[1:], starts[1:]])[usual]
    if len(usual):
        cuts = np.flatnonzero(np.diff(part[usual])) + 1
        tasks += np.split(spans, cuts)
    for its in large:
        tasks += _of_one_block(int(starts[its]), int(starts[its + 1]))
    return tasks


def _of_one_block(start: int, end: int) -> list[np.ndarray]:
    """A block whose pairs are too many for one task: some of its records, each with all later ones."""
    tasks, i = [], start
    while i < end - 1:
        to, pairs = i, 0
        while to < end - 1 and (to == i or pairs + end - 1 - to <= PAIRS_A_TASK):
            pairs += end - 1 - to
            to += 1
        tasks.append(np.array([[i, to, end]], dtype=np.int64))
        i = to
    return tasks
