"""The model: what is compared, in which levels, what each level weighs, and which pairs are looked at.

Fellegi and Sunter's: a level's weight is log2 of how often it is seen in pairs of one person (m) over how
often in pairs of two (u). The second kind of two, members of one household, has a probability of its own (h).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from .conditions import Condition
from .schema import BadInput

__all__ = ["Comparison", "Frequency", "Level", "Model", "Rule", "probability"]


@dataclass(frozen=True)
class Frequency:
    """Agreement on a rare value says more: `weight` x log2(u / share of the records that say it).

    `column`: whose shares. `minimum`: no share counts as smaller. `near`: the values are alike, not the same:
    `weight` x (log2 g - `usual`), clipped at 3 bits, g the mean of 1/share of both (linkage.md 9.8).
    `household`: counts against members of one household as well. `base`: the u that the share is compared
    with, where it is not the level's own.
    """

    column: str
    weight: float = 1.0
    minimum: float = 0.0
    near: bool = False
    usual: float = 0.0
    household: bool = False
    base: float | None = None


@dataclass(frozen=True)
class Level:
    """`m`, `u`, `h`: the share of pairs of one person, of two strangers, of two of a household at this level."""

    label: str
    when: Condition
    m: float
    u: float
    h: float | None = None
    frequency: Frequency | None = None


@dataclass(frozen=True)
class Comparison:
    """Levels from the strongest agreement down; the last is "else". They are numbered as in Splink: the last
    is 0, the first the highest. `missing`: one side says nothing, level -1, which weighs nothing."""

    name: str
    missing: Condition
    levels: tuple[Level, ...]

    def number(self, level: int) -> Level:
        """The level with this number (not -1)."""
        return self.levels[len(self.levels) - 1 - level]

    def learned(self, m: np.ndarray | None = None, u: np.ndarray | None = None,
                h: np.ndarray | None = None) -> "Comparison":  # fmt: skip
        """With other probabilities, each by level number."""
        levels = []
        for place, its in enumerate(self.levels):
            number = len(self.levels) - 1 - place
            levels.append(replace(
                its,
                m=its.m if m is None else float(m[number]),
                u=its.u if u is None else float(u[number]),
                h=its.h if h is None else float(h[number]),
            ))  # fmt: skip
        return replace(self, levels=tuple(levels))


@dataclass(frozen=True)
class Rule:
    """Records that agree on all of `columns` are looked at. A value that more than `at_most` records share is
    left to finer rules. `when`: holds for the pair besides (Splink's rules may ask more than equality)."""

    name: str
    columns: tuple[str, ...]
    at_most: int | None = None
    when: Condition | None = None


@dataclass(frozen=True)
class Model:
    """`prior`: log2 odds, before looking, of one person against two strangers; `household`: against two of
    one household, None where the model does not know them. `extras`: what else was learned, as plain JSON."""

    comparisons: tuple[Comparison, ...]
    rules: tuple[Rule, ...]
    prior: float
    household: float | None = None
    extras: Mapping[str, object] = field(default_factory=dict)

    def with_extras(self, **more: object) -> "Model":
        """The same, and this was learned besides."""
        return replace(self, extras={**self.extras, **more})

    @classmethod
    def given(cls, model: "Model") -> "Model":
        """Raises BadInput where it is none, saying what to do."""
        if isinstance(model, Model):
            return model
        if isinstance(model, str | Path):
            raise BadInput(f"The model is the name of a file: give Model.read({str(model)!r}).")
        raise BadInput(
            f"A model is what train, link or Model.read gives, not of type {type(model).__name__}."
        )

    @classmethod
    def read(cls, path: Path | str) -> "Model":
        """Ours or Splink's, from a file of settings that Splink reads. Raises BadInput."""
        from .splink import settings

        return settings.read(path)

    def write(self, path: Path | str) -> None:
        """As settings that Splink reads, and `read`; the whole file or none. Raises BadInput."""
        from .splink import settings

        settings.write(self, path)

    @classmethod
    def from_settings(cls, document: object) -> "Model":
        """Ours or Splink's, from its settings as plain JSON. Raises BadInput."""
        from .splink import settings

        return settings.from_settings(document)

    def to_settings(self) -> dict[str, Any]:
        """The settings that Splink reads, as plain JSON."""
        from .splink import settings

        return settings.to_settings(self)

    def comparison(self, name: str) -> Comparison:
        return next(its for its in self.comparisons if its.name == name)


def probability(weight: np.ndarray) -> np.ndarray:
    """Of a weight in bits, prior included."""
    return np.asarray(1.0 / (1.0 + np.exp2(-np.clip(weight, -1000, 1000))))
