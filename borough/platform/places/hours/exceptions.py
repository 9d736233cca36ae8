"""Hours of certain dates that stand in place of the weekly ones: closed for a day, other hours on a day."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from .reading import Hours, read

CLOSED = read("off")
NOT_KNOWN = read("unknown")

_ONE = re.compile(r'(\d{4} \w{3} \d\d)(?:-(\d{4} \w{3} \d\d))? ([^"]+?)(?: "([^"]*)")?')
_BETWEEN = re.compile(r";\s*(?=\d{4} \w{3} \d\d)")


@dataclass(frozen=True)
class DatedException:
    """From the first date to the last (both included) these hours hold, and why.

    Hours that could not be read make the days unknown. Of several on one date the last one given holds.
    """

    first: date
    last: date
    hours: Hours
    reason: str = ""

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        """As an OpenStreetMap rule: 2026 Nov 30-2026 Dec 01 off "Snow"."""
        span = _day(self.first) + (f"-{_day(self.last)}" if self.last > self.first else "")
        hours = "off" if self.hours == CLOSED else self.hours.plain or "unknown"
        return f'{span} {hours} "{self.reason}"' if self.reason else f"{span} {hours}"


def read_exception(first: date, last: date, words: str, reason: str = "") -> DatedException:
    """An exception from words: "closed", "off", "10:00-14:00", "10am-2pm", "unknown"."""
    hours = CLOSED if words.strip().lower() in ("closed", "off", "shut") else read(words)
    return DatedException(first, last, hours, " ".join(re.sub(r'["\x00-\x1f]', " ", reason).split()))


def exceptions_of(text: str) -> tuple[DatedException, ...]:
    """The exceptions of an OpenStreetMap string of dated rules; what is none is left out."""
    found = (_exception(rule.strip()) for rule in _BETWEEN.split(text) if rule.strip())
    return tuple(each for each in found if each)


def as_osm(exceptions: Iterable[DatedException]) -> str:
    """One OpenStreetMap string, to stand behind the weekly hours."""
    return "; ".join(str(each) for each in exceptions)


def _exception(rule: str) -> DatedException | None:
    found = _ONE.fullmatch(rule)
    try:
        first = datetime.strptime(found[1], "%Y %b %d").date() if found else None
        last = datetime.strptime(found[2], "%Y %b %d").date() if found and found[2] else first
    except ValueError:
        return None
    if not found or not first or not last or last < first:
        return None
    return read_exception(first, last, found[3], found[4] or "")


def _day(day: date) -> str:
    return f"{day:%Y %b %d}"
