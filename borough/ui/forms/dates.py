"""Reads a date that somebody typed in three boxes, or says what to do. Pure."""

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Literal

Part = Literal["day", "month", "year"]
PARTS: tuple[Part, ...] = ("day", "month", "year")
MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}


@dataclass(frozen=True)
class DateProblem:
    """`message` is the rest of a sentence that begins with the name of the date; `parts` are to be mended."""

    message: str
    parts: tuple[Part, ...] = PARTS


def read_date(day: str, month: str, year: str) -> date | DateProblem | None:
    """The date, None when nothing was typed, or what is wrong with it. A month may be a name."""
    typed = {"day": day.strip(), "month": month.strip(), "year": year.strip()}
    missing = tuple(part for part in PARTS if not typed[part])
    if len(missing) == 3:
        return None
    if missing:
        return DateProblem(f"must include a {' and '.join(missing)}", missing)
    wrong = tuple(part for part in PARTS if _number(part, typed[part]) is None)
    if wrong:
        return DateProblem("must be a real date", wrong)
    if len(typed["year"]) != 4:
        return DateProblem("must include a year of 4 numbers, for example 1984", ("year",))
    try:
        return date(*(_number(part, typed[part]) or 0 for part in reversed(PARTS)))
    except ValueError:
        return DateProblem("must be a real date", _out_of_range(typed))


def _number(part: Part, text: str) -> int | None:
    if part == "month" and text.lower().rstrip(".") in MONTHS:
        return MONTHS[text.lower().rstrip(".")]
    return int(text) if text.isdecimal() else None


def _out_of_range(typed: dict[str, str]) -> tuple[Part, ...]:
    limits: dict[Part, int] = {"day": 31, "month": 12}
    wrong = tuple(p for p, limit in limits.items() if not 1 <= (_number(p, typed[p]) or 0) <= limit)
    return wrong or PARTS
