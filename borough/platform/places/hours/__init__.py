"""Opening hours: known or unknown, never guessed.

    hours = read("Mon-Fri 9-5 (not bank hols)")      # "Mo-Fr 09:00-17:00; PH off" in OpenStreetMap's words
    state(hours, at, exceptions, bank_holidays)      # open, closed or unknown; closes and opens
    week(hours, day, exceptions, bank_holidays)      # seven days in words
    findings("We 00:00-19:00")                       # what an editor should look at

Pure: no framework, no clock, no database. Times are those of Europe/London; instants are aware.
"""

from .days import Spell, Status, spells
from .doubts import Finding, findings
from .exceptions import DatedException, as_osm, exceptions_of, read_exception
from .holidays import BankHolidays
from .reading import Hours, read
from .states import State, openings, state
from .words import Day, clock, days, in_words, week

__all__ = [
    "BankHolidays",
    "DatedException",
    "Day",
    "Finding",
    "Hours",
    "Spell",
    "State",
    "Status",
    "as_osm",
    "clock",
    "days",
    "exceptions_of",
    "findings",
    "in_words",
    "openings",
    "read",
    "read_exception",
    "spells",
    "state",
    "week",
]
