"""What an index answers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from linkage.explaining.links import Link
from linkage.model import probability

from .core import Core, Person


@dataclass(frozen=True)
class Match:
    """A record of the index, and the weight of the pair that it makes with the record asked for."""

    id: str
    person: int
    weight: float


@dataclass(frozen=True, eq=False)
class Found:
    """An entity that the record may belong to.

    `weight`: bits, prior included, that it is one person with all of the entity's records together, as
    clustering has it. `person`: which of the people of the record asked for it is about (of a joint record 2 and
    on). What is worked out later, `records` and `explain`, is of the records that the entity had when it was found.
    """

    entity: str
    weight: float
    person: int
    _asked: Person = field(repr=False)
    _core: Core = field(repr=False)
    _rows: np.ndarray = field(repr=False)
    _pairs: np.ndarray = field(repr=False)
    _explain: Callable[[Person, int], Link] = field(repr=False)

    @property
    def probability(self) -> float:
        """Of the weight, 0 to 1."""
        return float(probability(np.array(self.weight)))

    @cached_property
    def records(self) -> tuple[Match, ...]:
        """Those of the entity, the best pair first."""
        members = self._core.members
        found = [Match(members.id_of(row), int(members.its["person"][row]), float(pair))
                 for row, pair in zip(self._rows.tolist(), self._pairs, strict=True)]  # fmt: skip
        return tuple(sorted(found, key=lambda match: (-match.weight, match.id, match.person)))

    def explain(self) -> Link:
        """Why, or why not, by the best pair: worked out now, with how rare values are now. Its rule is the first of
        which the two share a key."""
        return self._explain(self._asked, int(self._rows[np.argmax(self._pairs)]))
