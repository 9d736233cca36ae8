"""Which pairs are worth looking at: records that share one of very many narrow keys, made from the roles.

Every value alone, and every two values of different roles. A key that many records share is left to narrower
ones (`Rule.at_most`): that is the whole of cost control, and it needs no labels (linkage.md 9.3 step 2).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from linkage.kernels import rules as kernel
from linkage.learning.samples import Candidates
from linkage.model import Rule
from linkage.tables import Table

MOST_IN_A_BLOCK = 60
# A rule that brings a smaller share of all expected pairs that no other brings is left out; in a file four times
# the size of MANY and above, four times the share, as each rule costs more there.
LEAST_GAIN, MANY = 0.00005, 250_000
# Of rules for the day when one thing fails, one that brings a smaller share is left out.
LEAST_AGAIN = 0.01
# A model keeps so many rules, where the file has as many of different things.
ENOUGH = 10
# What is said by a role's columns is said by those of these as well.
WITH = {"names": ("forename", "surname"), "street": ("place",)}
# Pairs less likely than this are not worth a rule, however many.
UNLIKELY = 0.01
# Where records that agree by chance fill blocks this many times the largest, only rare values would be left.
TOO_WIDE = 2.0
# Columns that a kernel holds side by side.
MOST_COLUMNS = 64
# Halves of a name mean little alone, and their pairs are those of the names themselves.
NOT_TOGETHER = ({"forename", "names"}, {"surname", "names"})


def every_rule(atoms: Mapping[str, tuple[str, ...]]) -> list[Rule]:
    """`atoms`: by role, the columns, the finest first. Uncapped."""
    atoms = _at_most(dict(atoms), MOST_COLUMNS)
    single = [Rule(columns[0], (columns[0],)) for columns in atoms.values()]
    return single + [Rule(" + ".join(both), both) for both in _pairs(atoms)]


def narrow(table: Table, rules: Iterable[Rule]) -> list[Rule]:
    """Those that may be worth their keys: of two values, those which are rare enough together."""
    rules = list(rules)
    read = {column for rule in rules for column in rule.columns}
    chance = {column: _chance(table.counts(column)) for column in read}
    return [rule for rule in rules if len(rule.columns) == 1 or _may_be_narrow(table.records, rule, chance)]


def _chance(counts: np.ndarray) -> float:
    """That two who say anything say the same."""
    counts = counts[counts > 0].astype(np.float64)
    return float((counts**2).sum() / max(counts.sum(), 1.0) ** 2)


def _may_be_narrow(records: int, rule: Rule, chance: Mapping[str, float]) -> bool:
    """Whether chance alone would not fill its blocks far above the limit."""
    usual = float(records)
    for column in rule.columns:
        usual *= chance[column]
    return usual <= TOO_WIDE * MOST_IN_A_BLOCK


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


def largest_block(records: int) -> Callable[[np.ndarray], int]:
    """Of how many blocks of each size a rule has, the largest that it may have."""

    def most(sizes: np.ndarray) -> int:
        sizes = sizes[: MOST_IN_A_BLOCK + 1]
        pairs = np.cumsum(sizes * np.arange(len(sizes)) * (np.arange(len(sizes)) - 1) // 2)
        within = np.flatnonzero(pairs <= budget(records) * records)
        return max(2, min(MOST_IN_A_BLOCK, _largest(within, len(sizes))))

    return most


def _largest(within: np.ndarray, sizes: int) -> int:
    """The largest size within the budget; where all are, any size."""
    last = int(within[-1]) if len(within) else 2
    return MOST_IN_A_BLOCK if last == sizes - 1 else last


def things(atoms: Mapping[str, tuple[str, ...]]) -> list[frozenset[str]]:
    """By what a person may change or a file have wrong, the columns that say it: a home by any of its parts."""
    found = []
    for role, columns in atoms.items():
        if role not in WITH:
            more = [its for other, with_ in WITH.items() if role in with_ for its in atoms.get(other, ())]
            found.append(frozenset((*columns, *more)))
    return found


def worthwhile(candidates: Candidates, probability: np.ndarray, records: int,
               things: Sequence[frozenset[str]] = ()) -> tuple[Rule, ...]:  # fmt: skip
    """The rules that bring the pairs expected to be of one person, best first; what they bring again does not
    count. Without labels: `probability` is the model's, of each candidate.

    A model outlives its file, and the next may have wrong what this has right: rules are kept, too, that bring
    the pairs again without any two of `things`, columns that may fail together, and, in case the next has larger
    blocks, some of two things each.
    """
    chosen_from = _Choice.of(candidates, probability)
    every = range(len(candidates.rules))
    chosen = chosen_from.best([], every, LEAST_GAIN * float(np.clip(records / MANY, 1, 4)))
    for two in combinations(things, 2):
        failed = two[0] | two[1]
        without = [place for place, its in enumerate(candidates.rules) if not failed & set(its.columns)]
        chosen += chosen_from.best([its for its in chosen if its in set(without)], without, LEAST_AGAIN)
    brings = chosen_from.brings()
    best = [max(both, key=lambda its: float(brings[its])) for both in _of_two(candidates.rules, things)]
    more = sorted(set(best) - set(chosen), key=lambda its: (-brings[its], its))
    chosen += more[: max(ENOUGH - len(chosen), 0)]
    return tuple(candidates.rules[rule] for rule in chosen) or candidates.rules


def _of_two(rules: Sequence[Rule], things: Sequence[frozenset[str]]) -> list[list[int]]:
    """By two things, the places of the rules that read both and no third."""
    found: dict[tuple[int, ...], list[int]] = {}
    for place, its in enumerate(rules):
        read = tuple(number for number, columns in enumerate(things) if columns & set(its.columns))
        if len(read) == 2:
            found.setdefault(read, []).append(place)
    return list(found.values())


@dataclass(frozen=True, eq=False)
class _Choice:
    """`worth` [pairs]: how many of one person each stands for; nought where that is not likely. `begin`, `rules`:
    those that admit each, as `kernels.rules.by_pair` has them."""

    admits: np.ndarray
    worth: np.ndarray
    begin: np.ndarray
    rules: np.ndarray

    @classmethod
    def of(cls, candidates: Candidates, probability: np.ndarray) -> "_Choice":
        worth = np.where(probability > UNLIKELY, probability * candidates.sample.stands_for, 0.0)
        return cls(candidates.admits, worth, *kernel.by_pair(candidates.admits))

    def brings(self) -> np.ndarray:
        """float64 [rules]: the worth of all pairs that each admits."""
        found = np.empty(len(self.admits))
        kernel.gains(self.begin, self.rules, self.worth, np.ones(len(self.worth), dtype=np.bool_), found)
        return found

    def best(self, had: Sequence[int], among: Iterable[int], least: float) -> list[int]:
        """Of the rules `among`, those that bring the most beyond what rules before bring, `had` first; no rule that
        brings less than the share `least` of all."""
        before, open_ = (np.zeros(len(self.admits), dtype=np.bool_) for _ in range(2))
        before[list(had)], open_[list(among)] = True, True
        found = kernel.best_first(
            self.admits, self.begin, self.rules, self.worth, before, open_, least * self.worth.sum()
        )
        return [int(its) for its in found]
