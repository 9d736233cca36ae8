"""What in a place's hours an editor should look at. A doubtful opening is unknown, not guessed right."""

import re
from dataclasses import dataclass, replace

from .rules_of_osm import MINUTES, Rule, rules_of

SMALL_HOURS = 6 * 60
LATE = 3 * 60
LONG_DAY = 16 * 60
EVENING = 17 * 60

_PAST_24 = re.compile(r"\b(2[4-9]|[3-9]\d):(?!00)\d\d|\b(2[5-9]|[3-9]\d):00|\b24:00-")
_DAYLIGHT = re.compile(r"\b(dusk|dawn|sunset|sunrise|daylight|dark)\b", re.I)
_SEASON = re.compile(r"\b(summer|winter|spring|autumn|term|school holidays?|SH)\b", re.I)


@dataclass(frozen=True)
class Finding:
    """Something for an editor: a code, what was found, what to do."""

    code: str
    detail: str
    remedy: str


def findings(text: str) -> tuple[Finding, ...]:
    """What is wrong, or may be, with hours as they were given. No hours at all is not a finding."""
    from .reading import read

    hours = read(text)
    if not hours.given:
        return ()
    found = []
    if hours.rules is None:
        found.append(_not_read(hours.given))
    elif hours.doubtful:
        found += [doubt for rule in rules_of(hours.plain) or () for doubt in doubts_of(rule)]
    if past := past_24(hours.given):
        found.append(
            Finding("past-24", f"“{past}” is past 24:00.",
                    "Write the hours after midnight as 22:00-02:00, or correct the time.")
        )  # fmt: skip
    return tuple(dict.fromkeys(found))


def _not_read(given: str) -> Finding:
    if _DAYLIGHT.search(given):
        return Finding("daylight", "The hours go by daylight.",
                       "Give the times of each month, as on the gate: “Nov-Feb 08:00-16:30; ...”.")  # fmt: skip
    if _SEASON.search(given):
        return Finding("season", "The hours go by a season without dates.",
                       "Give the dates: “Apr-Sep 08:00-20:00; Oct-Mar 08:00-16:00”.")  # fmt: skip
    return Finding("not-read", "The hours could not be read.",
                   "Write them as “Mo-Fr 09:00-17:00; Sa 10:00-13:00; PH off”.")  # fmt: skip


def doubts_of(rule: Rule) -> list[Finding]:
    """What cannot be meant in one rule."""
    if rule.kind == "closed":
        return []
    return [doubt for span in rule.times if (doubt := _doubt(*span, rule))]


def _doubt(opens: int, closes: int, rule: Rule) -> Finding | None:
    said = f"“{f'{rule.days} {_clock(opens)}-{_clock(closes % MINUTES)}'.strip()}”"
    if opens == 0 and SMALL_HOURS < closes < MINUTES:
        return Finding("opens-at-midnight", f"{said}: open from midnight.", "Check the opening time.")
    overnight = closes - MINUTES
    if overnight > SMALL_HOURS or (overnight > LATE and closes - opens > LONG_DAY):
        return Finding("closes-before-opening", f"{said}: closes before it opens.", "Check both times.")
    if opens == closes:
        return Finding("no-length", f"{said}: opens and closes at once.", "Write “off” or “24/7”.")
    return None


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def past_24(given: str) -> str:
    """A time past 24:00 as it was written, or nothing."""
    found = _PAST_24.search(given)
    return found[0].strip("-") if found else ""


def with_doubts_unknown(rules: tuple[Rule, ...], given: str) -> tuple[Rule, ...]:
    """The rules, those in doubt turned into unknown hours.

    OpenStreetMap lets an evening be written 22:00-26:00; by day 09:00-25:00 is a slip of the pen.
    """
    slip = bool(past_24(given))
    return tuple(
        replace(rule, kind="unknown", note="these hours are being checked")
        if doubts_of(rule) or (slip and any(a < EVENING and b > MINUTES for a, b in rule.times))
        else rule
        for rule in rules
    )
