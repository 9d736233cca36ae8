"""Weekly hours as others write them: lists of weekday, opening and closing. Pure."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from borough.platform.places.hours import BankHolidays, Hours, Status, spells

MONDAY = date(2026, 6, 1)
EVERY_YEAR = BankHolidays.of([(date(1900, 1, 1), ""), (date(2999, 1, 1), "")])
MIDNIGHT = 1440


@dataclass(frozen=True)
class Weekly:
    """The weekdays (0 is Monday) on which one opening holds; minutes from midnight, past 1,440 the next day."""

    weekdays: tuple[int, ...]
    opens: int
    closes: int
    note: str = ""


def is_weekly(hours: Hours) -> bool:
    """Whether every week is like another: no months, dates, weeks or nth weekdays."""
    plain = set("MoTuWeThFrSaSuPH-, 24/7")
    return hours.known and not hours.doubtful and all(set(rule.days) <= plain for rule in hours.rules or ())


def weekly(hours: Hours) -> list[Weekly]:
    """The ordinary week, openings of one length together; empty where weeks differ."""
    if not is_weekly(hours):
        return []
    by_times: dict[tuple[int, int, str], list[int]] = defaultdict(list)
    for weekday in range(7):
        for opens, closes, note in _openings(hours, MONDAY + timedelta(days=weekday)):
            by_times[opens, closes, note].append(weekday)
    return [Weekly(tuple(days), *times) for times, days in by_times.items()]


def _openings(hours: Hours, day: date) -> Iterator[tuple[int, int, str]]:
    yesterday = spells(hours, day - timedelta(days=1), (), EVERY_YEAR)
    tomorrow = spells(hours, day + timedelta(days=1), (), EVERY_YEAR)
    for spell in spells(hours, day, (), EVERY_YEAR):
        left_over = spell.start == 0 and yesterday[-1].status is Status.OPEN and spell.end < MIDNIGHT // 2
        if spell.status is not Status.OPEN or left_over:
            continue
        later = tomorrow[0]
        goes_on = spell.end == MIDNIGHT and later.status is Status.OPEN and later.end < MIDNIGHT // 2
        yield spell.start, spell.end + (later.end if goes_on else 0), spell.note


def clock(minute: int) -> str:
    """As 09:30; the end of the day is 23:59 where a format knows no 24:00."""
    return "23:59" if minute == MIDNIGHT else f"{minute // 60 % 24:02}:{minute % 60:02}"
