"""Why two records are one person, or are not; and what holds several together, and where that is weakest.

One path for everybody: the waterfall, the table and the sentence are views of the same `Link`, whose bits are
those that linking added up.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np

from linkage.comparing import scan
from linkage.gathering.why import why
from linkage.model import Model, probability
from linkage.schema import BadInput, Schema

from . import words
from .ground import Ground, ground
from .links import Link, link


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
    weights = _weights(its, rows)
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


def _weights(its: Ground, rows: np.ndarray) -> np.ndarray:
    """Every two of `rows`; -inf of one with itself."""
    one, two = np.triu_indices(len(rows), 1)
    a, b = np.minimum(rows[one], rows[two]), np.maximum(rows[one], rows[two])
    found = np.full((len(rows), len(rows)), -np.inf)
    found[one, two] = found[two, one] = scan.weigh(its.compiled, a, b, its.words(a, b))
    return found
