"""How a place stands beyond its hours: is it working, and when did somebody last say that all this is true. Pure.

Both are fields that only editors write. A status past its end is unknown, never green.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

UNKNOWN = "unknown"
STATUSES = {
    "working": "Working as usual",
    "limited": "Open, but not everything works",
    "out of order": "Out of order",
    "closed": "Closed for now",
}


@dataclass(frozen=True)
class PlaceStatus:
    """`word`: one of STATUSES, or "unknown" past `until`; what it said before is then `was`."""

    word: str
    note: str
    until: datetime
    was: str = ""

    @property
    def words(self) -> str:
        return STATUSES.get(self.word, "Not known")


@dataclass(frozen=True)
class Assurance:
    """When somebody who knows last said that what is written here is true; stale: too long ago, or never."""

    on: date | None
    stale: bool


def status_of(fields: Mapping[str, str], now: datetime) -> PlaceStatus | None:
    """Nothing where nobody has said anything."""
    word = fields.get("status", "")
    until = _moment(fields.get("status_until", ""))
    if word not in STATUSES or until is None:
        return None
    note = fields.get("status_note", "")
    return PlaceStatus(UNKNOWN, note, until, was=word) if now >= until else PlaceStatus(word, note, until)


def assurance_of(fields: Mapping[str, str], today: date, fresh_days: int = 365) -> Assurance:
    """Whether what is said of a place was looked at lately enough for its kind."""
    try:
        on = date.fromisoformat(fields.get("assured_on", ""))
    except ValueError:
        return Assurance(None, True)
    return Assurance(on, today - on > timedelta(days=fresh_days))


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
