"""What the index says of a person, as frozen rows."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Said:
    """Where a value comes from: the feed's slug, the source's key, the day of the extract, batch and row."""

    feed: str
    key: str
    as_of: date
    batch: int
    row: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of one field, and every source that says so, newest first.

    `shorter`: the same name as other sources write it, with initials or less of it.
    """

    value: str
    said: tuple[Said, ...]
    shorter: tuple["Fact", ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the person. More than one fact is a disagreement; the best supported stands first."""

    name: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Stay:
    """An address over time, from the earliest to the latest that a source says. `until` None: still."""

    address: str
    postcode: str
    uprn: str
    since: date | None
    until: date | None
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody whom a source places at the same address now."""

    identifier: str
    name: str
    date_of_birth: date | None
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Household:
    """Where a person lives now, and the others there. No address: no source says. Not `decided`: the address
    does not say which door it is, so that who else lives there cannot be told."""

    address: str
    members: tuple[Member, ...]
    decided: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """A person's page. `became`: where a merged identifier went."""

    identifier: str
    name: str
    fields: tuple[Field, ...]
    stays: tuple[Stay, ...]
    records: tuple["RecordRow", ...]
    became: str = ""


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record: what one source says, and how sure it is that it is about this person."""

    said: Said
    name: str
    date_of_birth: date | None
    address: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Line:
    """A person in a list of results."""

    person_id: int
    identifier: str
    name: str
    other_names: tuple[str, ...]
    dates_of_birth: tuple[date, ...]
    addresses: tuple[str, ...]
    feeds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """`records` of `source` went to `target`: the whole of them ("merged"), a part that is a person of its own
    ("split"), a part ("moved"); or the source system `feed` deleted them ("gone", no target).

    `cause`: "batch", "relink", "decision", "check", or "" of old; `number`: which of them; `by`, `reason`: of a
    decision.
    """

    change: int
    day: date
    kind: str
    source: str
    target: str
    records: int
    feed: str = ""
    cause: str = ""
    number: int = 0
    by: str = ""
    reason: str = ""
    undone: bool = False
