"""What `evaluate` gives: figures to read, to print and to keep as JSON."""

import json
from dataclasses import dataclass, fields, is_dataclass

from .bcubed import BCubed
from .calibration import Calibration
from .candidates import Candidates
from .clusters import Mistakes
from .groups import Group
from .rates import Rates
from .sources import SourcePair


@dataclass(frozen=True)
class Evaluation:
    """`pairs`: of two records in one entity. `clusters`: entities found exactly. `bcubed`: the mean over records.

    `linked`: records in the entities; `records`: those whose person is known, over which all figures are, and
    `entities` and `persons` those that hold one of them. `sizes`: records -> how many. None or empty where what
    they need was not given.
    """

    linked: int
    records: int
    entities: int
    persons: int
    pairs: Rates
    clusters: Rates
    bcubed: BCubed
    entity_sizes: dict[int, int]
    person_sizes: dict[int, int]
    mistakes: Mistakes
    candidates: Candidates | None = None
    calibration: Calibration | None = None
    confidence: Calibration | None = None
    sources: tuple[SourcePair, ...] = ()
    groups: tuple[Group, ...] = ()

    @property
    def precision(self) -> float:
        return self.pairs.precision

    @property
    def recall(self) -> float:
        return self.pairs.recall

    @property
    def f1(self) -> float:
        return self.pairs.f1

    @property
    def partial(self) -> bool:
        """Whether the truth knows only some of the records: merges with the others are not seen."""
        return self.records < self.linked

    @property
    def flagged(self) -> tuple[Group, ...]:
        """Groups whose false-match rate passes twice the whole's."""
        return tuple(group for group in self.groups if group.flagged)

    def __str__(self) -> str:
        from .text import text

        return text(self)

    def as_json(self) -> str:
        """Every figure, with those that follow from others; keys as the names here."""
        return json.dumps(_plain(self), indent=2, ensure_ascii=False)


def _plain(value: object) -> object:
    """Fields and properties, of everything that has them."""
    if is_dataclass(value):
        own = [name for name, its in vars(type(value)).items() if isinstance(its, property)]
        return {name: _plain(getattr(value, name)) for name in [*(its.name for its in fields(value)), *own]}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value
