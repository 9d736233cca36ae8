"""The borough as it truly was. Systems see it only through `synthetic.written`."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from synthetic.names import Names
from synthetic.people import households
from synthetic.people.identifiers import Identifiers
from synthetic.places import Homes

if TYPE_CHECKING:
    from synthetic.planted.cast import Cast

FEMALE, MALE = 0, 1
NOBODY, AWAY = -1, -1


@dataclass(frozen=True)
class People:
    """One row a person in every array. People are row numbers; -1 is nobody.

    Names are codes into Names.words.
    """

    sex: np.ndarray  # int8: FEMALE, MALE
    birth: np.ndarray  # int32 day
    death: np.ndarray  # int32 day, or NEVER
    community: np.ndarray  # int8, index of Names.communities
    forename: np.ndarray  # int32
    middle: np.ndarray  # int32, -1 none
    surnames: np.ndarray  # (n, 3) int32: at first, after the first change, after the second; -1 none
    changed: np.ndarray  # (n, 2) int32 day of each change, or NEVER
    mother: np.ndarray  # int32
    father: np.ndarray  # int32
    partner: np.ndarray  # int32, the last one

    def __len__(self) -> int:
        return len(self.sex)

    def age(self, who: np.ndarray, on: np.ndarray | int) -> np.ndarray:
        """Whole years old on a day."""
        made: np.ndarray = ((on - self.birth[who]) // 365.25).astype(np.int32)
        return made


@dataclass(frozen=True)
class Spells:
    """Where each person lived, ordered by person and then by start; home -1 is outside the borough."""

    person: np.ndarray  # int32
    start: np.ndarray  # int32 day
    end: np.ndarray  # int32 day after the last, or NEVER
    home: np.ndarray  # int32
    household: np.ndarray  # int32

    def row_at(self, who: np.ndarray, on: np.ndarray | int) -> np.ndarray:
        """The spell of each person on a day: the last one begun, or the first if none had."""
        key = self.person.astype(np.int64) * 100_000 + self.start
        wanted = who.astype(np.int64) * 100_000 + on
        row = np.searchsorted(key, wanted, side="right") - 1
        first = np.searchsorted(self.person, who, side="left")
        return np.maximum(row, first)

    def last_home(self, who: np.ndarray, on: np.ndarray | int) -> np.ndarray:
        """The home of each person on a day, or the last one before they left the borough."""
        row = self.row_at(who, on)
        before = np.maximum(row - 1, 0)
        gone = (self.home[row] < 0) & (self.person[before] == who)
        made: np.ndarray = np.where(gone, self.home[before], self.home[row])
        return made

    def home_at(self, who: np.ndarray, on: np.ndarray | int) -> np.ndarray:
        """The home of each person on a day, -1 outside the borough."""
        made: np.ndarray = self.home[self.row_at(who, on)]
        return made


@dataclass(frozen=True)
class Borough:
    """Everything true."""

    seed: int
    names: Names
    homes: Homes
    people: People
    spells: Spells
    ids: Identifiers
    planted: np.ndarray  # (people,) bool: in a planted case, which itself says which systems know them
    played: "Cast"  # the planted cases
    errors: float = 1.0  # how many times as often systems err as they usually do

    @cached_property
    def occupations(self) -> pl.DataFrame:
        """One row for each stay of a household in a home: see `households.occupations`."""
        return households.occupations(self)

    @cached_property
    def members(self) -> pl.DataFrame:
        """One row for each person in each occupation: see `households.members`."""
        return households.members(self)

    def living_here(self, on: int) -> np.ndarray:
        """The people who were alive and in the borough on a day, in order."""
        s = self.spells
        now = (s.start <= on) & (s.end > on) & (s.home >= 0)
        made: np.ndarray = s.person[now & (self.people.death[s.person] > on)]
        return made
