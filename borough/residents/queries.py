"""What the index knows of a person. Frozen rows; nothing is written. Callers log the look first.

`opened`: what may be read (`opened_by` a purpose); what is closed is as if it were not there, so that nothing
is inferred from it. None reads every source. People under a shield are never there, but those of `opened.see`.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from functools import reduce
from operator import or_
from typing import TypeVar

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from .gates import FIELDS as GATED
from .gates import Opened
from .identifiers import read_identifier
from .models import Person, Record
from .rows import Fact, Field, Household, Line, Member, RecordRow, Said, Sheet, Stay
from .rules import in_capitals, is_shorter
from .shield.queries import hidden

T = TypeVar("T")

SEXES = {"F": "Female", "M": "Male"}
# The fields of a sheet: name, and how a record says it.
FIELDS: dict[str, Callable[[Record], str | None]] = {
    "name": lambda record: name_of(record),
    "date_of_birth": lambda record: record.date_of_birth.isoformat() if record.date_of_birth else None,
    "sex": lambda record: SEXES.get(record.sex or ""),
    "nino": lambda record: record.nino,
    "nhs_number": lambda record: record.nhs_number,
    "phone": lambda record: record.phone,
    "email": lambda record: record.email,
}


def _records(opened: Opened | None) -> QuerySet[Record]:
    """The records that are there for this look."""
    there = Record.objects.exclude(hidden(OuterRef("person"), opened.see if opened else ()))
    if opened is None:
        return there
    there = there.filter(feed__in=opened.feeds)
    if opened.born_by:
        young = Record.objects.filter(person=OuterRef("person"), feed__in=opened.feeds)
        there = there.exclude(Exists(young.filter(date_of_birth__gt=opened.born_by)))
    return there


def _read(records: QuerySet[Record], opened: Opened | None) -> list[Record]:
    """Their rows, without the values that are closed."""
    rows = list(records)
    if opened is None:
        return rows
    for record in rows:
        ended = opened.since and record.valid_to and record.valid_to < opened.since
        closed = opened.closed_of(record.feed) | (GATED["address"] if ended else frozenset())
        for column in closed:
            setattr(record, column, None)
    return rows


def sheet(identifier: str, *, opened: Opened | None = None) -> Sheet | None:
    """The person of this identifier, or None. A merged identifier gives `became` and nothing else."""
    person = _person(identifier, opened)
    if person is None:
        return None
    own = _records(opened).filter(person=person).order_by("-as_of", "feed", "source_key", "number")
    records = _read(own, opened)
    fields = tuple(_field(name, say, records) for name, say in FIELDS.items())
    names = fields[0].facts
    return Sheet(
        identifier=person.identifier,
        name=names[0].value if names else "Name not known",
        fields=tuple(field for field in fields if field.facts),
        stays=_stays(records),
        records=tuple(_row(record) for record in records),
        became=_end_of(person),
    )


def _person(identifier: str, opened: Opened | None) -> Person | None:
    """Not who is under a shield, nor an identifier that leads to them: one query, as for one that nobody has, so
    that not even time tells them apart."""
    see = opened.see if opened else frozenset()
    there = Person.objects.exclude(hidden(OuterRef("pk"), see)).exclude(hidden(OuterRef("gone_to"), see))
    person = there.select_related("gone_to").filter(identifier=read_identifier(identifier)).first()
    heir = _heir(person) if person else None
    if heir and Person.objects.filter(pk=heir.pk).filter(hidden(OuterRef("pk"), see)).exists():
        return None
    return person


def exists(identifier: str, *, opened: Opened | None = None) -> bool:
    """Whether this identifier, as `read_identifier` writes it, leads to somebody who is there for this look."""
    person = _person(identifier, opened)
    if person is None:
        return False
    return bool(_end_of(person)) or _records(opened).filter(person=person).exists()


def household(identifier: str, *, today: date, opened: Opened | None = None) -> Household:
    """Where the newest and most sources place this person now, and who else is placed there, the oldest first.

    Not `decided`: the address is too vague to say whose else it is. Three queries at most.
    """
    home = _home(_records(opened).filter(person__identifier=identifier), opened, today)
    if not home:
        return Household("", ())
    address = max((address_of(record) for record in home), key=len)
    if (door := _at_door(home)) is None:
        return Household(address, (), decided=False)
    there = _records(opened).filter(door)
    if opened and opened.household is not None:
        there = there.filter(feed__in=opened.household)
    others = _now(there, today).exclude(person__identifier=identifier).exclude(person=None)
    found: dict[str, list[Record]] = {}
    for record in _read(others.annotate(who=F("person__identifier")).order_by("-as_of"), opened):
        found.setdefault(_who(record), []).append(record)
    every: dict[str, list[Record]] = {who: [] for who in found}
    own = _records(opened).filter(person__identifier__in=found).annotate(who=F("person__identifier"))
    for record in _read(own.order_by("-as_of", "id"), opened):
        every[_who(record)].append(record)
    members = (_member(who, every[who], records) for who, records in found.items())
    oldest_first = sorted(members, key=lambda member: (member.date_of_birth or date.max, member.name))
    return Household(address, tuple(oldest_first))


def _who(record: Record) -> str:
    """The identifier that the query wrote beside it."""
    return str(record.who)  # type: ignore[attr-defined]


def known(person_ids: Sequence[int], *, opened: Opened | None = None) -> list[int]:
    """Those of whom an opened source says something, in the order given. One query."""
    there = set(_records(opened).filter(person__in=person_ids).values_list("person", flat=True).distinct())
    return [key for key in person_ids if key in there]


def lines(person_ids: Sequence[int], *, opened: Opened | None = None) -> list[Line]:
    """Persons for a list, in the order asked for; without those of whom nothing is known. Two queries."""
    persons = Person.objects.in_bulk(person_ids)
    found: dict[int | None, list[Record]] = {key: [] for key in person_ids}
    for record in _read(_records(opened).filter(person__in=person_ids).order_by("-as_of", "id"), opened):
        found[record.person_id].append(record)
    return [_line(persons[key], found[key]) for key in person_ids if found[key]]


def _line(person: Person, records: list[Record]) -> Line:
    names = _whole(_ranked(name_of(record) for record in records))
    return Line(
        person_id=person.pk,
        identifier=person.identifier,
        name=names[0] if names else "Name not known",
        other_names=tuple(names[1:3]),
        dates_of_birth=tuple(_ranked(record.date_of_birth for record in records)[:2]),
        addresses=tuple(_ranked(address_of(record) for record in records)[:2]),
        feeds=tuple(sorted({record.feed for record in records})),
    )


def _field(name: str, say: Callable[[Record], str | None], records: list[Record]) -> Field:
    said: dict[str, list[Said]] = {}
    for record in records:
        if value := say(record):
            said.setdefault(value, []).append(_said(record))
    facts = [Fact(value, tuple(sources)) for value, sources in said.items()]
    facts.sort(key=_support)
    return Field(name, _folded(facts) if name == "name" else tuple(facts))


def _support(fact: Fact) -> tuple[int, int]:
    """For sorting: the more sources the earlier, then the fuller."""
    feeds = {said.feed for one in (fact, *fact.shorter) for said in one.said}
    return -len(feeds), -len(fact.value)


def _folded(names: list[Fact]) -> tuple[Fact, ...]:
    """Names that are another one written shorter, put under the best supported of those."""
    whole = _whole([fact.value for fact in names])
    under: dict[str, list[Fact]] = {value: [] for value in whole}
    for fact in names:
        if fact.value not in under:
            under[next(value for value in whole if is_shorter(fact.value, value))].append(fact)
    folded = (Fact(f.value, f.said, tuple(under[f.value])) for f in names if f.value in under)
    return tuple(sorted(folded, key=_support))


def _whole(names: list[str]) -> list[str]:
    """Without those that are another one of them written shorter."""
    return [name for name in names if not any(is_shorter(name, other) for other in names)]


def _stays(records: Iterable[Record]) -> tuple[Stay, ...]:
    """One for each place that the sources name, the latest first."""
    return tuple(sorted((_stay(its) for its in _places(records)), key=_latest, reverse=True))


def _places(records: Iterable[Record]) -> list[list[Record]]:
    """The records of each place, in the order given. A place is what has one UPRN; a record without any is
    about the place behind its door."""
    placed = [record for record in records if address_of(record)]
    uprns = {_door(record): record.uprn for record in reversed(placed) if record.uprn}
    places: dict[Hashable, list[Record]] = {}
    for record in placed:
        place = record.uprn or uprns.get(_door(record)) or _door(record)
        places.setdefault(place, []).append(record)
    return list(places.values())


def _door(record: Record) -> tuple[str, str]:
    return record.postcode or "", record.house or record.street or ""


def _stay(records: list[Record]) -> Stay:
    fullest = max(records, key=lambda record: (len(address_of(record)), record.as_of))
    starts = [record.valid_from for record in records if record.valid_from]
    ends = [record.valid_to for record in records if record.valid_to]
    return Stay(
        address=address_of(fullest),
        postcode=fullest.postcode or "",
        uprn=next((record.uprn for record in records if record.uprn), ""),
        since=min(starts, default=None),
        until=max(ends) if len(ends) == len(records) else None,
        said=tuple(_said(record) for record in records),
    )


def _latest(stay: Stay) -> tuple[bool, date, int]:
    return stay.until is None, stay.until or stay.since or date.min, len(stay.said)


def _home(records: QuerySet[Record], opened: Opened | None, today: date) -> list[Record]:
    """The records of the place where the newest and most sources put the person now, the newest first."""
    current = _read(_now(records, today).order_by("-as_of", "id"), opened)
    now = [record for record in current if address_of(record)]
    places = _places(now)
    return max(places, key=len) if places else []


def _at_door(home: list[Record]) -> Q | None:
    """The same UPRN; or the same door where no other UPRN says that it is another flat behind it. None: no
    record says which door it is."""
    uprn = next((record.uprn for record in home if record.uprn), None)
    doors = {(r.postcode, r.house, r.flat) for r in home if r.house and r.postcode}
    same = [Q(postcode=postcode, house=house, flat=flat) for postcode, house, flat in doors]
    if uprn:
        same = [Q(uprn=uprn), *(door & Q(uprn=None) for door in same)]
    return reduce(or_, same) if same else None


def _now(records: QuerySet[Record], today: date) -> QuerySet[Record]:
    return records.filter(Q(valid_to=None) | Q(valid_to__gte=today)).exclude(valid_from__gt=today)


def _member(identifier: str, records: list[Record], there: list[Record]) -> Member:
    """`records`: all of the person's; `there`: those at the address, which say that they live there."""
    return Member(
        identifier=identifier,
        name=(_whole(_ranked(name_of(record) for record in records)) or ["Name not known"])[0],
        date_of_birth=next((record.date_of_birth for record in records if record.date_of_birth), None),
        said=tuple(_said(record) for record in there),
    )


