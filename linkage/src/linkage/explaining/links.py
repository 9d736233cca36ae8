"""What two records say of each other, field by field: the bits that linking adds up, and the words for them."""

from dataclasses import dataclass, replace

import numpy as np

from linkage.gathering.against import homes
from linkage.gathering.sources import NOTHING
from linkage.kernels import levels as kernel
from linkage.kernels import systems
from linkage.model import Comparison, probability

from . import words
from .ground import Ground


@dataclass(frozen=True)
class Evidence:
    """One field of two records. `given`: as the records have it; `standard`: as it was compared.

    `strangers`, `household`: bits for one person, against two strangers and against two members of one household;
    `rarity`: the part of the first that comes from the value being rare or common.
    """

    field: str
    level: str
    number: int
    given: tuple[str | None, str | None]
    standard: tuple[str | None, str | None]
    strangers: float
    household: float
    rarity: float
    words: str


@dataclass(frozen=True)
class Link:
    """Two records. `prior`: bits before looking; `at_home`: the same against members of one household, None where
    the model does not know them; `household_effect`: bits that they take away, never above nought.

    `rule`: which rule brought the two together; None where none did, and `never` says why. `source`: of both, where
    they have one, and `source_effect` the bits that count besides when clusters are gathered.
    """

    a: str
    b: str
    evidence: tuple[Evidence, ...]
    prior: float
    at_home: float | None
    household_effect: float
    weight: float
    probability: float
    rule: str | None
    never: str = ""
    source: str = ""
    source_effect: float = 0.0

    def __str__(self) -> str:
        said = words.sentence([(its.words, its.strangers) for its in self.evidence])
        home = ""
        if self.household_effect <= -words.SLIGHT:
            home = f" Members of one household would agree on this too: {words.bits(self.household_effect)} bits."
        never = f" {self.never}" if self.never else ""
        if self.source_effect <= -words.SLIGHT:
            home += f" {self.source} seldom holds a person twice: {words.bits(self.source_effect)} bits in gathering."
        chance = words.percent(self.probability)
        return f"{self.a} and {self.b} are {words.verdict(self.probability)} ({chance}): {said}.{home}{never}"

    def svg(self) -> str:
        """The waterfall; its own table is `table()`."""
        from .waterfall import svg

        return svg(self)

    def table(self) -> str:
        """The waterfall as plain text: a line for each step, with both kinds of bits."""
        from .waterfall import table

        return table(self)

    def html(self) -> str:
        """The same as an HTML table, to stand beside the picture."""
        from .waterfall import html

        return html(self)


def link(its: Ground, a: int, b: int) -> Link:
    """`a`, `b`: rows, shown in this order; compared in the order of rows, as linking compares them."""
    if a > b:
        its_other = link(its, b, a)
        evidence = tuple(
            replace(one, given=one.given[::-1], standard=one.standard[::-1]) for one in its_other.evidence
        )
        return replace(its_other, a=its_other.b, b=its_other.a, evidence=evidence)
    compiled = its.compiled
    words_of_pair = its.words(np.array([a]), np.array([b]))
    evidence = tuple(
        _evidence(its, c, of, a, b, words_of_pair) for c, of in enumerate(compiled.model.comparisons)
    )
    strangers, household = sum(one.strangers for one in evidence), sum(one.household for one in evidence)
    weight = float(kernel.together(compiled.weights, strangers, household))
    rule, never = its.admitted(a, b)
    return Link(
        its.names[a], its.names[b], evidence, compiled.model.prior, compiled.model.household,
        weight - compiled.model.prior - strangers, weight, float(probability(np.array(weight))), rule, never,
        *_one_source(its, a, b),
    )  # fmt: skip


def _one_source(its: Ground, a: int, b: int) -> tuple[str, float]:
    """The source of both, and the bits against two of its records when clusters are gathered."""
    if not its.sources or its.sources[a] != its.sources[b]:
        return "", 0.0
    bits = its.gathering.sources.get(its.sources[a], NOTHING)
    compiled = its.compiled
    return its.sources[a], bits[
        systems.where(compiled.records, compiled.program, *homes(compiled.model), a, b)
    ]


def _evidence(of: Ground, c: int, comparison: Comparison, a: int, b: int, levels: np.ndarray) -> Evidence:
    records, weights = of.compiled.records, of.compiled.weights
    number = int(of.compiled.unpack(levels, comparison.name)[0])
    strangers, household = kernel.bits(records, weights, c, number, a, b)
    rarity = float(strangers - weights.strangers[c, number + 1])
    standard = of.standard(comparison, a), of.standard(comparison, b)
    return Evidence(
        field=comparison.name,
        level="missing" if number < 0 else comparison.number(number).label,
        number=number,
        given=(of.given(comparison, a), of.given(comparison, b)),
        standard=standard,
        strangers=float(strangers),
        household=float(household),
        rarity=rarity,
        words=words.finding(comparison, number, *standard, rarity),
    )
