"""Hours of certain dates that stand in place of the weekly ones: closed for a day, other hours on a day."""

from dataclasses import dataclass
from datetime import date

from .reading import Hours, read

CLOSED = read("off")


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


def read_exception(first: date, last: date, words: str, reason: str = "") -> DatedException:
    """An exception from words: "closed", "off", "10:00-14:00", "10am-2pm", "unknown"."""
    hours = CLOSED if words.strip().lower() in ("closed", "off", "shut") else read(words)
    return DatedException(first, last, hours, reason)
