"""What a text can turn out to be: a location, a choice between several, or a refusal that helps."""

import dataclasses
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    FOUND = "found"
    PARTIAL = "partial"  # part of a postcode: its centre, and what it could be
    OUTSIDE = "outside"  # real, but not in the borough
    RETIRED = "retired"  # a postcode that was; its last point
    SUGGESTION = "suggestion"  # not as typed, but surely meant
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"
    INVALID = "invalid"


class Kind(StrEnum):
    POSTCODE = "postcode"
    PART = "part"  # of a postcode: area, district or sector
    STREET = "street"
    ADDRESS = "address"
    POINT = "point"


@dataclass(frozen=True, slots=True)
class Option:
    """One of several. `where` is what to put in a URL or in the box to choose it."""

    label: str
    where: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Somewhere. `lat`, `lon` in WGS84 degrees, `easting`, `northing` in metres of the British National Grid.

    `where` names it in a URL and never says whose home it is: an address has a token there. `notes` are
    sentences: what was put right, and what kind of answer it is. `options` lead on: the sectors of a part.
    `uprn` is for the server only: it is in no URL and no answer.
    """

    status: Status
    kind: Kind
    name: str
    where: str
    lat: float
    lon: float
    easting: float
    northing: float
    postcode: str = ""
    suggestion: str = ""
    ward_code: str = ""
    ward_name: str = ""
    cpz: str = ""  # the controlled parking zone, with its part: CA-F(n)
    lsoa: str = ""
    msoa: str = ""
    district: str = ""  # the council
    district_code: str = ""
    street: str = ""
    uprn: str = ""
    business: bool = False  # a box, or a business with a postcode of its own
    differs: tuple[str, ...] = ()  # what is not the same for every address of this postcode
    notes: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    no_number: str = ""  # of the street, that was asked for and that we do not know

    @property
    def inside(self) -> bool:
        return self.status != Status.OUTSIDE

    @property
    def sentence(self) -> str:
        """What was understood, for people."""
        return " ".join(self.notes) or f"We took that to be {self.name}."

    def with_note(self, *notes: str) -> "Location":
        return dataclasses.replace(self, notes=(*(note for note in notes if note), *self.notes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Several are meant by the text; `why` says what differs between them."""

    name: str
    why: str
    options: tuple[Option, ...]
    postcode: str = ""
    status: Status = Status.AMBIGUOUS


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """No location: why, and what to do. `options` are the nearest that there is."""

    status: Status
    reason: str
    remedy: str
    postcode: str = ""
    suggestion: str = ""
    district: str = ""
    options: tuple[Option, ...] = ()


Answer = Location | Choice | Refusal


def tells_of_homes(answer: Answer) -> bool:
    """Whether it is an address, or a choice of addresses: then it lies in no cache on the way."""
    if isinstance(answer, Location) and answer.kind == Kind.ADDRESS:
        return True
    return any(option.where.startswith("a-") for option in answer.options)
