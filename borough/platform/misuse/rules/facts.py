"""What the detectors reason about: looks, those who looked, those who were looked at, and how they are related."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    OPENED = "opened"  # somebody's page
    SEARCHED = "searched"
    REFUSED = "refused"  # asked for somebody and was shown none
    TAKEN = "taken"  # exported or printed
    READ_LOG = "read_log"
    APPROVED = "approved"  # something that another officer asked for
    CLOSED = "closed"  # an alert about another officer
    VERIFIED = "verified"  # a client asked whether somebody lives at an address


@dataclass(frozen=True, slots=True)
class Look:
    """One entry of the log that detectors read. `officer`: user:7 or a client. `person`: whom it was about.

    found: whom a search showed. vague: the search named nobody (initials, a wildcard, a lone surname).
    checked: its reference was found to be this person's. other: the officer whom an approval or a closed alert
    concerns. uprn: the address that a client asked about.
    """

    position: int
    at: datetime
    officer: str
    kind: Kind = Kind.OPENED
    person: str = ""
    purpose: str = ""
    found: tuple[str, ...] = ()
    vague: bool = False
    checked: bool = False
    other: str = ""
    uprn: str = ""

    @property
    def day(self) -> date:
        return self.at.date()


@dataclass(frozen=True, slots=True)
class Officer:
    """`person`: their own identifier in the index; `family` and `friends` as declared or linked; `hours`: from
    when until when they work; `on_call`: days; `leaving`: their last day, once notice is given."""

    id: str
    team: str
    role: str
    manager: str = ""
    person: str = ""
    home: str = ""
    postcode: str = ""
    surname: str = ""
    family: frozenset[str] = frozenset()
    friends: frozenset[str] = frozenset()
    hours: tuple[int, int] = (0, 24)
    on_call: frozenset[date] = frozenset()
    leaving: date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """`school` and `born` (a year) say whom a trawl has in common; `heard_of`: last event in any source."""

    id: str
    home: str = ""
    postcode: str = ""
    surname: str = ""
    school: str = ""
    born: int = 0
    heard_of: date | None = None


@dataclass(frozen=True, slots=True)
class World:
    """Everything beside the looks. `shares`: of all residents, how many bear a surname. `watched`: people of
    the auditor's list with the last day on it. `near`: around a restricted person, by that person.
    `duty_pairs`: officers who are meant to approve for one another."""

    officers: Mapping[str, Officer] = field(default_factory=dict)
    persons: Mapping[str, Person] = field(default_factory=dict)
    shares: Mapping[str, float] = field(default_factory=dict)
    watched: Mapping[str, date] = field(default_factory=dict)
    near: Mapping[str, frozenset[str]] = field(default_factory=dict)
    duty_pairs: frozenset[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Flag:
    """A detector's finding: which looks of which officer, at whom, and the story in one sentence."""

    detector: str
    officer: str
    looks: tuple[int, ...]
    story: str
    person: str = ""
