"""Times as people write them: 9-5, 9.30am-noon, 0630 - 2200, 10am-12.30pm and 2-5pm."""

import re

_TIME = r"(?:\d{1,2}[:.]\d\d|\d{4}|\d{1,2})\s?(?:am|pm|noon)?|noon|midday|midnight"
TIMES = rf"\b(?:{_TIME})\s*-\s*(?:{_TIME})\b"
LIST = r"\s*(?:,|&|and)\s*"
NOON = 12 * 60
_SPAN = re.compile(rf"({_TIME})\s*-\s*({_TIME})")


def times_of(words: str) -> str:
    """OSM time spans; empty when it cannot be told what is meant ("7-11")."""
    spans = [_span(*found.groups()) for found in _SPAN.finditer(words)]
    return ",".join(spans) if all(spans) else ""


def _span(first: str, last: str) -> str:
    opens, opens_half = _time(first)
    closes, closes_half = _time(last)
    if opens is None or closes is None:
        return ""
    if not opens_half and closes_half == "pm" and opens + NOON < closes and opens < 7 * 60:
        opens += NOON  # "2-5pm"
    elif not opens_half and not closes_half:
        pair = _without_halves(opens, closes)
        if pair is None:
            return ""
        opens, closes = pair
    return f"{_written(opens)}-{_written(closes)}"


def _without_halves(opens: int, closes: int) -> tuple[int, int] | None:
    """ "9-5": a morning and an evening. "7-11" may be either, "2-5" too."""
    if closes <= opens <= NOON:
        return (opens, closes + NOON) if opens >= 6 * 60 and closes else None
    return (opens, closes) if closes == NOON or opens >= 8 * 60 else None


def _time(words: str) -> tuple[int | None, str]:
    """Minutes from midnight, and what settles the half of the day: am, pm, or 24-hour writing."""
    words = words.strip()
    if words in ("noon", "midday"):
        return NOON, "noon"
    if words == "midnight":
        return 24 * 60, "24"
    found = re.fullmatch(r"(\d{1,2})(?:[:.]?(\d\d))?\s?(am|pm|noon)?", words)
    if not found:
        return None, ""
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3] or ""
    if minute > 59 or hour > 24 or (half == "pm" and hour > 12) or (hour == 24 and minute):
        return None, ""
    settled = half or ("24" if hour > 12 or re.match(r"0\d|\d{4}", words) else "")
    if half == "pm" and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    return hour * 60 + minute, settled


def _written(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
