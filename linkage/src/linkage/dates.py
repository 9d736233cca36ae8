"""Dates as people type them. British order: the day comes first. Two-digit years are refused, not guessed."""

import re
from datetime import date

EARLIEST = date(1901, 1, 1)
# Typed because something had to be; nobody alive was born on the first four, and the last is a system's zero.
PLACEHOLDERS = frozenset({date(1900, 1, 1), date(1899, 12, 30), date(1899, 12, 31), date(1753, 1, 1),
                          date(1901, 1, 1)})  # fmt: skip
MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_BRITISH = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?: .*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[- ]?([a-z]{3})[a-z]*[-, ]+(\d{4})", re.IGNORECASE)


def parse_date(text: str | None) -> date | None:
    """The date, or None when it is absent, impossible or in a form that leaves doubt."""
    text = (text or "").strip()
    if match := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _BRITISH.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    elif (match := _WORDS.fullmatch(text)) and match[2].lower() in MONTHS:
        day, month, year = int(match[1]), MONTHS[match[2].lower()], int(match[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_birth_date(text: str | None) -> date | None:
    """As `parse_date`, without placeholders and dates that no living person was born on."""
    born = parse_date(text)
    return None if born is None or born in PLACEHOLDERS or born < EARLIEST else born
