"""What is typed into the one box: a kind of place, somewhere, a place by name, or several of these."""

import dataclasses
from dataclasses import dataclass

from borough.platform.gazetteer import api as gazetteer
from borough.platform.gazetteer.api import Answer, Choice, Location, Refusal, Status
from borough.platform.gazetteer.api import Kind as LocationKind

from .holding import holding, place
from .kinds import Kind
from .names import LAST
from .place import Place
from .rules import how_far
from .words import POINT, Read, folded, vocabulary

# What the gazetteer gives for exactly what was typed; a suggestion is its guess.
SURE = {Status.FOUND, Status.PARTIAL, Status.RETIRED, Status.OUTSIDE}
# Of these alone nobody says where.
STREETS = set(
    "street road lane place square court gardens hill row close way walk terrace avenue mews".split()
)
FARTHEST = 20_000  # metres from the borough of a point that we answer for
LONGEST = 200  # characters; nobody types more


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """`kinds`: likeliest first. `answer`: where. `places`: by name. `here`: "near me". Nothing of it: nothing
    was understood. `guessed`: a word was spelt nearly so. `where`: the words beside the kind."""

    kinds: tuple[Kind, ...] = ()
    answer: Answer | None = None
    places: tuple[Place, ...] = ()
    here: bool = False
    filters: tuple[str, ...] = ()
    guessed: bool = False
    where: str = ""

    @property
    def kind(self) -> Kind | None:
        return self.kinds[0] if self.kinds else None

    @property
    def location(self) -> Location | None:
        return self.answer if isinstance(self.answer, Location) else None

    @property
    def settled(self) -> bool:
        """Whether there is nothing to choose: one place, and of a street not a number that it has not."""
        return self.location is not None and not self.location.no_number


def understand(text: str) -> Understood:
    """Never raises, whatever is typed."""
    if len(text) > LONGEST or not text.strip():
        return Understood(answer=gazetteer.locate(text))
    read = vocabulary().read(text)
    if read.kinds and read.exact and not read.where:
        return _of_kind(read, None)
    if named := holding().names.exactly(read.asked):
        return _named(named, text)
    if read.kinds:
        return _kind_somewhere(text, read)
    if read.here:
        return Understood(here=True, filters=read.filters)
    return _somewhere(text)


def whereabouts(text: str) -> Answer:
    """A location from what was typed, or from the last part of one of our addresses; also by a place's name."""
    if known := place(text):
        return _at(known)
    answer = gazetteer.locate(text)
    if _settled(answer, text):
        return answer
    names = holding().names
    named = names.exactly(text) or (names.like(text, 3) if isinstance(answer, Refusal) else [])
    return _at(named[0]) if named else answer


def too_far(location: Location) -> Refusal | None:
    """Of a point far from the borough nothing near is known; a postcode elsewhere is refused before."""
    metres = gazetteer.metres_from_borough(location) if location.kind == LocationKind.POINT else 0.0
    if metres <= FARTHEST:
        return None
    return Refusal(
        status=Status.OUTSIDE,
        reason=f"That point is {how_far(metres)} from the borough, too far for us to know what is near it.",
        remedy="Type a postcode, a street or a place in the borough instead.",
    )


def called(location: Location, *, here: bool) -> Location:
    """A point as people read it: "where you are" when their browser told it, else its degrees and a postcode."""
    if not POINT.fullmatch(location.where):
        return location
    by = f" (by {location.postcode})" if location.postcode else ""
    degrees = f"{location.lat:.4f}, {location.lon:.4f}{by}"
    return dataclasses.replace(location, name="where you are" if here else degrees)


def exactly(text: str) -> Answer | None:
    """As `whereabouts`, without comparing spellings; None where that says nothing."""
    if known := place(text):
        return _at(known)
    answer = gazetteer.exactly(text)
    if answer and _settled(answer, text):
        return answer
    named = holding().names.exactly(text)
    return _at(named[0]) if named else answer


def _settled(answer: Answer, text: str) -> bool:
    """Whether no place can be meant by its name: somewhere sure that is more than a part of a street's name."""
    if not isinstance(answer, Location):
        return isinstance(answer, Refusal) and answer.status == Status.INVALID
    return answer.status in SURE and (answer.kind != LocationKind.STREET or _is(answer, text))


def _is(street: Location, text: str) -> bool:
    """Whether that is the street's whole name, or its part of one of our addresses: Euston is not Euston Street."""
    return text == street.where or folded(text) in (folded(street.name), street.where.replace("-", " "))


def _named(places: list[Place], text: str) -> Understood:
    """A place by its name; where that is a street's as well, the street, and what is not merely a stop in it."""
    answer = _surely(text)
    if answer is None or not _is(answer, text):
        return Understood(places=tuple(places))
    return Understood(places=tuple(each for each in places if each.kind not in LAST), answer=answer)


def _of_kind(read: Read, answer: Answer | None) -> Understood:
    return Understood(
        kinds=read.kinds,
        answer=answer,
        here=read.here,
        filters=read.filters,
        guessed=not read.exact,
        where=read.where,
    )


def _kind_somewhere(text: str, read: Read) -> Understood:
    """ "Library near Kentish Town"; but Church Street is a street."""
    if not read.where:
        return _of_kind(read, None) if read.exact else (_sure_place(text) or _of_kind(read, None))
    answer = whereabouts(read.where)
    if read.where in STREETS:
        return _somewhere(text)
    if isinstance(answer, Location):
        return _of_kind(read, answer)
    if whole := _surely(text):
        return Understood(answer=whole)
    if not read.exact:
        return _somewhere(text)
    return _of_kind(read, answer)


def _sure_place(text: str) -> Understood | None:
    whole = _surely(text)
    return Understood(answer=whole) if whole else None


def _surely(text: str) -> Location | None:
    answer = gazetteer.locate(text)
    return answer if isinstance(answer, Location) and answer.status in SURE else None


def _somewhere(text: str) -> Understood:
    answer = gazetteer.locate(text)
    named: tuple[Place, ...] = ()
    unsure = not (isinstance(answer, Location) and answer.status in SURE)
    if unsure and not (isinstance(answer, Refusal) and answer.status == Status.INVALID):
        named = tuple(holding().names.like(text))
    return Understood(answer=answer, places=named)


def _at(known: Place) -> Location:
    """Where a place is, under its name; its id stands for it in an address."""
    there = gazetteer.locate(f"{known.lat:.6f},{known.lon:.6f}")
    assert isinstance(there, Location), "a place lies in or near the borough"
    return dataclasses.replace(there, name=known.name, where=known.id, notes=())


__all__ = [
    "Choice",
    "Location",
    "Refusal",
    "Understood",
    "called",
    "exactly",
    "too_far",
    "understand",
    "whereabouts",
]