def _row(record: Record) -> RecordRow:
    return RecordRow(
        _said(record), name_of(record), record.date_of_birth, address_of(record), record.confidence
    )


def _said(record: Record) -> Said:
    return Said(record.feed, record.source_key, record.as_of, record.batch_id, record.row)


def _end_of(person: Person) -> str:
    """The identifier that a merged one leads to, however often its heirs were merged again."""
    heir = _heir(person)
    return heir.identifier if heir else ""


def _heir(person: Person) -> Person | None:
    """Who has the records of a merged person now; None: they were not merged."""
    seen: set[int] = set()
    heir: Person | None = person
    while heir and heir.gone_to_id and heir.pk not in seen:
        seen.add(heir.pk)
        heir = heir.gone_to
    return heir if seen else None


def whom_a_row_is_about(feed: str, key: str) -> list[str]:
    """Identifiers of the persons of a source's record; a look at its row is a look at them."""
    people = Record.objects.filter(feed=feed, source_key=key).exclude(person=None)
    return list(people.values_list("person__identifier", flat=True).distinct())


def a_row_is_kept_back(feed: str, key: str) -> bool:
    """Whether a source's record speaks of somebody under a shield."""
    about = Record.objects.filter(feed=feed, source_key=key)
    return about.filter(hidden(OuterRef("person"))).exists()


def _ranked(values: Iterable[T | None]) -> list[T]:
    """Distinct values that say something, the most frequent first, the earliest met where equal."""
    counts: dict[T, int] = {}
    for value in values:
        if value:
            counts[value] = counts.get(value, 0) + 1
    return sorted(counts, key=lambda value: -counts[value])


def name_of(record: Record) -> str:
    parts = (record.forename, record.middle_names, record.surname)
    return in_capitals(" ".join(part for part in parts if part))


def address_of(record: Record) -> str:
    flat = f"Flat {record.flat.upper()}, " if record.flat else ""
    house, street = record.house or "", (record.street or "").title()
    between = " " if house[:1].isdigit() else ", "  # a building's name stands apart
    house = house.upper() if house[:1].isdigit() else house.title()
    street = between.join(part for part in (house, street) if part)
    return ", ".join(part for part in (f"{flat}{street}".strip(", "), record.postcode) if part)
