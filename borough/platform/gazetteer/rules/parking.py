"""Whether parking is controlled at a moment, by the hours of a zone."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

HOURS = re.compile(r"(\d{1,2}):(\d{2}) ?[-–] ?(\d{1,2}):(\d{2})")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
AHEAD = 14  # days to look for the next control


@dataclass(frozen=True, slots=True)
class Control:
    """`controlled` None: the hours cannot be read. `changes`: when that ends, local time; None if not soon."""

    controlled: bool | None
    changes: datetime | None
    holiday: str = ""


def control(hours: Mapping[str, str], now: datetime, holidays: Mapping[date, str]) -> Control:
    """`hours`: hours_mon_fri, hours_sat, hours_sun as the register has them, empty where there is none.

    `now` in London. The register does not state bank holidays: they are taken as not controlled, which is
    usual, and the sentence says to read the sign.
    """
    spans = {day: _span(hours, now.date() + timedelta(day), holidays) for day in range(AHEAD)}
    if any(span is UNREADABLE for span in spans.values()):
        return Control(None, None)
    holiday = holidays.get(now.date(), "")
    today = spans[0]
    if today and _at(now, 0, today[0]) <= now < _at(now, 0, today[1]):
        return Control(True, _end(now, spans), holiday)
    begins = (_at(now, day, span[0]) for day, span in spans.items() if span)
    return Control(False, next((moment for moment in begins if moment > now), None), holiday)


UNREADABLE = (time(0), time(0))
Span = tuple[time, time] | None


def _span(hours: Mapping[str, str], day: date, holidays: Collection[date]) -> Span:
    if day in holidays:
        return None
    field = {5: "hours_sat", 6: "hours_sun"}.get(day.weekday(), "hours_mon_fri")
    said = hours.get(field, "")
    if not said:
        return None
    found = HOURS.fullmatch(said.strip())
    if not found or int(found[1]) > 23 or int(found[3]) > 24:
        return UNREADABLE
    ends = (
        time.max
        if (found[3], found[4]) in (("23", "59"), ("24", "00"))
        else time(int(found[3]), int(found[4]))
    )
    begins = time(int(found[1]), int(found[2]))
    return (begins, ends) if begins < ends else UNREADABLE


def _at(now: datetime, day: int, when: time) -> datetime:
    return datetime.combine(now.date() + timedelta(day), when, now.tzinfo)


def _end(now: datetime, spans: Mapping[int, Span]) -> datetime | None:
    """The end of the control that runs now; control that goes on at midnight does not end then."""
    for day, span in spans.items():
        if day + 1 not in spans:
            break
        following = spans[day + 1]
        if span and not (span[1] == time.max and following and following[0] == time(0)):
            return _at(now, day, span[1]) if span[1] != time.max else _at(now, day + 1, time(0))
    return None


def sentence(zone: str, found: Control, now: datetime) -> str:
    """Parking is controlled now, until 6:30pm. ..."""
    permit = (
        f"In zone {zone} you may park in a residents' bay with its permit, and elsewhere as the sign says."
    )
    if found.controlled is None:
        return f"This is in parking zone {zone}. Read the sign for its hours: ours cannot be read."
    if found.controlled:
        until = f", until {moment(found.changes, now)}" if found.changes else " at all times"
        return f"Parking is controlled now{until}. {permit}"
    begins = f" Control begins {moment(found.changes, now, 'at ', 'on ')}." if found.changes else ""
    if found.holiday:
        return f"Parking is most likely not controlled today, {found.holiday}: the sign decides.{begins}"
    return f"Parking is not controlled now.{begins}"


def moment(when: datetime, now: datetime, at: str = "", on: str = "") -> str:
    """6:30pm; tomorrow at 8:30am; Monday at 8:30am; Monday 4 January at 8:30am. `at`, `on`: said before a time
    of today, and before a weekday.
    """
    clock = f"{when.hour % 12 or 12}:{when:%M}{'am' if when.hour < 12 else 'pm'}"
    clock = {"12:00pm": "midday", "12:00am": "midnight"}.get(clock, clock)
    days = (when.date() - now.date()).days
    if days == 0:
        return f"{at}{clock}"
    if days == 1:
        return f"tomorrow at {clock}"
    weekday = f"{on}{DAYS[when.weekday()]}"
    return f"{weekday} at {clock}" if days < 7 else f"{weekday} {when.day} {when:%B} at {clock}"


def hours_in_words(hours: Mapping[str, str]) -> str:
    """Monday to Friday 8:30am to 6:30pm; Saturday 9:30am to 1:30pm. Not Sunday."""
    named = {"Monday to Friday": "hours_mon_fri", "Saturday": "hours_sat", "Sunday": "hours_sun"}
    on = [f"{days} {_words(hours[field])}" for days, field in named.items() if hours.get(field)]
    off = [days for days, field in named.items() if not hours.get(field)]
    return "; ".join(on) + (f". Not {' or '.join(off)}" if off and on else "") + "."


def _words(said: str) -> str:
    found = HOURS.fullmatch(said.strip())
    if not found:
        return said
    if said in ("00:00-23:59", "00:00-24:00"):
        return "all day"
    ends = [(int(found[1]), found[2]), (int(found[3]), found[4])]
    return " to ".join(f"{hour % 12 or 12}:{minute}{'am' if hour < 12 else 'pm'}" for hour, minute in ends)
