"""Dates as people type them: whole where they can be, else the parts that they say.

A part is written as ISO 8601-2 (EDTF) does: `1984`, `1984-02`, `1984-XX-09`, `XX84-02-09`. The century of a
two-digit year is not guessed. Where a form allows two readings the order says which: `dmy` (the default),
`mdy` or `ymd`; where one reading is no date, the other is meant.
"""

import re
import unicodedata
from datetime import date, datetime
from typing import NamedTuple

import polars as pl

# Typed because something had to be, and what systems write for nothing: the zeros of SQL Server, Excel, Access.
PLACEHOLDERS = frozenset({date(1, 1, 1), date(1753, 1, 1), date(1899, 12, 30), date(1899, 12, 31),
                          date(1900, 1, 1), date(1901, 1, 1), date(1111, 11, 11)})  # fmt: skip
# A birth in NEVER or later is a slip, or a system's word for "never" (9999); one before EVER, a slip.
EVER, NEVER = 1000, 2100
# By a pattern with %y: POSIX puts 00 to 68 into this century; nobody was born after this year yet.
LATEST_BIRTH = 2030
_MONTHS = """
jan ene gen | feb fev | mar maa mrz | apr abr avr | may mai mei mag | jun juin giu | jul juil lug |
aug ago aou | sep set | oct okt out ott | nov | dec dic dez
"""
MONTHS = {name: number for number, names in enumerate(_MONTHS.split("|"), 1) for name in names.split()}
_GAP = r"[-/. ]\s*"
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_GAP}(\d{{1,2}})(?:{_GAP}(\d{{1,2}}))?(?:[T ].*)?")
_YEAR_LAST = re.compile(rf"(?:(\d{{1,2}}){_GAP})?(\d{{1,2}}){_GAP}(\d{{4}}|\d{{2}})(?: .*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_COMPACT_YEAR_LAST = re.compile(r"(\d{2})(\d{2})(\d{4})")
_YEAR = re.compile(r"\d{4}")
_EDTF = re.compile(r"(\d{4}|XX\d{2}|XXXX)(?:-(\d{2}|XX))?(?:-(\d{2}|XX))?")
_DAY_NAMED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?[-/. ]*(?:of |de )?)?([a-z]{3,10})\.?[-/,. ]*(?:de )?(\d{4}|\d{2})(?: .*)?"
)
_NAMED_DAY = re.compile(r"([a-z]{3,10})\.? ?(\d{1,2})(?:st|nd|rd|th)?(?:, ?| )(\d{4}|\d{2})(?: .*)?")


class Written(NamedTuple):
    """`whole`: the date, if it is one; else `parts` says in EDTF what is known. Both None: nothing."""

    whole: date | None = None
    parts: str | None = None


NOTHING = Written()


def read_date(text: str | None, form: str = "dmy") -> Written:
    """What a text says of a date; `form`: `dmy`, `mdy`, `ymd` or a pattern of `strptime`."""
    text = (text or "").strip()
    if "%" in form:
        try:
            return Written(datetime.strptime(text, form).date())
        except ValueError:
            form = "ymd"
    day, month, year = _parts(text, form)
    return _written(year, month, day)


def read_birth_date(text: str | None, form: str = "dmy") -> Written:
    """As `read_date`, without placeholders and years in which nobody was born yet."""
    whole, parts = read_date(text, form)
    if whole and "%y" in form and whole.year > LATEST_BIRTH:
        whole = whole.replace(year=whole.year - 100) if (whole.month, whole.day) != (2, 29) else None
    if whole is not None:
        return NOTHING if whole in PLACEHOLDERS or not EVER <= whole.year < NEVER else Written(whole)
    year = (parts or "XX")[:4]
    never = year.isdigit() and not EVER <= int(year) < NEVER
    return NOTHING if never or parts in ("1900", "1111") else Written(None, parts)


def parse_date(text: str | None) -> date | None:
    """The whole date, or None when it is absent, partial, impossible or of an unknown century."""
    return read_date(text).whole


def _parts(text: str, form: str) -> tuple[str, str, str]:
    """Day, month and year as written; all empty where the text has no form of a date."""
    if (match := _YEAR_FIRST.fullmatch(text)) or ((match := _COMPACT.fullmatch(text)) and "1400" < match[1] < "2100"
                                                   and match[2] < "13"):  # fmt: skip
        return match[3] or "", match[2], match[1]
    if _YEAR.fullmatch(text):
        return "", "", text
    if match := _COMPACT_YEAR_LAST.fullmatch(text) or _YEAR_LAST.fullmatch(text):
        return _ordered(match[1], match[2], match[3], form)
    if match := _EDTF.fullmatch(text):
        return match[3] or "", match[2] or "", match[1]
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    if (match := _DAY_NAMED.fullmatch(plain)) and (month := _month(match[2])):
        return match[1] or "", month, match[3]
    if (match := _NAMED_DAY.fullmatch(plain)) and (month := _month(match[1])):
        return match[2], month, match[3]
    return "", "", ""


def _ordered(first: str | None, second: str, year: str, form: str) -> tuple[str, str, str]:
    if first is None:
        return ("", second, year) if len(year) == 4 else ("", "", "")
    if form == "ymd" and len(year) == 2:  # 84/02/09
        return year, second, first
    if form == "mdy":
        first, second = second, first
    return (second, first, year) if int(second) > 12 >= int(first) else (first, second, year)


def _month(name: str) -> str:
    """Empty where the word names none: `about 1984` says no date."""
    return str(MONTHS.get(name[:4]) or MONTHS.get(name[:3]) or "")


def _written(year: str, month: str, day: str) -> Written:
    """Noughts and X are parts not known; a part that cannot be is dropped, as the rest is what was meant.

    Of 31 February either is wrong: the year is left. Nothing where no part was written.
    """
    its_year = year if len(year) == 4 else f"XX{year}" if year else "XXXX"
    if its_year == "0000":
        its_year = "XXXX"
    in_month, in_day = _within(month, 12), _within(day, 31)
    if in_month and in_day:
        try:
            whole = date(int(its_year) if its_year.isdigit() else 2000, in_month, in_day)
        except ValueError:
            in_month = in_day = None
        else:
            if its_year.isdigit():
                return Written(whole)
    parts = [its_year, f"{in_month:02}" if in_month else "XX", f"{in_day:02}" if in_day else "XX"]
    while parts and set(parts[-1]) == {"X"}:
        parts.pop()
    return NOTHING if parts in ([], ["XX00"]) else Written(None, "-".join(parts))


def _within(text: str, limit: int) -> int | None:
    return int(text) if text.isdigit() and 1 <= int(text) <= limit else None


def order_of(texts: pl.Series) -> str:
    """`mdy` where a column writes more dates that can only be read month first than only day first, else `dmy`."""
    if texts.dtype != pl.String:
        return "dmy"
    parts = texts.to_frame("text").select(
        pl.col("text").str.extract_groups(r"^\s*(\d{1,2})[-/. ]\s*(\d{1,2})[-/. ]\s*(?:\d{4}|\d{2})\b")
    ).unnest("text")  # fmt: skip
    first, second = (pl.col(name).cast(pl.Int8, strict=False) for name in ("1", "2"))
    day_first, month_first = parts.select(
        ((first > 12) & (second <= 12)).sum().alias("day"), ((second > 12) & (first <= 12)).sum().alias("month")
    ).row(0)  # fmt: skip
    return "mdy" if month_first > day_first else "dmy"
