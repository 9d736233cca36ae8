"""Purposes as they are declared, and when a stated purpose is live. No clock: `now` is passed in."""

import re
from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

IDLE = timedelta(minutes=30)  # an officer who turns to something else states the purpose again
LONGEST = timedelta(hours=8)  # one shift
GLASS = timedelta(hours=4)  # in an emergency; it ends then, used or not
REVIEWED_IN = 5  # working days
SHORTEST_REASON = 5


class Fields(StrEnum):
    """Groups of facts about a person, as purposes open them."""

    IDENTITY = "identity"
    ADDRESS = "address"
    HOUSEHOLD = "household"
    RELATIONSHIPS = "relationships"
    CONTACT = "contact"
    SERVICES = "services"
    EVIDENCE = "evidence"


class Shows(StrEnum):
    """What is seen under a purpose. Only `PERSON` opens people's pages."""

    PERSON = "person"
    ANSWER = "answer"
    CHANGES = "changes"
    LAYOUT = "layout"
    LOG = "log"
    COUNTS = "counts"


class Unmatched(StrEnum):
    """What becomes of a look that its reference does not explain."""

    MARK = "mark"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """One entry of `purposes.toml`; the file explains each field. `depth`, `youngest`: in years."""

    code: str
    name: str
    basis: str
    roles: frozenset[str]
    clients: bool = False
    shows: Shows
    opens: frozenset[Fields]
    depth: int = 2
    youngest: int = 0
    reason: str
    example: str
    references: tuple[str, ...] = ()
    unmatched: Unmatched = Unmatched.MARK
    told: str
    delay: int | None = None
    kept: str
    restricted: str = ""
    emergency: bool = False
    approver: str
    review: date

    @property
    def opens_people(self) -> bool:
        return self.shows is Shows.PERSON

    def reads_addresses_since(self, today: date) -> date | None:
        """The day before which an address must not have ended to be read; None: however old it is."""
        return years_before(today, self.depth) if self.depth else None

    def reads_people_born_by(self, today: date) -> date | None:
        """Who was born later is too young for this purpose; None: nobody is."""
        return years_before(today, self.youngest) if self.youngest else None


def years_before(day: date, years: int) -> date:
    """The same day of an earlier year; 28 February for the 29th."""
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year - years, day=last)


@dataclass(frozen=True, slots=True)
class Stated:
    """A purpose that an officer has stated, why, and since when."""

    purpose: Purpose
    reason: str
    since: datetime
    used: datetime
    glass: int = 0  # the number of the glass that was broken for it

    def live(self, *, roles: frozenset[str], now: datetime) -> bool:
        if self.glass:
            return self.purpose.emergency and now < self.ends and bool(roles)
        return now - self.used < IDLE and now - self.since < LONGEST and bool(self.purpose.roles & roles)

    @property
    def ends(self) -> datetime:
        """The moment at which a broken glass is whole again."""
        return self.since + GLASS

    def may_show(self, fields: Fields | str) -> bool:
        return fields in self.purpose.opens


def due(broken: date, holidays: Container[date] = ()) -> date:
    """The last working day on which it may be reviewed: weekends and bank holidays are none."""
    day, left = broken, REVIEWED_IN
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5 and day not in holidays
    return day


# What a reference never needs. The log is kept for years: a name or number written there is a copy too many.
PERSONAL = {
    "an e-mail address": re.compile(r"\S@\S+\.\w"),
    "a National Insurance number": re.compile(r"\b[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b", re.I),
    "a date of birth": re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](19|20)\d{2}\b"),
    "a telephone number": re.compile(r"(\+44|\b0)[\d ]{9,12}\b"),
}


def reason_problem(reason: str, purpose: Purpose) -> str:
    """What is wrong with a written reason, as an instruction; empty when nothing is."""
    text = " ".join(reason.split())
    if not text:
        return f"Enter the {purpose.reason[0].lower()}{purpose.reason[1:]}"
    if len(text) < SHORTEST_REASON:
        return f"Enter a reason of at least {SHORTEST_REASON} characters, for example {purpose.example}"
    for what, pattern in PERSONAL.items():
        if pattern.search(text):
            return f"Remove {what}: write a reference instead, for example {purpose.example}"
    if not any(letter.isdecimal() for letter in text):  # every reference has a number; a name has none
        return f"Enter a reference with a number in it, not a name, for example {purpose.example}"
    return ""
