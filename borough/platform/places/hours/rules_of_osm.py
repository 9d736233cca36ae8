"""The rules of an OpenStreetMap opening_hours string, apart.

`opening_hours_py` says whether a string is right and which days a selector means. Three things are ours:
it knows only those bank holidays that all of Britain shares (1 January and the August one are missing), it
loses the hours after midnight when the next day has a rule of its own, and it lets an open end ("12:00+") be
open until midnight. So a string is taken apart into rules, and put together again for one day at a time.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]  # its stub forgets it

MINUTES = 24 * 60

_SPAN = r"\d\d:\d\d(?:-\d\d:\d\d)?\+?"
_RULE = re.compile(
    rf"(?P<days>.*?)\s*(?P<times>{_SPAN}(?:,{_SPAN})*)?\s*(?P<kind>open|closed|unknown)?"
    r'\s*(?:"(?P<note>[^"]*)")?'
)
_APART = re.compile(r'("[^"]*")|(; | \|\| |, )')
_UNSUPPORTED = re.compile(r"\b(sunrise|sunset|dawn|dusk|SH)\b|:\d\d/\d|\bPH [-+]\d")


@dataclass(frozen=True)
class Rule:
    """One rule. `joint` stands before it; times are minutes from midnight, beyond 1,440 on the next day."""

    joint: str
    days: str
    times: tuple[tuple[int, int], ...]
    kind: str
    note: str
    open_end: bool = False

    def __str__(self) -> str:
        times = ",".join(_span(a, b) for a, b in self.times)
        note = f'"{self.note}"' if self.note else ""
        return self.joint + " ".join(part for part in (self.days, times, self.kind, note) if part)


@lru_cache(maxsize=8_192)
def rules_of(text: str) -> tuple[Rule, ...] | None:
    """The rules of a string, or nothing: it is no such string, or speaks of what we cannot know.

    What we cannot know: daylight (a keeper's dusk is not the almanac's), school holidays.
    """
    try:
        said = str(OpeningHours(text, auto_country=False, auto_timezone=False))
    except ParserError:
        return None
    if not said or _UNSUPPORTED.search(re.sub(r'"[^"]*"', "", said)):
        return None
    rules = [_rule(joint, words) for joint, words in _parts(said)]
    return tuple(rule for rule in rules if rule) if all(rules) else None


def text_of(rules: tuple[Rule, ...]) -> str:
    return "".join(str(rule) for rule in rules).lstrip(" ;,|")


def own_part(rule: Rule) -> Rule:
    """What a rule says of its own days, up to midnight."""
    return replace(rule, times=tuple((a, min(b, MINUTES)) for a, b in rule.times))


def later_part(rule: Rule) -> Rule | None:
    """What a rule says of the hours after its own days, as if they were hours of those days."""
    later = tuple((0, b - MINUTES) for a, b in rule.times if b > MINUTES)
    if later:
        return replace(rule, times=later)
    if rule.kind == "closed" and rule.times:
        return None
    overrides = rule.joint.strip() not in (",", "||")
    return replace(rule, times=(), kind="closed", note="") if overrides else None


def _parts(said: str) -> list[tuple[str, str]]:
    pieces: list[tuple[str, str]] = [("", "")]
    for quoted, joint, plain in _tokens(said):
        if joint:
            pieces.append((joint, ""))
        else:
            pieces[-1] = (pieces[-1][0], pieces[-1][1] + quoted + plain)
    return pieces


def _tokens(said: str) -> list[tuple[str, str, str]]:
    tokens, at = [], 0
    for found in _APART.finditer(said):
        tokens.append(("", "", said[at : found.start()]))
        tokens.append((found[1] or "", found[2] or "", ""))
        at = found.end()
    return [*tokens, ("", "", said[at:])]


def _rule(joint: str, words: str) -> Rule | None:
    found = _RULE.fullmatch(words.strip())
    if not found or ":" in found["days"]:
        return None
    open_end = "+" in (found["times"] or "")
    times = tuple(_minutes(span) for span in (found["times"] or "").split(",") if span)
    kind = "unknown" if open_end else found["kind"] or ""
    note = found["note"] or ("closing time not given" if open_end else "")
    return Rule(joint, found["days"], times, kind, note, open_end)


def _minutes(span: str) -> tuple[int, int]:
    first, _, last = span.rstrip("+").partition("-")
    a = _clock(first)
    b = _clock(last) if last else MINUTES
    if b == MINUTES - 1:  # "23:59" is how machines write the end of the day
        b = MINUTES
    if a == b == 0:  # some publish a closed day so; it is a doubt (doubts.py)
        return 0, 0
    return a, b if b > a else b + MINUTES


def _clock(words: str) -> int:
    hour, minute = words.split(":")
    return int(hour) * 60 + int(minute)


def _span(a: int, b: int) -> str:
    within_a_day = MINUTES < b <= a + MINUTES
    return f"{_time(a)}-{_time(b - MINUTES if within_a_day else b)}"


def _time(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
