"""Forenames and surnames go together, by family, generation and origin: namesakes are more than chance has it.

Were the two independent, of two strangers of one surname as many would share a forename as of any two. Where a
file's people come from several communities, seven times as many do, and every field that says "same" would be
right while the pair is not. How many is learned without labels from pairs of one surname: those which the
other fields, and what has been learned so far, do not take for one person (or one household).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from linkage.comparing import scan
from linkage.comparing.compiled import Compiled
from linkage.comparing.fields import Field, Kind
from linkage.conditions import across
from linkage.model import Comparison, Level, Model
from linkage.tables import Table

from . import samples

PAIRS, DRAWN = 200_000, 1_000_000
# Fewer pairs than these teach nothing.
FEW = 2_000
ROUNDS = 15
# As many strangers as these are taken to have been seen that share forenames by chance alone.
TRUST = 20.0


@dataclass(frozen=True, eq=False)
class Lift:
    """How many times as often two strangers of one surname stand at each level of the forename, by level number;
    never less than once: that families avoid a name twice is the household's to say."""

    forename: str
    surname: str
    times: np.ndarray

    def of(self, model: Model) -> Model:
        """The model with it. Of agreement in the forename, u and h are those of strangers, and of housemates, of one
        surname; so that two of unlike surnames lose nothing by it, "different" in the surname weighs as much more.
        """
        return replace(model, comparisons=tuple(self._of(its, model) for its in model.comparisons))

    def _of(self, its: Comparison, model: Model) -> Comparison:
        if its.name == self.forename:
            last = len(its.levels) - 1
            return replace(
                its, levels=tuple(self._level(level, last - place) for place, level in enumerate(its.levels))
            )
        if its.name == self.surname:
            same = model.comparison(self.forename).levels[0]
            more = self._level(same, len(self.times) - 1)
            other = its.levels[-1]
            h = None if other.h is None or same.h is None or more.h is None else other.h * same.h / more.h
            return replace(its, levels=(*its.levels[:-1], replace(other, u=other.u * same.u / more.u, h=h)))
        return its

    def _level(self, its: Level, number: int) -> Level:
        times = float(self.times[number])
        if times == 1.0:
            return its
        rare = its.frequency
        if rare is not None and not rare.near:
            rare = replace(rare, base=its.u if rare.base is None else rare.base)
        h = None if its.h is None else its.h + (times - 1) * its.u
        return replace(its, u=times * its.u, h=h, frequency=rare)


def lift(fields: Sequence[Field], compiled: Compiled, *, threads: int | None = None) -> Lift | None:
    """None where the file has not both names, or too few people of one surname."""
    kinds = {field.kind: field for field in fields}
    if Kind.FORENAME not in kinds or Kind.SURNAME not in kinds:
        return None
    forename, surname = kinds[Kind.FORENAME], kinds[Kind.SURNAME]
    drawn = samples.of_key(compiled.table, (surname.exact,), DRAWN)
    a, b = _telling(fields, compiled.table, drawn)
    words = scan.compare(compiled, a, b, threads=threads)
    sums = scan.sums(compiled, a, b, words, threads=threads)
    its = compiled.model.comparison(forename.name)
    numbers = compiled.unpack(words, forename.name).astype(np.int64)
    said = numbers >= 0
    times = _learned(compiled.model, its, numbers[said], sums[0][said], sums[1][said])
    return Lift(forename.name, surname.name, times)


def _telling(fields: Sequence[Field], table: Table, drawn: samples.Sample) -> tuple[np.ndarray, np.ndarray]:
    """Pairs that both say what goes with a person wherever they move: a birth date or a number; where few do, a
    telephone or e-mail address. By places and occupations alone namesakes and one who moved look the same."""
    for telling in ([its for its in fields if its.key], [its for its in fields if its.kind is Kind.CONTACT]):
        said = np.zeros(len(drawn.a), dtype=np.bool_)
        for field in telling:
            codes = table.column(field.exact)
            said |= (codes[drawn.a] >= 0) & (codes[drawn.b] >= 0)
        if np.count_nonzero(said) >= FEW:
            return drawn.a[said][:PAIRS], drawn.b[said][:PAIRS]
    return drawn.a[:0], drawn.b[:0]


def _learned(
    model: Model, its: Comparison, numbers: np.ndarray, strangers: np.ndarray, housemates: np.ndarray
) -> np.ndarray:
    u = np.array([its.number(number).u for number in range(len(its.levels))])
    lifting = np.array([number > 0 and not across(its.number(number).when) for number in range(len(u))])
    times = np.ones(len(u))
    against = np.exp2(-np.clip(model.prior + strangers, -60, 60))
    at_home = 0.0 if model.household is None else np.exp2(-np.clip(model.household + housemates, -60, 60))
    for _ in range(ROUNDS):
        its_odds = against * times[numbers]
        counts = np.bincount(numbers, its_odds / (1 + its_odds + at_home), len(u))
        found = (counts + TRUST) / (u * counts.sum() + TRUST)
        times = np.where(lifting, np.maximum(found, 1.0), 1.0)
    return times
