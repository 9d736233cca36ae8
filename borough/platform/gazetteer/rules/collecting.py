"""When waste is next collected: weekdays and fortnights, moved round bank holidays; and as a calendar."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = "January February March April May June July August September October November December".split()
WASTE = {"refuse": "Rubbish", "recycling": "Recycling", "food": "Food waste", "garden": "Garden waste"}
WEEKS_AHEAD = 53


@dataclass(frozen=True, slots=True, order=True)
class Collection:
    """`day` it is collected; `usual` the day it would be; `why` it is not then."""

    day: date
    waste: str
    usual: date
    why: str = ""

    @property
    def name(self) -> str:
        return WASTE[self.waste]

    @property
    def moved(self) -> bool:
        return self.day != self.usual


Changes = Mapping[date, tuple[date, str]]


def collections(
    said: Mapping[str, str], changes: Changes, today: date, weeks: int = WEEKS_AHEAD
) -> list[Collection]:
    """Every collection from today on, in order. `said`: a row of the register `collections`."""
    return sorted(
        one for waste in WASTE for one in _of(waste, said, changes, today, weeks) if one.day >= today
    )


def still_to_come(coming: Iterable[Collection], out_by: str, now: datetime) -> list[Collection]:
    """Without those of today that had to be out before now; `out_by`: HH:MM in London, as `now` is."""
    past = now.date() if f"{now:%H:%M}" >= out_by else None
    return [one for one in coming if one.day != past]


def next_of_each(coming: Iterable[Collection]) -> list[Collection]:
    """The first of each kind of waste, in the order of WASTE."""
    first: dict[str, Collection] = {}
    for one in coming:
        first.setdefault(one.waste, one)
    return [first[waste] for waste in WASTE if waste in first]


def _of(
    waste: str, said: Mapping[str, str], changes: Changes, today: date, weeks: int
) -> Iterator[Collection]:
    name = said.get(f"{waste}_day", "")
    if name not in DAYS:
        return
    every = int(said.get(f"{waste}_weeks") or 1)
    monday = today - timedelta(today.weekday() + 14)  # what was due last week may have been moved into this
    anchor = said.get(f"{waste}_from", "")
    for week in range(weeks + 2):
        begins = monday + timedelta(weeks=week)
        if every > 1 and anchor and ((begins - date.fromisoformat(anchor)).days // 7) % every:
            continue
        usual = begins + timedelta(DAYS.index(name))
        if usual.month not in months(said.get(f"{waste}_months", "")):
            continue
        day, why = changes.get(usual, (usual, ""))
        yield Collection(day, waste, usual, why)


def months(words: str) -> set[int]:
    """March to November -> 3 to 11; nothing said is all year; November to February goes round the new year."""
    found = re.fullmatch(r"(\w+) to (\w+)", words)
    if not found or found[1] not in MONTHS or found[2] not in MONTHS:
        return set(range(1, 13))
    first, last = MONTHS.index(found[1]) + 1, MONTHS.index(found[2]) + 1
    through = {month for month in range(1, 13) if first <= month <= last}
    return through or {*range(first, 13), *range(1, last + 1)}


# Both changes of the clock, as the European Union's directive 2000/84 and the Summer Time Act have them.
LONDON = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19810329T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
END:STANDARD
END:VTIMEZONE""".splitlines()


def calendar(
    coming: Iterable[Collection], *, place: str, out_by: str, stamp: date, host: str, note: str
) -> str:
    """RFC 5545. One event a day with all that is collected then, at the time by which it is out, with an alarm
    the evening before. `place` is in the identifiers only as a hash: a calendar is shared more easily than a home.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{host}//Collections//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Waste and recycling",
        "X-WR-TIMEZONE:Europe/London",
        *LONDON,
    ]
    known = hashlib.sha256(place.encode()).hexdigest()[:16]
    for one in coming:
        lines += _event(one, known, out_by, stamp, host, note)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in folded(line))


def _event(one: Collection, known: str, out_by: str, stamp: date, host: str, note: str) -> list[str]:
    """Its UID is of its usual day: a collection that is moved is the same one, on another day."""
    hour, minute = (int(part) for part in out_by.split(":"))
    begins = datetime(one.day.year, one.day.month, one.day.day, hour, minute)
    moved = (
        f"Moved from {DAYS[one.usual.weekday()]} {one.usual.day} {one.usual:%B}: {one.why}. "
        if one.moved
        else ""
    )
    return [
        "BEGIN:VEVENT",
        f"UID:{known}-{one.waste}-{one.usual:%Y%m%d}@{host}",
        f"DTSTAMP:{datetime(stamp.year, stamp.month, stamp.day, tzinfo=UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;TZID=Europe/London:{begins:%Y%m%dT%H%M%S}",
        "DURATION:PT15M",
        f"SUMMARY:{escaped(one.name + ' collection')}",
        f"DESCRIPTION:{escaped(f'{moved}Put it out by {out_by}. {note}'.strip())}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{escaped('Put out: ' + one.name)}",
        "TRIGGER:-PT12H",
        "END:VALARM",
        "END:VEVENT",
    ]


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets, each further one begun by a space; never within a character."""
    limit, part = 75, ""
    for character in line:
        if len((part + character).encode()) > limit:
            yield part
            part = " "
        part += character
    yield part
