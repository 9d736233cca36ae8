"""Everyday English hours, made into OpenStreetMap's: "Mon-Fri 9-5 (not bank hols)" is Mo-Fr 09:00-17:00; PH off.

Small and strict: a sentence with one word that is not understood is not read at all. Sentences that say
nothing about time are kept as remarks. Daylight, seasons without dates and "usually" are never guessed.
"""

import re

from .english_times import LIST, TIMES, times_of

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_DAYS = {"mon": "Mo", "tue": "Tu", "wed": "We", "thu": "Th", "fri": "Fr", "sat": "Sa", "sun": "Su"}

DAY = (
    r"(?:mon|tue|wed|thu|fri|sat|sun)(?:s|day|sday|nesday|r|rs|rsday|urday|days|sdays|nesdays|rsdays|urdays)?"
)
EVERY = r"daily|every ?day|(?:open )?7 days(?: a week)?|seven days(?: a week)?|all week"
WEEK = r"weekdays?|weekends?"
HOLIDAY = r"(?:public|bank) ?(?:holidays?|hols?)"
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
DATE = rf"\d{{1,2}}(?:st|nd|rd|th)? {MONTH}|{MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?)?"

_TOKEN = re.compile(
    "|".join(
        (
            rf"(?P<dates>\b(?:{DATE})\s*-\s*(?:{DATE})\b)",
            rf"(?P<not>\b(?:not|except|excluding|excl|closed) (?:on )?{HOLIDAY}\b)",
            r"(?P<always>\b(?:24 ?(?:hours?|hrs?)|24/7|always open)\b)",
            rf"(?P<holiday>\b{HOLIDAY}\b)",
            rf"(?P<days>\b{DAY}\s*-\s*{DAY}\b|\b(?:{EVERY}|{WEEK}|{DAY})\b)",
            rf"(?P<times>{TIMES}(?:{LIST}{TIMES})*)",
            r"(?P<closed>\b(?:closed|shut)\b)",
            r"(?P<end>[.;])",
            r"(?P<skip>\b(?:open|from|on|and)\b|[\s,:()&/])",
        )
    )
)
_SENTENCE = re.compile(r"(?<=[a-z)])\.\s*(?=[A-Za-z0-9])|(?<=\d)\.\s+(?=\D)|;\s*|(?<=\d)\.$|(?<=[a-z)])\.$")
_SAYS_TIME = re.compile(rf"\d|\b(?:{DAY}|closed|dusk|dawn|daylight|summer|winter|hours)\b", re.I)


def osm_of_english(text: str) -> tuple[str, str]:
    """The OpenStreetMap string (empty when it cannot be read), and the sentences that say nothing of time."""
    text = re.sub(r"\b([AaPp])\.\s?[Mm]\b\.?", r"\1m", text)
    sentences = [part.strip() for part in _SENTENCE.split(text) if part and part.strip()]
    timed = [part for part in sentences if _SAYS_TIME.search(part)]
    remarks = ". ".join(part for part in sentences if part not in timed)
    rules: list[str] = []
    for sentence in timed:
        read = _sentence(_plain(sentence))
        if read is None:
            return "", remarks
        rules += read
    return "; ".join(rules), remarks


def _plain(text: str) -> str:
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text.lower().replace("\xa0", " "))
    return re.sub(r"\s*\b(?:to|until|till|through)\b\s*", "-", text)


def _sentence(text: str) -> list[str] | None:
    """Rules of one sentence: times hold for the days before them, or else for those after."""
    clauses = _Clauses()
    at = 0
    for found in _TOKEN.finditer(text):
        if text[at : found.start()].strip():
            return None
        at = found.end()
        if not clauses.take(found.lastgroup or "", found[0]):
            return None
    return None if text[at:].strip() else clauses.rules()


class _Clauses:
    """Days and times as they come by, gathered into rules."""

    def __init__(self) -> None:
        self.dates, self.days, self.times = "", [], ""  # type: str, list[str], str
        self.done: list[str] = []
        self.holidays: list[str] = []

    def take(self, kind: str, words: str) -> bool:
        if kind in ("skip", "end"):
            return True
        if kind == "not":
            self.holidays.append("PH off")
            return True
        if kind in ("times", "always", "closed"):
            return self._take_times(kind, words)
        if self.times and self.days:
            self._finish()
        if kind == "dates":
            self.dates = _dates(words)
            return bool(self.dates)
        self.days.append("PH" if kind == "holiday" else _days(words))
        return True

    def _take_times(self, kind: str, words: str) -> bool:
        said = {"always": "00:00-24:00", "closed": "off"}.get(kind) or times_of(words)
        if self.times:
            self._finish()
        self.times = said
        return bool(said)

    def _finish(self) -> None:
        days = ",".join(self.days)
        rule = " ".join(part for part in (self.dates, days, self.times) if part)
        self.done.append("24/7" if rule == "00:00-24:00" else rule)
        self.days, self.times = [], ""

    def rules(self) -> list[str] | None:
        """All rules, the weekly first; nothing when days are left without times."""
        if self.times:
            self._finish()
        if self.days or not self.done:
            return None
        return [*self.done, *self.holidays]


def _days(words: str) -> str:
    if re.fullmatch(EVERY, words):
        return "Mo-Su"
    if words.startswith("week"):
        return "Mo-Fr" if words.startswith("weekd") else "Sa-Su"
    return "-".join(_DAYS[part.strip()[:3]] for part in words.split("-"))


def _dates(words: str) -> str:
    first, last = (_date(part) for part in words.split("-", 1))
    return f"{first}-{last}"


def _date(words: str) -> str:
    month = next(name for name in MONTHS if re.search(rf"\b{name.lower()}", words))
    day = re.search(r"\d+", words)
    return f"{month} {int(day[0]):02}" if day else month
