"""Hours in words, as GOV.UK writes times: 9am, 5:30pm, midday, midnight."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from .days import NOBODY_KNOWS, Spell, Status, spells
from .exceptions import DatedException
from .holidays import BankHolidays
from .reading import Hours
from .rules_of_osm import MINUTES

NOT_KNOWN = "Hours not known"
NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


@dataclass(frozen=True)
class Day:
    """One date in words: "10am to 6pm", and why it is unlike others ("Boxing Day", "snow")."""

    date: date
    words: str
    why: str = ""


def clock(minute: int) -> str:
    """A minute of the day in words."""
    minute %= MINUTES
    if minute in (0, MINUTES // 2):
        return "midday" if minute else "midnight"
    hour, rest = divmod(minute, 60)
    return f"{(hour - 1) % 12 + 1}{f':{rest:02}' if rest else ''}{'am' if hour < 12 else 'pm'}"


def days(
    hours: Hours,
    first: date,
    count: int = 7,
    exceptions: Sequence[DatedException] = (),
    bank_holidays: BankHolidays = NOBODY_KNOWS,
) -> list[Day]:
    """The dates from the first on, each in words. Hours past midnight belong to the evening they began."""
    said = []
    for ahead in range(count):
        day = first + timedelta(days=ahead)
        exception = next((each for each in reversed(exceptions) if each.covers(day)), None)
        why = exception.reason if exception else bank_holidays.name(day)
        words = _day_in_words(hours, day, exceptions, bank_holidays)
        said.append(Day(day, words.replace(f" ({why})", ""), why))
    return said


def week(
    hours: Hours,
    first: date,
    exceptions: Sequence[DatedException] = (),
    bank_holidays: BankHolidays = NOBODY_KNOWS,
) -> list[tuple[str, str]]:
    """Seven days from a date: ("Monday 7 December", "10am to 6pm")."""
    return [
        (f"{NAMES[day.date.weekday()]} {day.date.day} {day.date:%B}", with_why(day))
        for day in days(hours, first, 7, exceptions, bank_holidays)
    ]


def with_why(day: Day) -> str:
    return f"{day.words} ({day.why})" if day.why else day.words


def in_words(hours: Hours, bank_holidays: BankHolidays = NOBODY_KNOWS, on: date | None = None) -> str:
    """A week in one sentence: "Monday to Friday 9am to 5pm, Saturday 10am to 1pm". Unread: as given."""
    if hours.rules is None:
        return hours.given or NOT_KNOWN
    monday = (on or date(2026, 6, 1)) - timedelta(days=(on or date(2026, 6, 1)).weekday())
    ordinary = _ordinary(hours, monday, bank_holidays)
    parts = []
    for words, run in groupby(ordinary, key=lambda each: each[1]):
        names = [NAMES[each[0].weekday()] for each in run]
        if words != "Closed":
            parts.append(f"{_run(names)} {words}")
    return ", ".join(parts).replace("Monday to Sunday", "Every day") or "Closed"


def _run(names: list[str]) -> str:
    return " and ".join(names) if len(names) < 3 else f"{names[0]} to {names[-1]}"


def _ordinary(hours: Hours, monday: date, bank_holidays: BankHolidays) -> list[tuple[date, str]]:
    """Each weekday as it is when it is no bank holiday."""
    known = BankHolidays.of([(date(1, 1, 1), ""), (date(9999, 1, 1), "")])
    return [
        (day, _day_in_words(hours, day, (), known))
        for day in (monday + timedelta(days=ahead) for ahead in range(7))
    ]


def _day_in_words(
    hours: Hours, day: date, exceptions: Sequence[DatedException], bank_holidays: BankHolidays
) -> str:
    today = spells(hours, day, exceptions, bank_holidays)
    tomorrow = spells(hours, day + timedelta(days=1), exceptions, bank_holidays)
    yesterday = spells(hours, day - timedelta(days=1), exceptions, bank_holidays)
    shown = [spell for spell in today if spell.status is not Status.CLOSED]
    if len(shown) > 1 or (shown and shown[0].start == 0 and shown[0].end < MINUTES // 2):
        shown = [spell for spell in shown if not _left_over(spell, yesterday)]
    if not shown:
        return "Closed"
    return ", ".join(_spell_in_words(spell, tomorrow) for spell in shown)


def _left_over(spell: Spell, yesterday: tuple[Spell, ...]) -> bool:
    return spell.start == 0 and yesterday[-1].status is spell.status and spell.end < MINUTES // 2


def _spell_in_words(spell: Spell, tomorrow: tuple[Spell, ...]) -> str:
    note = f" ({spell.note})" if spell.note else ""
    if (spell.start, spell.end) == (0, MINUTES):
        return f"{'Open all day' if spell.status is Status.OPEN else NOT_KNOWN}{note}"
    end = spell.end
    first = tomorrow[0]
    if end == MINUTES and first.status is spell.status and first.end < MINUTES // 2:
        end = MINUTES + first.end
    times = f"{clock(spell.start)} to {clock(end)}"
    return f"{times}{note}" if spell.status is Status.OPEN else f"{times} perhaps{note or ' (not known)'}"
