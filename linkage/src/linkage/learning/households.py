"""The second kind of two: people who have to do with each other, and so share surname, address or employer.

Against a stranger a shared address is strong evidence; against a wife or a son it is none. What such people
agree on is learned without labels, from pairs that share a place, a contact, or other values which are rare
together, with two anchors: a person agrees with himself as he does elsewhere (m is fixed), and members of a
household have forenames as independent as strangers' (of forename, h is u). Without the second the class
drifts into that of one person wherever birth dates are missing.
"""

from collections.abc import Sequence

import numpy as np

from linkage.comparing.compiled import Compiled
from linkage.comparing.fields import Field, Kind
from linkage.model import Comparison
from linkage.tables import Table

from .expectation import LEAST, SHARE, Seen

# Fields that say who has to do with whom.
TELLING = (Kind.PLACE, Kind.CONTACT, Kind.IDENTIFIER, Kind.CONTEXT)
ROUNDS = 60
# Start values: how many of them agree on what a household shares.
SAME = {Kind.SURNAME: 0.5, Kind.PLACE: 0.7, Kind.CONTACT: 0.35, Kind.CONTEXT: 0.5, Kind.IDENTIFIER: 0.01}
# Of sons and daughters, so many are named after a parent, beyond what chance gives.
NAMED_AFTER = 0.003
# Twins, who are three in a hundred of those born, among two of one home whose birth dates are known.
BORN_TOGETHER = 0.01
# At least so many of those who live together agree, by demography. The second kind of two holds neighbours and
# colleagues as well; where they are most of it, a home's own members must still find room in it.
AT_LEAST = {Kind.SURNAME: 0.15, Kind.PLACE: 0.5, Kind.CONTACT: 0.1}
# Where the file does not say who lives where, nothing shows what those of one home share, beside colleagues.
UNPLACED = {Kind.SURNAME: 0.4}
# They count as this many pairs seen.
TRUST = 20.0


def together(
    fields: Sequence[Field], compiled: Compiled, a: np.ndarray, b: np.ndarray, words: np.ndarray
) -> np.ndarray:
    """Which pairs share something of a household's: one home, one contact, or values that are as rare together
    as one in the square root of the records."""
    table = compiled.table
    rare = np.zeros(len(a))
    for field in fields:
        if field.kind in TELLING:
            rare += _rarity(field, compiled, table, a, b, words)
    return np.asarray(rare >= np.log2(max(table.records, 2)) / 2)


def _rarity(
    field: Field, compiled: Compiled, table: Table, a: np.ndarray, b: np.ndarray, words: np.ndarray
) -> np.ndarray:
    """Bits of the value that both say, of the level's own column; 0 where they differ."""
    bits, numbers = np.zeros(len(a)), compiled.unpack(words, field.name)
    for number in range(1, len(field.comparison.levels)):
        rarity = field.comparison.number(number).frequency
        if rarity is None or rarity.near:
            continue
        at = np.flatnonzero(numbers == number)
        codes, share = table.column(rarity.column), table.frequency(rarity.column)
        one, two = codes[a[at]], codes[b[at]]
        said = (one >= 0) & (one == two)
        bits[at[said]] = -np.log2(share[one[said]])
    return bits


def start(field: Field, comparison: Comparison) -> np.ndarray:
    """`h` to begin with: as strangers, but for what a household shares."""
    u = np.array([comparison.number(number).u for number in range(len(comparison.levels))])
    if field.kind is Kind.FORENAME:
        return _topped(u, u[-1] + NAMED_AFTER)
    if field.name == "date_of_birth":
        return _topped(u, BORN_TOGETHER)
    return _topped(u, SAME[field.kind]) if field.kind in SAME else u


def _topped(u: np.ndarray, top: float) -> np.ndarray:
    return np.append(u[:-1] / max(u[:-1].sum(), 1e-9) * (1 - top), top)


def learned(fields: Sequence[Field], comparisons: Sequence[Comparison], seen: Seen,
            offset: np.ndarray) -> tuple[tuple[Comparison, ...], float]:  # fmt: skip
    """The comparisons with h, and how many of the pairs are expected to be of two. `seen`: pairs of `together`;
    `offset`: bits for one person, of each, that no level says (the rarity of a forename)."""
    m = [_by_number(its, "m") for its in comparisons]
    h = [start(field, its) for field, its in zip(fields, comparisons, strict=True)]
    begun, one = h, seen.bits(m) + offset
    share, two = 0.5, seen.n
    for _ in range(ROUNDS):
        odds = one - seen.bits(h) + np.log2(share / (1 - share))
        two = seen.n / (1 + np.exp2(np.clip(odds, -60, 60)))
        before, share = share, float(np.clip(1 - two.sum() / max(seen.n.sum(), 1e-9), SHARE, 1 - SHARE))
        counts = seen.counts(two, [len(its) for its in h])
        h = [was if field.kind is Kind.FORENAME else _drawn(its, was)
             for field, its, was in zip(fields, counts, begun, strict=True)]  # fmt: skip
        if abs(share - before) < 1e-6:
            break
    placed = any(field.kind is Kind.PLACE for field in fields)
    h = [_with_room(field, its, placed) for field, its in zip(fields, h, strict=True)]
    return tuple(its.learned(h=h_) for its, h_ in zip(comparisons, h, strict=True)), float(two.sum())


def _with_room(field: Field, h: np.ndarray, placed: bool = True) -> np.ndarray:
    """No less agreement than those of one home have. `placed`: whether the file says who lives where."""
    floors = AT_LEAST if placed else AT_LEAST | UNPLACED
    least = BORN_TOGETHER if field.name == "date_of_birth" else floors.get(field.kind, 0.0)
    return h if h[-1] >= least else _topped(h, least)


def _drawn(counts: np.ndarray, towards: np.ndarray) -> np.ndarray:
    drawn = counts + TRUST * np.maximum(towards, LEAST)
    return np.asarray(drawn / drawn.sum())


def _by_number(its: Comparison, which: str) -> np.ndarray:
    return np.array([getattr(its.number(number), which) for number in range(len(its.levels))])
