"""Which pairs are looked at: those that share a key of some rule, each under the first rule that admits it."""

import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

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
    """Of one rule: `rows` int32 stand block by block, from `starts[i]` to `starts[i + 1]`, each in order of its
    number; `hot_rows` and `hot_starts` are those of blocks that were left out as too large."""

    rule: Rule
    rows: np.ndarray
    starts: np.ndarray
    hot_rows: np.ndarray
    hot_starts: np.ndarray

    @property
    def pairs(self) -> int:
        """Before those that an earlier rule admits are left out."""
        sizes = np.diff(self.starts).astype(np.int64)
        return int((sizes * (sizes - 1) // 2).sum())

    @property
    def hot(self) -> int:
        """How many blocks were left out as too large."""
        return len(self.hot_starts) - 1

    def tasks(self) -> list[np.ndarray]:
        """Runs of spans (i, to, end): the same whatever the number of threads."""
        return _tasks(self.starts)


@dataclass(frozen=True, eq=False)
class Blocking:
    """All rules of a model over one table."""

    rules: tuple[Rule, ...]
    blocks: tuple[Blocks, ...]
    arrays: Rules = field(repr=False)

    def compared(self) -> "Blocking":
        """What is still asked of it once all its pairs are compared: what was left out as too large, and counts."""
        blocks = tuple(replace(its, rows=its.rows[:0].copy()) for its in self.blocks)
        atoms, masks, hot = self.arrays
        return Blocking(self.rules, blocks, Rules(atoms[:0].copy(), masks, hot[:0].copy()))


def columns_of(table: Table, rules: Iterable[Rule]) -> dict[str, np.ndarray]:
    """int32 [records]: the codes of every column that a rule reads, each in one piece. A table's stand side by side,
    as pairs are compared; for the keys of many rules that is many times slower. Raises BadInput."""
    found: dict[str, np.ndarray] = {}
    for rule in rules:
        for column in rule.columns:
            if column not in table.names:
                raise BadInput(f"The rule {rule.name!r} reads the column {column!r}, which the records lack.")
            if column not in found:
                found[column] = np.ascontiguousarray(table.column(column))
    return found


def keys(table: Table, rule: Rule, columns: Mapping[str, np.ndarray] | None = None) -> np.ndarray:
    """uint64 [records]: equal exactly for records that agree on all columns of the rule; 0 where one is missing.
    `columns`: as `columns_of` has them."""
    columns = columns_of(table, [rule]) if columns is None else columns
    found = np.zeros(table.records, dtype=np.uint64)
    for place, column in enumerate(rule.columns):
        kernel.extended(found, columns[column], place)
    return found


def block(table: Table, rule: Rule, columns: Mapping[str, np.ndarray] | None = None) -> Blocks:
    in_order, rows = kernel.in_order(*kernel.with_key(keys(table, rule, columns)))
    return Blocks(rule, *kernel.cut(in_order, rows, rule.at_most or 0))


def blocking(table: Table, rules: Sequence[Rule], *, threads: int | None = 1) -> Blocking:
    """Raises BadInput where a rule reads a column that the table does not have."""
    standing = columns_of(table, rules)
    columns = sorted(standing)
    if len(columns) > MOST_COLUMNS:
        raise BadInput(f"The rules read {len(columns)} columns; {MOST_COLUMNS} is the most.")
    hot = np.zeros((table.records, (len(rules) + 63) // 64 or 1), dtype=np.uint64)
    with ThreadPoolExecutor(threads or len(os.sched_getaffinity(0))) as pool:
        found = list(pool.map(lambda rule: block(table, rule, standing), rules))
    for place, its in enumerate(found):
        note_hot(hot, its.hot_rows, place)
    places = [table.names[column] for column in columns]
    masks = [sum(1 << columns.index(column) for column in set(rule.columns)) for rule in rules]
    arrays = Rules(np.ascontiguousarray(table.codes[:, places]), np.array(masks, dtype=np.uint64), hot)
    return Blocking(tuple(rules), tuple(found), arrays)


def _tasks(starts: np.ndarray) -> list[np.ndarray]:
    starts = starts.astype(np.int64)
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
