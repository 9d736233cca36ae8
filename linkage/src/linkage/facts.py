"""What a run found out about itself, beside the entities: the report page, the terminal and tests read it.

Each part is filled by the step that knows it; what no step filled stays empty, and the report then says so.
"""

import dataclasses
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class HotBlock:
    """`records` that agree on `value` under a rule: too many to compare each with each."""

    value: str
    records: int


@dataclass(frozen=True)
class RuleFact:
    """`pairs`: admitted by this rule and by none before it. `left_out`: blocks above the cap."""

    name: str
    pairs: int
    blocks: int = 0
    left_out: int = 0
    hottest: tuple[HotBlock, ...] = ()


@dataclass(frozen=True)
class Missed:
    """The estimated share (0 to 1) of true pairs that no rule admits, its 95% interval, and how it was found."""

    share: float
    low: float
    high: float
    method: str


@dataclass(frozen=True)
class LevelFact:
    """`m`, `u`, `h`: how often one person's, two strangers', two housemates' records stand at this level.

    `pairs`: candidate pairs seen at it.
    """

    field: str
    label: str
    m: float
    u: float
    h: float | None = None
    pairs: int | None = None


@dataclass(frozen=True)
class WeightBin:
    """Candidate pairs whose weight in bits is at least `low` and below `high`."""

    low: float
    high: float
    pairs: int


@dataclass(frozen=True)
class ClusterFact:
    """An entity worth a look. `ids`: some of its records; `why`: one sentence."""

    entity: str
    records: int
    confidence: float
    why: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Placeholder:
    """A value that many unlike people share, and so counts as missing. `why`: one phrase."""

    column: str
    value: str
    records: int
    why: str = ""


@dataclass(frozen=True)
class Facts:
    """All of it. `seconds`: of each stage, in order; `notes`: sentences a reader must not miss."""

    records: int = 0
    people: int = 0
    entities: int = 0
    sources: tuple[tuple[str, int], ...] = ()
    sizes: tuple[tuple[int, int], ...] = ()  # records in an entity, entities of that size
    rules: tuple[RuleFact, ...] = ()
    missed: Missed | None = None
    levels: tuple[LevelFact, ...] = ()
    unseen: tuple[str, ...] = ()  # levels that no pair of one person was seen at: "forename: initial"
    weights: tuple[WeightBin, ...] = ()
    expected_matches: float | None = None
    calibration: str = ""
    alarms: tuple[ClusterFact, ...] | None = None  # None: nobody looked
    weakest: tuple[ClusterFact, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()
    # Source that holds a person once; bits against a pair within it at one home, at two, and where one says none.
    once: tuple[tuple[str, tuple[float, float, float]], ...] = ()
    seconds: tuple[tuple[str, float], ...] = ()
    notes: tuple[str, ...] = ()

    def with_(self, **more: Any) -> "Facts":
        """The same, with these parts filled."""
        return dataclasses.replace(self, **more)
