"""Looks at one's own circle: oneself, family, namesakes, neighbours, colleagues; the known and the forgotten."""

from collections.abc import Iterator
from datetime import timedelta

from .facts import Flag, Kind, Look, Officer, Person
from .window import Window

T = dict[str, float]


def oneself(window: Window, limits: T) -> Iterator[Flag]:
    """Also with a reason: nobody works on their own record or home."""
    for look in window.week:
        officer, person = window.officer(look), window.person(look)
        if look.kind is not Kind.OPENED or not officer or not look.person:
            continue
        own = look.person == officer.person
        if own or (person and officer.home and person.home == officer.home):
            whose = "their own record" if own else "a record at their own address"
            yield _flag("M1", look, f"Opened {whose}.")


def family(window: Window, limits: T) -> Iterator[Flag]:
    for look, officer, person in window.strange:
        if person.id in officer.family:
            yield _flag("M2", look, "Opened the record of somebody of their family, and nothing explains it.")


def namesake(window: Window, limits: T) -> Iterator[Flag]:
    """Only where the name is rare: a Begum meets hers six times in a thousand."""
    for look, officer, person in window.strange:
        rare = window.world.shares.get(person.surname, 0) < limits["share"]
        if person.surname and rare and person.surname == officer.surname and not _own(officer, person):
            yield _flag("M3", look, "Opened the record of somebody with the same rare surname.")


def neighbour(window: Window, limits: T) -> Iterator[Flag]:
    for look, officer, person in window.strange:
        if person.postcode and person.postcode == officer.postcode and not _own(officer, person):
            yield _flag("M4", look, "Opened the record of somebody of their own postcode.")


def colleague(window: Window, limits: T) -> Iterator[Flag]:
    staff = {officer.person: officer for officer in window.world.officers.values() if officer.person}
    for look, officer, person in window.strange:
        other = staff.get(person.id)
        if other and other.id != officer.id and _work_together(officer, other):
            yield _flag("M5", look, "Opened the record of somebody they work with.")


def in_the_news(window: Window, limits: T) -> Iterator[Flag]:
    for look, _, person in window.strange:
        until = window.world.watched.get(person.id)
        if until and look.day <= until:
            yield _flag("M6", look, "Opened the record of somebody on the auditor’s list of public people.")


def dead_file(window: Window, limits: T) -> Iterator[Flag]:
    for look, _, person in window.strange:
        if person.heard_of and look.day - person.heard_of > timedelta(days=limits["days"]):
            yield _flag("M11", look, "Opened a record in which nothing has happened for two years.")


def near_a_shield(window: Window, limits: T) -> Iterator[Flag]:
    """After a refusal: whoever looks among the kin, school and old address of somebody who is hidden."""
    refused = [look for look in window.of(Kind.REFUSED) if look.person in window.world.near]
    for no in refused:
        around = window.world.near[no.person]
        after = [
            look
            for look in window.month
            if look.officer == no.officer and look.at > no.at
            and (look.person in around or around.intersection(look.found))
        ]  # fmt: skip
        if len(after) >= limits["looks"] and window.fresh(after):
            looks = tuple(look.position for look in (no, *after))
            story = f"Was refused somebody, then looked {len(after)} times around that person."
            yield Flag("M15", no.officer, looks, story, no.person)


def _own(officer: Officer, person: Person) -> bool:
    return person.id == officer.person or bool(officer.home and officer.home == person.home)


def _work_together(one: Officer, other: Officer) -> bool:
    same_team = bool(one.team) and one.team == other.team
    return same_team or one.manager == other.id or other.manager == one.id


def _flag(detector: str, look: Look, story: str) -> Flag:
    return Flag(detector, look.officer, (look.position,), story, look.person)
