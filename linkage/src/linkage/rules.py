"""Which pairs are worth looking at: records that share one of very many narrow keys, made from the roles.

Every value alone, and every two values of different roles. A key that many records share is left to narrower
ones (`Rule.at_most`): that is the whole of cost control, and it needs no labels (linkage.md 9.3 step 2).
"""

from collections.abc import Iterator, Mapping
from itertools import combinations

import numpy as np

from .blocking import keys
from .kernels import blocks as kernel
from .model import Rule
from .samples import Candidates
from .tables import Table

MOST_IN_A_BLOCK = 60
# A rule that brings a smaller share of all expected pairs that no other brings is left out.
LEAST_GAIN = 0.0002
# Columns that a kernel holds side by side.
MOST_COLUMNS = 64
# Halves of a name mean little alone, and their pairs are those of the names themselves.
NOT_TOGETHER = ({"forename", "names"}, {"surname", "names"})


def every_rule(atoms: Mapping[str, tuple[str, ...]]) -> list[Rule]:
    """`atoms`: by role, the columns, the finest first. Uncapped."""
    atoms = _at_most(dict(atoms), MOST_COLUMNS)
    single = [Rule(columns[0], (columns[0],)) for columns in atoms.values()]
    return single + [Rule(" + ".join(both), both) for both in _pairs(atoms)]


def _pairs(atoms: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    for one, two in combinations(atoms, 2):
        if {one, two} not in NOT_TOGETHER:
            for left in atoms[one]:
                for right in atoms[two]:
                    yield left, right


def _at_most(atoms: dict[str, tuple[str, ...]], columns: int) -> dict[str, tuple[str, ...]]:
    """Where there are too many, each role gives up its coarsest."""
    while sum(len(its) for its in atoms.values()) > columns:
        most = max(len(its) for its in atoms.values())
        if most == 1:
            return dict(list(atoms.items())[:columns])
        atoms = {role: its[:-1] if len(its) == most else its for role, its in atoms.items()}
    return atoms


def budget(records: int) -> float:
    """Pairs a record that one rule may bring: fewer in a large file, whose common names fill many blocks."""
    return float(np.clip(6 * (50_000 / max(records, 1)) ** 0.6, 1, 6))


def capped(table: Table, rule: Rule) -> Rule:
    """With the largest block that it may have."""
    found = keys(table, rule)
    sizes = kernel.sizes(found, kernel.sorted_rows(found))[: MOST_IN_A_BLOCK + 1]
    pairs = np.cumsum(sizes * np.arange(len(sizes)) * (np.arange(len(sizes)) - 1) // 2)
    within = np.flatnonzero(pairs <= budget(table.records) * table.records)
    return Rule(rule.name, rule.columns, max(2, min(MOST_IN_A_BLOCK, _largest(within, len(sizes)))))


def _largest(within: np.ndarray, sizes: int) -> int:
    """The largest size within the budget; where all are, any size."""
    last = int(within[-1]) if len(within) else 2
    return MOST_IN_A_BLOCK if last == sizes - 1 else last


def worthwhile(candidates: Candidates, probability: np.ndarray, records: int) -> tuple[Rule, ...]:
    """The rules that bring the pairs expected to be of one person, best first; what they bring again does not
    count. Without labels: `probability` is the model's, of each candidate."""
    one = probability * candidates.sample.stands_for
    total, left = one.sum(), np.ones(len(one), dtype=np.bool_)
    admits, chosen = candidates.admits, []
    waiting = list(range(len(candidates.rules)))
    while waiting:
        gains = (one * left) @ admits[:, waiting]
        best = int(np.argmax(gains))
        if gains[best] < LEAST_GAIN * total:
            break
        rule = waiting.pop(best)
        chosen.append(rule)
        left &= ~admits[:, rule]
    return tuple(candidates.rules[rule] for rule in chosen) or candidates.rules
