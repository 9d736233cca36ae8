"""What the hours say of one date: spells of open, closed and unknown, in minutes from its midnight."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from opening_hours import OpeningHours
from opening_hours import State as Said

from .exceptions import DatedException
from .holidays import BankHolidays
from .reading import Hours
from .rules_of_osm import MINUTES, Rule, later_part, own_part, text_of

NOBODY_KNOWS = BankHolidays()
WEEKDAYS = "Mo Tu We Th Fr Sa Su".split()


class Status(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Spell:
    """From one minute of a day to another, 0 to 1,440, one status with one note."""

    start: int
    end: int
    status: Status
    note: str = ""


Day = tuple[Spell, ...]
NOT_KNOWN: Day = (Spell(0, MINUTES, Status.UNKNOWN),)


def spells(
    hours: Hours,
    day: date,
    exceptions: Sequence[DatedException] = (),
    bank_holidays: BankHolidays = NOBODY_KNOWS,
) -> Day:
    """The spells of a date from midnight to midnight: its own hours, and what yesterday's leave over."""
    yesterday = day - timedelta(days=1)
    own, _ = _said(hours, day, exceptions, bank_holidays)
    _, later = _said(hours, yesterday, exceptions, bank_holidays)
    return own if not later else _laid_over(own, later)


def _said(
    hours: Hours, day: date, exceptions: Sequence[DatedException], bank_holidays: BankHolidays
) -> tuple[Day, Day]:
    """What is said of a date up to its midnight, and of the hours after it."""
    exception = next((each for each in reversed(exceptions) if each.covers(day)), None)
    if exception:
        said = _by_rules(exception.hours, day, False)
        return tuple(_noted(spell, exception.reason) for spell in said[0]), said[1]
    holiday = day in bank_holidays
    if hours.speaks_of_holidays and not bank_holidays.knows(day):
        return NOT_KNOWN, ()
    own, later = _by_rules(hours, day, holiday)
    if holiday and not hours.speaks_of_holidays and not hours.always:
        # Silent about bank holidays: it may keep its hours or not, and nobody should walk there for it.
        return _unsure(own), _unsure(later)
    return own, later


def _unsure(day: Day) -> Day:
    return tuple(
        Spell(each.start, each.end, Status.UNKNOWN, "hours on bank holidays are not known")
        if each.status is Status.OPEN
        else each
        for each in day
    )


def _noted(spell: Spell, reason: str) -> Spell:
    return Spell(spell.start, spell.end, spell.status, spell.note or reason)


@lru_cache(maxsize=65_536)
def _by_rules(hours: Hours, day: date, holiday: bool) -> tuple[Day, Day]:
    if hours.rules is None:
        return NOT_KNOWN, ()
    own = tuple(own_part(rule) for rule in hours.rules)
    later = tuple(part for rule in hours.rules if (part := later_part(rule)))
    has_later = any(rule.times for rule in later)
    return _evaluated(own, day, holiday), _kept(_evaluated(later, day, holiday)) if has_later else ()


def _evaluated(rules: tuple[Rule, ...], day: date, holiday: bool) -> Day:
    """The library's answer for one date. On a bank holiday its weekday is what "PH" stands for."""
    text = text_of(rules)
    if holiday:
        text = text_of(tuple(_as_weekday(rule, day) for rule in rules))
    start = datetime.combine(day, time())
    asked = _parsed(text).intervals(start, start + timedelta(days=1))
    return tuple(
        Spell(_minute(a, start), _minute(b, start), _status(said), note) for a, b, said, note in asked
    )


def _as_weekday(rule: Rule, day: date) -> Rule:
    days = rule.days.replace("PH", WEEKDAYS[day.weekday()])
    return Rule(rule.joint, days, rule.times, rule.kind, rule.note)


@lru_cache(maxsize=16_384)
def _parsed(text: str) -> OpeningHours:
    return OpeningHours(text, auto_country=False, auto_timezone=False)


def _minute(moment: datetime, start: datetime) -> int:
    return int((moment - start).total_seconds() // 60)


def _status(said: Said) -> Status:
    return {Said.OPEN: Status.OPEN, Said.CLOSED: Status.CLOSED}.get(said, Status.UNKNOWN)


def _kept(day: Day) -> Day:
    return tuple(spell for spell in day if spell.status is not Status.CLOSED)


def _laid_over(own: Day, later: Iterable[Spell]) -> Day:
    """The day's own spells, with yesterday's left-over hours where the day itself says closed."""
    later = list(later)
    edges = sorted({0, MINUTES, *(edge for each in (*own, *later) for edge in (each.start, each.end))})
    day = []
    for a, b in pairwise(edges):
        at = _at(own, a)
        over = _at(later, a)
        spell = over if over and (at is None or at.status is Status.CLOSED) else at
        day.append(Spell(a, b, spell.status if spell else Status.CLOSED, spell.note if spell else ""))
    return _joined(day)


def _at(day: Iterable[Spell], minute: int) -> Spell | None:
    return next((spell for spell in day if spell.start <= minute < spell.end), None)


def _joined(day: list[Spell]) -> Day:
    whole: list[Spell] = []
    for spell in day:
        if whole and (whole[-1].status, whole[-1].note) == (spell.status, spell.note):
            whole[-1] = Spell(whole[-1].start, spell.end, spell.status, spell.note)
        else:
            whole.append(spell)
    return tuple(whole)
