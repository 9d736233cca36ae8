"""The borough while it is being lived: arrays with room for everybody, filled as people come and are born."""

from dataclasses import dataclass, field

import numpy as np

from synthetic.dates import END, NEVER
from synthetic.names import Names
from synthetic.places import Homes

OUT = -1


@dataclass
class State:
    """One row a person in every array; only the first `n` are in use. Days are day numbers."""

    names: Names
    homes: Homes
    room: int
    kept: np.ndarray  # (homes,) bool: nobody moves in
    n: int = 0
    households: int = 0
    moves: list[tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]] = field(default_factory=list)

    def __post_init__(self) -> None:
        none, never = np.full(self.room, -1, np.int32), np.full(self.room, NEVER, np.int32)
        self.sex = np.zeros(self.room, np.int8)
        self.community = np.zeros(self.room, np.int8)
        self.birth = np.zeros(self.room, np.int32)
        self.death = never.copy()
        self.forename, self.middle, self.surname = none.copy(), none.copy(), none.copy()
        self.surnames = np.full((self.room, 3), -1, np.int32)
        self.changed = np.full((self.room, 2), NEVER, np.int32)
        self.mother, self.father, self.partner = none.copy(), none.copy(), none.copy()
        self.home, self.household = none.copy(), none.copy()
        self.last_day = np.zeros(self.room, np.int32)
        self.married = np.zeros(self.room, bool)
        self.busy = np.zeros(self.room, bool)  # has moved this year
        self.shared = np.zeros(self.room, bool)  # lives among strangers

    def add(self, **columns: np.ndarray) -> np.ndarray:
        """Add people; returns their row numbers. `surname` is also the first of their surnames."""
        count = len(columns["birth"])
        rows = np.arange(self.n, self.n + count, dtype=np.int32)
        if self.n + count > self.room:
            raise MemoryError(f"room for {self.room} people, {self.n + count} wanted")
        for name, values in columns.items():
            getattr(self, name)[rows] = values
        self.surnames[rows, 0] = self.surname[rows]
        self.n += count
        return rows

    def new_households(self, count: int) -> np.ndarray:
        """Numbers of `count` new households."""
        self.households += count
        return np.arange(self.households - count, self.households, dtype=np.int32)

    def move(self, who: np.ndarray, on: np.ndarray, home: np.ndarray, household: np.ndarray) -> None:
        """People go to a home (OUT: they leave the borough) on a day, never before their last move."""
        on = np.maximum(on, self.last_day[who] + 1).astype(np.int32)
        self.home[who], self.household[who], self.last_day[who] = home, household, on
        self.busy[who] = True
        shape = np.zeros(len(who), np.int32)
        self.moves.append((who.astype(np.int32), on, home + shape, household + shape))

    def rename(self, who: np.ndarray, on: np.ndarray, surname: np.ndarray) -> None:
        """A new surname from a day, the first or the second change; later ones are not kept."""
        second = self.changed[who, 0] < NEVER
        slot = second.astype(int)
        free = self.changed[who, slot] == NEVER
        who, on, surname, slot = who[free], on[free], surname[free], slot[free]
        self.changed[who, slot] = on
        self.surnames[who, slot + 1] = surname
        self.surname[who] = surname

    def here(self) -> np.ndarray:
        """(n,) booleans: alive and in the borough."""
        made: np.ndarray = (self.home[: self.n] >= 0) & (self.death[: self.n] == NEVER)
        return made

    def age(self, on: int) -> np.ndarray:
        """(n,) years old on a day."""
        return (on - self.birth[: self.n]) / 365.25

    def vacant(self) -> np.ndarray:
        """Homes with nobody in them:

        those free since before this year, as `busy` people left theirs only now.
        """
        free = ~self.kept
        free[self.home[: self.n][self.here()]] = False
        return free

    def spells(self) -> tuple[np.ndarray, ...]:
        """person, start, end, home, household; ordered by person and start, up to END."""
        person, start, home, household = (np.concatenate(column) for column in zip(*self.moves, strict=True))
        order = np.lexsort((start, person))
        order = order[start[order] <= END]
        person, start, home, household = person[order], start[order], home[order], household[order]
        end = np.append(start[1:], NEVER)
        end = np.where(np.append(person[1:], -1) == person, end, NEVER)
        return person, start, np.minimum(end, self.death[person]), home, household
