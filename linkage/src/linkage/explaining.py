"""Why two records are one person, or are not; and what holds several together, and where that is weakest.

One path for everybody: the waterfall, the table and the sentence are views of the same `Link`, whose bits are
those that linking added up.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np

from . import words
from .compiled import Compiled
from .ground import Ground, ground
from .kernels import levels as kernel
from .model import Comparison, Model, probability
from .schema import BadInput, Schema
from .why import why


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


@dataclass(frozen=True)
class Split:
    """Where several records hold least: `part` and `rest` as two clusters. `weight`: bits that both are one person,
    each field speaking once, as linking gathers; `fields`: name, bits against strangers and household, pairs."""

    part: tuple[str, ...]
    rest: tuple[str, ...]
    weight: float
    probability: float
    fields: tuple[tuple[str, float, float, int], ...]

    def __str__(self) -> str:
        told = sorted((its for its in self.fields if its[3]), key=lambda its: -its[1])
        fields = ", ".join(f"{words.noun(name)} {words.bits(bits)}" for name, bits, _, _ in told)
        return (
            f"Weakest between {', '.join(self.part)} and {', '.join(self.rest)}: {words.bits(self.weight)} bits, "
            f"{words.verdict(self.probability)} ({words.percent(self.probability)}). Bits by field: {fields}."
        )


@dataclass(frozen=True)
class Explanation:
    """Of two records their one link; of more, the fewest links that hold them together, strongest first.

    `weakest`: of two, their link; of more, the strongest link across the `split`.
    """

    ids: tuple[str, ...]
    links: tuple[Link, ...]
    weakest: Link
    split: Split | None = None

    @property
    def weight(self) -> float:
        return self.split.weight if self.split else self.weakest.weight

    @property
    def probability(self) -> float:
        return self.split.probability if self.split else self.weakest.probability

    def __str__(self) -> str:
        if self.split is None:
            return f"{self.weakest}\n\n{self.weakest.table()}"
        held = [f"  {words.bits(its.weight)} bits: {its}" for its in self.links]
        head = f"{len(self.ids)} records, held together by"
        across = f"The strongest link across: {self.weakest}"
        return "\n".join([head, *held, str(self.split), across, "", self.weakest.table()])

    def svg(self) -> str:
        """The waterfall of the only, or the weakest, link."""
        return self.weakest.svg()

    def as_json(self) -> str:
        return json.dumps(asdict(self), indent=2, ensure_ascii=False)


def explain(records: object, schema: Schema, model: Model, a: str, b: str, *more: str) -> Explanation:
    """Why the records with these ids are one person, or are not, by the model, in the file they stand in.

    The file counts: how rare a value is, and how many share a key, is read from it. Raises BadInput for an id
    that the file does not have, or a record that names nobody.
    """
    return explained(ground(records, schema, model), (a, b, *more))


def explained(its: Ground, ids: Sequence[str]) -> Explanation:
    """The same where the records are ready: for an index, or for many questions."""
    if len(set(ids)) < len(ids):
        raise BadInput(f"A record is not explained by itself: {', '.join(ids)}.")
    rows = np.array([its.row(name) for name in ids])
    weights = _weights(its.compiled, rows)
    links = tuple(link(its, int(rows[one]), int(rows[two])) for one, two in _spanning(weights))
    if len(ids) == 2:
        return Explanation(tuple(ids), links, links[0])
    split = _split(its, rows)
    part = np.isin([its.names[row] for row in rows], split.part)
    across = np.where(part[:, None] & ~part[None, :], weights, -np.inf)
    one, two = np.unravel_index(np.argmax(across), across.shape)
    return Explanation(tuple(ids), links, link(its, int(rows[one]), int(rows[two])), split)


def _split(its: Ground, rows: np.ndarray) -> Split:
    found = why(its.compiled, rows, its.against, its.gathering.power)
    assert found is not None, "of several records"
    weakest = found.weakest
    names = [comparison.name for comparison in its.compiled.model.comparisons]
    fields = zip(
        names, weakest.strangers.tolist(), weakest.household.tolist(), weakest.said.tolist(), strict=True
    )
    part, rest = (tuple(its.names[row] for row in side) for side in (weakest.part, weakest.rest))
    chance = float(probability(np.array(weakest.weight)))
    return Split(part, rest, weakest.weight, chance, tuple(fields))


def link(its: Ground, a: int, b: int) -> Link:
    """`a`, `b`: rows. In the order of rows, as linking compares them."""
    a, b = min(a, b), max(a, b)
    compiled = its.compiled
    evidence = tuple(_evidence(its, c, of, a, b) for c, of in enumerate(compiled.model.comparisons))
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
    return its.sources[a], its.gathering.sources.get(its.sources[a], 0.0)


def _evidence(of: Ground, c: int, comparison: Comparison, a: int, b: int) -> Evidence:
    records, program, weights = of.compiled.records, of.compiled.program, of.compiled.weights
    number = int(kernel.level(records, program, c, a, b))
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


def _spanning(weights: np.ndarray) -> list[tuple[int, int]]:
    """The links of the tree of greatest weight, strongest first, as places. (Prim 1957.)"""
    best, nearest = weights[0].copy(), np.zeros(len(weights), np.intp)
    outside = np.ones(len(weights), bool)
    outside[0] = False
    links: list[tuple[int, int]] = []
    while outside.any():
        new = int(np.argmax(np.where(outside, best, -np.inf)))
        links.append((int(nearest[new]), new))
        outside[new] = False
        closer = weights[new] > best
        best[closer], nearest[closer] = weights[new][closer], new
    return sorted(links, key=lambda its: -weights[its])


def _weights(compiled: Compiled, rows: np.ndarray) -> np.ndarray:
    """Every two of `rows`; -inf of one with itself."""
    from . import scan

    one, two = np.triu_indices(len(rows), 1)
    a, b = np.minimum(rows[one], rows[two]), np.maximum(rows[one], rows[two])
    found = np.full((len(rows), len(rows)), -np.inf)
    found[one, two] = found[two, one] = scan.weigh(compiled, a, b, scan.compare(compiled, a, b))
    return found
