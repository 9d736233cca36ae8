"""The stage hand of planted cases: people, homes and the rows that systems hold of them, `count` cases at a
time.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from synthetic.dates import END
from synthetic.people import naming
from synthetic.people.compose import adults
from synthetic.people.state import OUT, State
from synthetic.streams import Stream, pick

SOCIAL_HOME, PRIVATE_HOME, OWNED_HOME = 2, 1, 0


@dataclass
class Story:
    """One kind of case: its detector in the fraud and safeguarding notes, and whether it must not fire."""

    name: str
    detector: str
    control: bool
    explanation: str


@dataclass
class PlantedRows:
    """Rows of one system for every case of one story: columns of the system's plan, and columns as
    written.
    """

    story: Story
    system: str
    columns: dict[str, np.ndarray]
    written: dict[str, Any] = field(default_factory=dict)


@dataclass
class Cast:
    """Each method works on all `count` cases of the current story at once; arrays have a row a case."""

    state: State
    rng: Stream
    count: int
    spare: list[list[int]]  # homes kept free, by tenure
    rows: list[PlantedRows] = field(default_factory=list)
    people: list[tuple[Story, np.ndarray]] = field(default_factory=list)
    story: Story = field(default_factory=lambda: Story("", "", False, ""))

    def begin(self, story: Story) -> None:
        """The rows and people that follow belong to this story."""
        self.story = story

    def home(self, tenure: int) -> np.ndarray:
        """A home kept free, for each case; of another tenure when those have run out."""
        taken = []
        for _ in range(self.count):
            pool = self.spare[tenure] or max(self.spare, key=len)
            taken.append(pool.pop())
        return np.array(taken, np.int32)

    def adult(
        self, low: float, high: float, sex: int | None = None, like: np.ndarray | None = None
    ) -> np.ndarray:
        """An adult for each case, of the community of `like` if given."""
        age = self.rng.uniform(low, high, self.count)
        birth = (END - age * 365.25).astype(np.int32)
        s = self.state
        community = pick(self.rng, self.count, s.names.weights) if like is None else s.community[like]
        which = self.rng.integers(0, 2, self.count) if sex is None else np.full(self.count, sex)
        who = adults(s, birth, which, community.astype(np.int8), self.households(), self.rng)
        return self.noted(who)

    def households(self) -> np.ndarray:
        """A new household for each case."""
        return self.state.new_households(self.count)

    def noted(self, who: np.ndarray) -> np.ndarray:
        """People of the current story: no system knows them but by the rows of the story."""
        self.state.last_day[who] = self.state.birth[who] - 1
        self.people.append((self.story, who))
        return who

    def couple(self, low: float, high: float) -> tuple[np.ndarray, np.ndarray]:
        """A wife and a husband for each case, wed about ten years ago at the latest."""
        husband = self.adult(low, high, sex=1)
        wife = self.adult(low, high, sex=0, like=husband)
        self.state.partner[wife], self.state.partner[husband] = husband, wife
        day = np.maximum(self.state.birth[wife], self.state.birth[husband]) + 20 * 365
        naming.wed(self.state, wife, husband, np.minimum(day, END - 800), self.rng)
        return wife, husband

    def child(self, mother: np.ndarray, father: np.ndarray | None, low: float, high: float) -> np.ndarray:
        """A child for each case, of these parents."""
        age = self.rng.uniform(low, high, self.count)
        birth = (END - age * 365.25).astype(np.int32)
        fathers = np.full(self.count, -1, np.int32) if father is None else father
        household = self.state.household[mother]
        return self.noted(naming.born(self.state, mother, fathers, birth, household, self.rng))

    def live(self, home: np.ndarray | int, ago: int, *people: np.ndarray) -> None:
        """These people live together in a home (OUT: elsewhere) from so many days before the end."""
        household = self.households()
        for who in people:
            place = np.full(self.count, home, np.int32) if isinstance(home, int) else home
            self.state.move(who, np.full(self.count, END - ago), place, household)

    def leave(self, ago: int, *people: np.ndarray) -> None:
        """These people leave the borough."""
        self.live(OUT, ago, *people)

    def dies(self, who: np.ndarray, ago: int) -> None:
        """A death."""
        self.state.death[who] = END - ago

    def row(
        self, system: str, p1: np.ndarray, home: np.ndarray, ago: int, *, written: Any = None, **columns: Any
    ) -> None:
        """A record of a system, written so many days before the end; `columns` of its plan, `written` of its
        file.
        """
        held = {k: np.broadcast_to(v, (self.count,)) for k, v in columns.items()}
        held |= {"p1": p1, "home": home, "on": np.full(self.count, END - ago, np.int32)}
        self.rows.append(PlantedRows(self.story, system, held, written or {}))

    def known(self, who: np.ndarray, home: np.ndarray, ago: int, *systems: str) -> None:
        """Plain records of each of these systems."""
        for i, system in enumerate(systems or ("electoral_register", "libraries", "crm")):
            self.row(system, who, home, max(31, ago - 9 * i))

    def made_up_ninos(self) -> list[str]:
        """A NINO of valid shape for each case, of nobody else."""
        numbers = self.rng.integers(0, 1_000_000, self.count)
        letters = self.rng.integers(0, 4, self.count)
        return [f"ZY{n:06d}{'ABCD'[k]}" for n, k in zip(numbers.tolist(), letters.tolist(), strict=True)]
