"""Is it open? At an instant, with when that changes. Local times become instants here, and only here."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .days import NOBODY_KNOWS, Status, spells
from .exceptions import DatedException
from .holidays import BankHolidays
from .reading import Hours, read

LONDON = ZoneInfo("Europe/London")
UTC = ZoneInfo("UTC")  # instants are compared in it: Python compares two times of one zone by their clocks
LOOK_AHEAD = 370  # days: a lido says in October when it opens
_LAST = re.compile(r"last (?:admission|entry|orders?) (?:(\d\d):(\d\d)|(\d+) min)", re.I)


@dataclass(frozen=True)
class Stretch:
    """One status between two instants (UTC)."""

    start: datetime
    end: datetime
    status: Status
    note: str


@dataclass(frozen=True)
class State:
    """How a place stands at an instant; instants in Europe/London.

    `closes` and `opens` are known instants or nothing: a place open always closes never; one whose hours are
    unknown from some time on has no `closes` beyond it. `note` is what the hours say beside the times
    ("by appointment", "staffed"); `last_admission` is given while open.
    """

    status: Status
    closes: datetime | None = None
    opens: datetime | None = None
    note: str = ""
    last_admission: datetime | None = None

    @property
    def by_appointment(self) -> bool:
        return "appointment" in self.note.lower()


def state(
    hours: Hours | str,
    at: datetime,
    exceptions: Sequence[DatedException] = (),
    bank_holidays: BankHolidays = NOBODY_KNOWS,
) -> State:
    """Open, closed or unknown at an aware instant. Unknown is never called closed."""
    hours = read(hours) if isinstance(hours, str) else hours
    if hours.rules is None and not exceptions:
        return State(Status.UNKNOWN)
    coming = openings(hours, at, exceptions, bank_holidays)
    now = next(coming)
    if now.status is Status.UNKNOWN:
        return State(Status.UNKNOWN, note=now.note)
    if now.status is Status.CLOSED:
        return State(Status.CLOSED, opens=_in_london(_next_opening(coming)), note=now.note)
    closes = _in_london(_closing(now, coming))
    last = _in_london(_last_admission(now, closes))
    return State(Status.OPEN, closes=closes, note=now.note, last_admission=last)


def _in_london(moment: datetime | None) -> datetime | None:
    return moment.astimezone(LONDON) if moment else None


def _next_opening(coming: Iterator[Stretch]) -> datetime | None:
    for stretch in coming:
        if stretch.status is Status.OPEN:
            return stretch.start
        if stretch.status is Status.UNKNOWN:
            return None
    return None


def _closing(now: Stretch, coming: Iterator[Stretch]) -> datetime | None:
    """When it closes: staffed hours that become self-service ones are still open."""
    end = now.end
    for stretch in coming:
        if stretch.status is not Status.OPEN:
            return end if stretch.status is Status.CLOSED else None
        end = stretch.end
        if end - now.start > timedelta(days=8):
            return None
    return None


def _last_admission(now: Stretch, closes: datetime | None) -> datetime | None:
    found = _LAST.search(now.note)
    if not found or not closes:
        return None
    if found[3]:
        return closes - timedelta(minutes=int(found[3]))
    return instant(closes.date(), int(found[1]) * 60 + int(found[2]))


def openings(
    hours: Hours,
    since: datetime,
    exceptions: Sequence[DatedException] = (),
    bank_holidays: BankHolidays = NOBODY_KNOWS,
) -> Iterator[Stretch]:
    """Stretches from the one that holds at `since`, each as long as its status and note last."""
    first = since.astimezone(LONDON).date()
    since = since.astimezone(UTC)
    pending: Stretch | None = None
    for ahead in range(LOOK_AHEAD):
        day = first + timedelta(days=ahead)
        for spell in spells(hours, day, exceptions, bank_holidays):
            end = instant(day, spell.end)
            if end <= since:
                continue
            start = instant(day, spell.start)
            if pending and (pending.status, pending.note) == (spell.status, spell.note):
                pending = Stretch(pending.start, end, spell.status, spell.note)
                continue
            if pending and pending.end > since:
                yield pending
            pending = Stretch(start, end, spell.status, spell.note)
    if pending:
        yield pending


def instant(day: date, minute: int) -> datetime:
    """The instant (UTC) at which the clocks of London first show that minute of the day.

    A minute that the clocks skip in March is the moment at which they skip it.
    """
    day += timedelta(days=minute // 1440)
    wall = datetime.combine(day, time(minute // 60 % 24, minute % 60), LONDON)
    moment = wall.astimezone(UTC)
    if moment.astimezone(LONDON).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return moment
    return wall.replace(minute=0).astimezone(UTC)
