"""Why people are shielded, and when two people are alike enough for a shield to reach both. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """Why; the strictest first. Where several hold, the strictest is said."""

    WITNESS = "witness"
    CHANGED_IDENTITY = "changed_identity"
    ADOPTED = "adopted"
    REFUGE = "refuge"
    SOURCE = "source"
    COUNCILLOR = "councillor"
    COLLEAGUE = "colleague"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Kind.WITNESS: "Protected witness",
    Kind.CHANGED_IDENTITY: "Changed identity",
    Kind.ADOPTED: "Adopted",
    Kind.REFUGE: "Fled violence",
    Kind.SOURCE: "Restricted by a source",
    Kind.COUNCILLOR: "Councillor",
    Kind.COLLEAGUE: "Works for the council",
}


def strictest(kinds: Iterable[str]) -> Kind:
    """The strictest of those in force. Raises ValueError when there is none."""
    return min((Kind(kind) for kind in kinds), key=list(Kind).index)


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a record says that can tell one person from another; empty where it says nothing."""

    forename: str
    surname: str
    born: date | None
    postcode: str
    contacts: frozenset[str]
    numbers: frozenset[str]


def alike(one: Likeness, other: Likeness) -> bool:
    """Whether both may be about one person: so near that somebody would have to look.

    A number of the state that both share says so. Else the dates of birth decide, where both are known: the
    same, or one slip apart, with a name in common; another date is another person, namesake or not. Where one
    is not known, names in common need a home or a contact in common.
    """
    if one.numbers & other.numbers:
        return True
    forename = _same(one.forename, other.forename)
    surname = _same(one.surname, other.surname)
    near = bool(one.contacts & other.contacts) or _same(one.postcode, other.postcode)
    if one.born and other.born:
        if one.born == other.born:
            return forename or surname or near
        return forename and (surname or near) and slipped(one.born, other.born)
    return near and forename


def _same(one: str, other: str) -> bool:
    return bool(one) and one == other


def slipped(one: date, other: date) -> bool:
    """Whether one keying slip makes one of the other: day and month exchanged, or one digit wrong."""
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return True
    return sum(a != b for a, b in zip(one.isoformat(), other.isoformat(), strict=True)) == 1
