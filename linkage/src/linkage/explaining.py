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
from .ground import Ground, prepared
from .kernels import levels as kernel
from .model import Comparison, Model, probability
from .schema import BadInput, Schema


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

    `rule`: which rule brought the two together; None where none did, and `never` says why.
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

    def __str__(self) -> str:
        said = words.sentence([(its.words, its.strangers) for its in self.evidence])
        home = ""
        if self.household_effect <= -words.SLIGHT:
            home = f" Members of one household would agree on this too: {words.bits(self.household_effect)} bits."
        never = f" {self.never}" if self.never else ""
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
class Explanation:
    """Of two records their one link; of more, the fewest links that hold them together, strongest first."""

    ids: tuple[str, ...]
    links: tuple[Link, ...]
    sides: tuple[tuple[str, ...], tuple[str, ...]]

    @property
    def weakest(self) -> Link:
        """Without it the records fall apart, into the two `sides`."""
        return self.links[-1]

    @property
    def weight(self) -> float:
        return self.weakest.weight

    @property
    def probability(self) -> float:
        return self.weakest.probability

    def __str__(self) -> str:
        if len(self.ids) == 2:
            return f"{self.weakest}\n\n{self.weakest.table()}"
        held = [f"  {words.bits(its.weight)} bits: {its}" for its in self.links]
        sides = " | ".join(", ".join(side) for side in self.sides)
        head = f"{len(self.ids)} records, held together by"
        return "\n".join([head, *held, f"Weakest where {sides}:", "", self.weakest.table()])

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
    return explained(prepared(records, schema, model), (a, b, *more))


def explained(ground: Ground, ids: Sequence[str]) -> Explanation:
    """The same where the records are ready: for an index, or for many questions."""
    if len(set(ids)) < len(ids):
        raise BadInput(f"A record is not explained by itself: {', '.join(ids)}.")
    rows = [ground.row(its) for its in ids]
    tree, part = _spanning(ground.compiled, np.array(rows))
    links = tuple(link(ground, rows[one], rows[two]) for one, two in tree)
    sides = tuple(
        tuple(its for its, mine in zip(ids, part, strict=True) if mine == side) for side in (True, False)
    )
    return Explanation(tuple(ids), links, sides)  # type: ignore[arg-type]


def link(ground: Ground, a: int, b: int) -> Link:
    """`a`, `b`: rows. In the order of rows, as linking compares them."""
    a, b = min(a, b), max(a, b)
    compiled = ground.compiled
    evidence = tuple(_evidence(ground, c, its, a, b) for c, its in enumerate(compiled.model.comparisons))
    strangers, household = (
        sum(getattr(its, kind) for its in evidence) for kind in ("strangers", "household")
    )
    weight = float(kernel.together(compiled.weights, strangers, household))
    rule, never = ground.admitted(a, b)
    return Link(
        ground.names[a], ground.names[b], evidence, compiled.model.prior, compiled.model.household,
        weight - compiled.model.prior - strangers, weight, float(probability(np.array(weight))), rule, never,
    )  # fmt: skip


def _evidence(ground: Ground, c: int, comparison: Comparison, a: int, b: int) -> Evidence:
    records, program, weights = ground.compiled.records, ground.compiled.program, ground.compiled.weights
    number = int(kernel.level(records, program, c, a, b))
    strangers, household = kernel.bits(records, weights, c, number, a, b)
    rarity = float(strangers - weights.strangers[c, number + 1])
    standard = ground.standard(comparison, a), ground.standard(comparison, b)
    return Evidence(
        field=comparison.name,
        level="missing" if number < 0 else comparison.number(number).label,
        number=number,
        given=(ground.given(comparison, a), ground.given(comparison, b)),
        standard=standard,
        strangers=float(strangers),
        household=float(household),
        rarity=rarity,
        words=words.finding(comparison, number, *standard, rarity),
    )


def _spanning(compiled: Compiled, rows: np.ndarray) -> tuple[list[tuple[int, int]], np.ndarray]:
    """The links of the tree of greatest weight, strongest first, as places in `rows`; and which side of its
    weakest link each place is on, that of the first place being True. (Prim 1957.)"""
    weights = _weights(compiled, rows)
    best, nearest = weights[0].copy(), np.zeros(len(rows), np.intp)
    outside = np.ones(len(rows), bool)
    outside[0] = False
    links: list[tuple[int, int]] = []
    while outside.any():
        new = int(np.argmax(np.where(outside, best, -np.inf)))
        links.append((int(nearest[new]), new))
        outside[new] = False
        closer = weights[new] > best
        best[closer], nearest[closer] = weights[new][closer], new
    links.sort(key=lambda its: -weights[its])
    return links, _side(links[:-1], len(rows))


def _side(links: list[tuple[int, int]], places: int) -> np.ndarray:
    """Places that links connect with the first."""
    mine = np.zeros(places, bool)
    mine[0] = True
    for _ in links:
        for one, two in links:
            mine[one] = mine[two] = mine[one] or mine[two]
    return mine


def _weights(compiled: Compiled, rows: np.ndarray) -> np.ndarray:
    """Every two of `rows`; -inf of one with itself."""
    from . import scan

    one, two = np.triu_indices(len(rows), 1)
    a, b = np.minimum(rows[one], rows[two]), np.maximum(rows[one], rows[two])
    found = np.full((len(rows), len(rows)), -np.inf)
    found[one, two] = found[two, one] = scan.weigh(compiled, a, b, scan.compare(compiled, a, b))
    return found
