"""Learning what levels weigh, from the records alone: no labels, no threshold.

Everything is learned from samples of pairs and counts of values, so that it takes seconds whatever the file,
and comes out the same on any number of threads. Start values hold where a file is too small to teach.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from linkage.comparing import rules, scan
from linkage.comparing.compared import Compared
from linkage.comparing.compiled import Compiled
from linkage.comparing.coverage import missed
from linkage.comparing.fields import Field, Kind
from linkage.facts import Missed
from linkage.model import Comparison, Model, probability
from linkage.tables import Table

from . import households, namesakes, order, samples, strangers
from .expectation import Seen, learn_first
from .samples import Sample

SESSION_PAIRS = 200_000
CANDIDATES = 400_000
# A start value counts as this many pairs seen, so that a rare level is never left untrained.
TRUST = 50.0
# A file is taken as if these pairs had been seen besides, and so many were of one person, and of two of one
# household: as in a file of 50,000 records with three pairs of one person a record.
USUAL_PAIRS, USUAL_MATCHES, USUAL_HOUSEMATES = 500_000.0, 30.0, 60.0
# In a file of so many records a value's rarity counts half: in a small one nearly every value is rare.
RARE_FROM = 200.0
# Steps of EM over all candidates, and how far each goes: where households may pass for one person, with care.
BESIDE_HOUSEHOLDS, ALONE = (0.5,), (1.0, 1.0, 1.0)
# With so many expected pairs the half step is half of that: fewer say more of their model than of the file.
ENOUGH = 300.0
# Fewer pairs of one key teach nothing.
TEACHING = 20


@dataclass(frozen=True, eq=False)
class Trained:
    """`sample`: the candidates learned from, `words`: their levels, `weight`: their bits under `model`, prior
    included; `missed`: of the pairs of one person, those that no rule admits, as far as can be told; `unseen`:
    levels that no pair of one person was seen at."""

    model: Model
    sample: Sample
    words: np.ndarray
    weight: np.ndarray
    missed: Missed | None = None
    unseen: tuple[str, ...] = ()

    @property
    def expected(self) -> float:
        """How many pairs of one person the model expects among the candidates."""
        return float((probability(self.weight) * self.sample.stands_for).sum())


def train(table: Table, compared: Compared, *, threads: int | None = None) -> Trained:
    """The model of one file, with rules and probabilities."""
    return _Training(table, compared, threads).run()


class _Training:
    """One file's training: what is drawn once, and the model as it becomes better."""

    def __init__(self, table: Table, compared: Compared, threads: int | None) -> None:
        self.table, self.fields, self.threads = table, compared.fields, threads
        self.things = rules.things(compared.atoms)
        trusted = table.records / (table.records + RARE_FROM)
        self.model = Model(tuple(_started(field.comparison, trusted) for field in self.fields), (), 0.0)
        every = rules.narrow(table, rules.every_rule(compared.atoms))
        most = rules.largest_block(table.records)
        self.candidates = samples.of_rules(table, every, most, CANDIDATES, threads=threads)
        self.lift: namesakes.Lift | None = None
        self.words = self._words(self.candidates.sample)

    def run(self) -> Trained:
        random = samples.at_random(self.table.records, strangers.RANDOM_PAIRS)
        random_words = self._words(random)
        self._learn(strangers.learned(self.fields, self._compiled(), random, random_words))
        self._learn(self._of_sessions())
        self._know_households()
        matches = self._matches()
        self._learn(strangers.learned(self.fields, self._compiled(), random, random_words, matches))
        self.lift = namesakes.lift(self.fields, self._compiled(), threads=self.threads)
        for part in BESIDE_HOUSEHOLDS if self._has_households() else ALONE:
            matches = self._matches()
            self._learn(order.ordered(self._step(matches, part), self.table, matches))
            self._know_households()
        weight = self._weight()
        chosen = rules.worthwhile(self.candidates, probability(weight), self.table.records, self.things)
        unseen = missed(self.candidates, probability(weight), frozenset(rule.name for rule in chosen))
        never = order.unseen(self.model.comparisons, self._matches())
        return Trained(
            replace(self._lifted(), rules=chosen), self.candidates.sample, self.words, weight, unseen, never
        )

    def _compiled(self) -> Compiled:
        return Compiled(self.table, self._lifted())

    def _lifted(self) -> Model:
        """What pairs are weighed by; what is learned is learned without it."""
        return self.model if self.lift is None else self.lift.of(self.model)

    def _words(self, sample: Sample) -> np.ndarray:
        return scan.compare(self._compiled(), sample.a, sample.b, threads=self.threads)

    def _learn(self, comparisons: Sequence[Comparison]) -> None:
        self.model = replace(self.model, comparisons=tuple(comparisons))

    def _weight(self) -> np.ndarray:
        """Bits of each candidate, prior included."""
        return self._against(*self._sums())

    def _sums(self) -> tuple[np.ndarray, np.ndarray]:
        """Bits of each candidate against strangers and against housemates, without the priors."""
        sample = self.candidates.sample
        return scan.sums(self._compiled(), sample.a, sample.b, self.words, threads=self.threads)

    def _against(self, strangers: np.ndarray, housemates: np.ndarray) -> np.ndarray:
        one = self.model.prior + strangers
        if self.model.household is None:
            return one
        return np.asarray(-np.logaddexp2(-one, -(self.model.household + housemates)))

    def _matches(self) -> list[np.ndarray]:
        """By comparison, how many pairs of one person are expected at each level."""
        sample = self.candidates.sample
        one = probability(self._weight()) * sample.stands_for
        return Seen.apart(self._compiled(), self.words, sample.stands_for).counts(one, self._sizes())

    def _sizes(self) -> list[int]:
        return [len(its.levels) for its in self.model.comparisons]

    def _of_sessions(self) -> list[Comparison]:
        """m by EM with u fixed, among pairs that agree on a key; the key's own fields learn from the others."""
        sums = [TRUST * _by_number(its, "m") for its in self.model.comparisons]
        for columns, its_own in _sessions(self.fields):
            sample = samples.of_key(self.table, columns, SESSION_PAIRS)
            if len(sample.a) < TEACHING:
                continue
            seen = Seen.of(self._compiled(), self._words(sample), np.ones(len(sample.a)))
            free = [field.kind not in its_own and field.name not in its_own for field in self.fields]
            found = learn_first(seen, self._shares("m"), self._shares("u"), free, TRUST)
            sums = [
                had + its if free_ else had for had, its, free_ in zip(sums, found.counts, free, strict=True)
            ]
        shares = [TRUST * _by_number(its, "m") for its in self.model.comparisons]
        learned = [its.learned(m=counts / counts.sum())
                   for its, counts in zip(self.model.comparisons, sums, strict=True)]  # fmt: skip
        taught = [counts - start for counts, start in zip(sums, shares, strict=True)]
        return order.ordered(learned, self.table, taught)

    def _shares(self, which: str) -> list[np.ndarray]:
        return [_by_number(its, which) for its in self.model.comparisons]

    def _has_households(self) -> bool:
        """Whether any field says who lives or works with whom."""
        return any(field.kind in households.TELLING for field in self.fields)

    def _step(self, matches: list[np.ndarray], whole: float) -> list[Comparison]:
        """A part of a step of EM over all candidates: a session sees only pairs that agree on its key, and where
        errors exclude each other learns too little of what they agree on (linkage.md 9.8). Half a step where
        households may pass for one person, and whole steps where the file does not know of them."""
        found = []
        for its, counts in zip(self.model.comparisons, matches, strict=True):
            m, part = _by_number(its, "m"), whole * counts.sum() / (counts.sum() + ENOUGH)
            seen = (counts + TRUST * m) / (counts.sum() + TRUST)
            found.append(its.learned(m=(1 - part) * m + part * seen))
        return found

    def _know_households(self) -> None:
        """h and both priors."""
        sample, compiled = self.candidates.sample, self._compiled()
        if not self._has_households():
            self._priors(0.0)
            return
        near = np.flatnonzero(households.together(self.fields, compiled, sample.a, sample.b, self.words))
        rare = self._rarity_of_forename(compiled, sample.a[near], sample.b[near], self.words[near])
        seen, offset = Seen.near(compiled, self.words[near], sample.stands_for[near], rare)
        comparisons, size = households.learned(self.fields, self.model.comparisons, seen, offset)
        self._learn(comparisons)
        self._priors(size)

    def _rarity_of_forename(
        self, compiled: Compiled, a: np.ndarray, b: np.ndarray, words: np.ndarray
    ) -> np.ndarray:
        """Bits by which a pair's forenames are rarer than their level: they count against a housemate too."""
        names = [place for place, field in enumerate(self.fields) if field.kind is Kind.FORENAME]
        if not names:
            return np.zeros(len(a))
        alone = replace(self.model, comparisons=tuple(self.model.comparisons[place] for place in names), prior=0.0,
                        household=None)  # fmt: skip
        its = Compiled(self.table, alone)
        numbers = scan.compare(its, a, b, threads=self.threads)
        plain = Compiled(self.table, replace(alone, comparisons=tuple(_plain(c) for c in alone.comparisons)))
        rare: np.ndarray = scan.weigh(its, a, b, numbers) - scan.weigh(plain, a, b, numbers)
        return rare

    def _priors(self, household: float) -> None:
        """As many pairs of one person as the weights then expect."""
        everything = self.table.records * (self.table.records - 1) / 2
        matches = 2.0 * self.table.records
        sums = self._sums()
        for _ in range(6):
            one, two = matches + USUAL_MATCHES, max(everything - matches, 0.0) + USUAL_PAIRS
            odds = np.log2(one / np.array([two, household + USUAL_HOUSEMATES]))
            knows = float(odds[1]) if self._has_households() else None
            self.model = replace(self.model, prior=float(odds[0]), household=knows)
            expected = probability(self._against(*sums)) * self.candidates.sample.stands_for
            matches = float(expected.sum())


