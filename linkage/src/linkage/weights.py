"""What each level weighs, in bits: for one person against strangers, and against members of one household."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import polars as pl

# The rarest value that still counts as rare: below it a value is as likely a slip as a name.
RAREST = 1e-5
# Bits against two records of one home, beyond what each field says by itself, where a field has nothing in
# common: of forenames, as in twins, whose all else agrees; of birth dates, as in father and son of one name.
# Somebody known at home by two such names, or dates, is rarer than they are, and the dearer mistake.
APART_AT_HOME = {"forename": 6.0, "born": 4.0}
FULL_NAME = ("forename", "surname")
HOME = 3  # the levels of `place` from here up are one postcode or one door
_FLOOR = 1e-6


@dataclass(frozen=True)
class Levels:
    """Of one comparison: the share of pairs at each level, by level number; missing (-1) is not among them.

    `m`: of pairs of one person; `u`: of two strangers; `h`: of two members of one household. `exact`: the
    level at which both sides hold the same value, None where its frequency does not count.
    """

    m: np.ndarray
    u: np.ndarray
    h: np.ndarray
    exact: int | None = None

    def against(self, other: np.ndarray) -> np.ndarray:
        """Bits by level + 1; the first, for missing, is nought."""
        return np.concatenate([[0.0], np.log2(np.maximum(self.m, _FLOOR) / np.maximum(other, _FLOOR))])


@dataclass(frozen=True)
class Model:
    """`strangers` and `housemates`: log2 odds, before looking, of one person against either kind of two.

    `namesakes`: bits by which strangers share both names more often than each name by itself would have it,
    as names of one community go together.
    """

    levels: dict[str, Levels]
    strangers: float
    housemates: float
    namesakes: float = 0.0
    # By comparison, one number a record: how common its value is.
    frequencies: Mapping[str, np.ndarray] = field(default_factory=dict)

    def bits(self, pairs: pl.DataFrame) -> tuple[np.ndarray, np.ndarray]:
        """A row a pair and a column a comparison: bits against strangers, and against housemates."""
        found = {name: self._bits(pairs, name) for name in self.levels}
        strangers = np.column_stack([s for s, _ in found.values()])
        exact = [pairs[name].to_numpy() == self.levels[name].exact for name in FULL_NAME]
        strangers[:, list(found).index("surname")] -= self.namesakes * (exact[0] & exact[1])
        return strangers, np.column_stack([h for _, h in found.values()])

    def _bits(self, pairs: pl.DataFrame, name: str) -> tuple[np.ndarray, np.ndarray]:
        its, seen = self.levels[name], pairs[name].to_numpy().astype(np.intp)
        strangers, housemates = its.against(its.u)[seen + 1], its.against(its.h)[seen + 1]
        if its.exact is not None and name in self.frequencies:
            rare = np.log2(its.u[its.exact] / np.maximum(self.frequencies[name], RAREST))
            more = np.where(seen == its.exact, rare[pairs["a"].to_numpy()], 0.0)
            strangers = strangers + more
            if name == "forename":  # housemates' forenames are as independent as strangers'
                housemates = housemates + more
        if name in APART_AT_HOME:
            at_home = (seen == 0) & (pairs["place"].to_numpy() >= HOME)
            housemates = housemates - APART_AT_HOME[name] * at_home
        return strangers, housemates

    def weight(self, strangers: np.ndarray, housemates: np.ndarray) -> np.ndarray:
        """From the sums over the comparisons: log2 odds of one person against two of either kind."""
        against = np.logaddexp2(-(self.strangers + strangers), -(self.housemates + housemates))
        return np.asarray(-against)


def probability(weight: np.ndarray) -> np.ndarray:
    """Of a weight in bits."""
    return np.asarray(1.0 / (1.0 + np.exp2(-np.clip(weight, -60, 60))))