def _sessions(fields: Sequence[Field]) -> list[tuple[tuple[str, ...], set[str]]]:
    """Columns that a session's pairs agree on, and the kinds or names of fields that it therefore leaves out."""
    kinds = {field.kind: field for field in fields}
    found: list[tuple[tuple[str, ...], set[str]]] = []
    if Kind.FORENAME in kinds and Kind.SURNAME in kinds:
        found.append(((kinds[Kind.FORENAME].exact, kinds[Kind.SURNAME].exact), {Kind.FORENAME, Kind.SURNAME}))
    return found + [((field.exact,), {field.name}) for field in fields if field.key]


def _started(its: Comparison, trusted: float) -> Comparison:
    """Start values that sum to one; rarity counts as far as it is `trusted`."""
    m, u = _by_number(its, "m"), _by_number(its, "u")
    levels = tuple(
        level if level.frequency is None
        else replace(level, frequency=replace(level.frequency, weight=trusted * level.frequency.weight))
        for level in its.levels
    )  # fmt: skip
    return replace(its, levels=levels).learned(m=m / m.sum(), u=u / u.sum())


def _plain(its: Comparison) -> Comparison:
    return replace(its, levels=tuple(replace(level, frequency=None) for level in its.levels))


def _by_number(its: Comparison, which: str) -> np.ndarray:
    return np.array([getattr(its.number(number), which) for number in range(len(its.levels))])
