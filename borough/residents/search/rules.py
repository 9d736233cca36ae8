"""What was typed into the box, taken apart. Pure: the same text always means the same."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from linkage.standard.contacts import parse_email, parse_phone
from linkage.standard.identifiers import parse_nino
from linkage.standard.names import TITLES, fold
from linkage.standard.places import STREET_TYPES

MAX_TEXT = 200
MAX_PARTS = 8
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Words that stand in so many addresses and letters that they find nobody.
NOISE = frozenset(TITLES) | frozenset(
    """
    flat apartment apt unit floor house estate street st road rd avenue ave gardens square place
    terrace way walk mews the of and at in from born dob aged london camden tel phone mobile email
    nino nhs no number name called
    """.split()
)
# Hse, Gdns, Cresc: as the records write them. Ho and La are also surnames, and stay what was typed.
SHORT = {short: word for short, word in STREET_TYPES.items() if short not in {"ho", "la"}}
# What stands before one of these is a street: Sandall Road. Hill, Lane and the like are surnames as often.
MARKS = (frozenset(SHORT) | frozenset(SHORT.values())) - {"hill", "lane", "close", "court", "park", "view"}


@dataclass(frozen=True, slots=True)
class Guess:
    """One reading of a part: the kind and text of a term, and how well it fits (1 is what was typed)."""

    kind: str
    text: str
    fit: float = 1.0


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the box. `typed` as written; `means` in words for the officer."""

    typed: str
    means: str
    guesses: tuple[Guess, ...]
    spelt: bool = False  # a word that may be misspelt: look for its spellings too


def parse(text: str) -> list[Part]:
    """At most MAX_PARTS parts, in the order in which they are recognised. Never raises."""
    rest = f" {text[:MAX_TEXT]} "
    parts: list[Part] = []
    for pattern, read in _SHAPES:

        def take(found: re.Match[str], read: Callable[[re.Match[str]], Part | None] = read) -> str:
            part = read(found)
            if part is None:
                return found.group()
            parts.append(part)
            return " "

        rest = pattern.sub(take, rest)
    parts.extend(_words(rest))
    return parts[:MAX_PARTS]


def _words(rest: str) -> Iterator[Part]:
    words = fold(rest).split()
    for word, after in zip_longest(words, words[1:]):
        street = SHORT.get(word, word)
        if not {word, street} & NOISE and len(word) > 1:
            name, place = (0.8, 1.0) if after in MARKS else (1.0, 0.9)
            guesses = (Guess("name", word, name), Guess("street", street, place))
            yield Part(word, "name or street", guesses, spelt=True)


def _email(found: re.Match[str]) -> Part:
    text = found.group().strip()
    return Part(text, "e-mail address", (Guess("email", parse_email(text) or text.lower()),))


def _postcode(found: re.Match[str]) -> Part:
    text = f"{found[1]} {found[2]}".upper()
    return Part(
        found.group().strip(), f"postcode {text}", (Guess("postcode", text.replace(" ", "")),), spelt=True
    )


def _outcode(found: re.Match[str]) -> Part:
    return Part(found[1], f"postcode area {found[1].upper()}", (Guess("outcode", found[1].upper()),))


def _nino(found: re.Match[str]) -> Part | None:
    number = parse_nino(found.group())
    return (
        Part(found.group().strip(), "National Insurance number", (Guess("nino", number),)) if number else None
    )


def _phone(found: re.Match[str]) -> Part | None:
    number = parse_phone(found.group())
    return Part(found.group().strip(), "telephone number", (Guess("phone", number),)) if number else None


def _digits(found: re.Match[str]) -> Part:
    digits = re.sub(r"\D", "", found.group())
    kinds = {10: ("nhs", "key"), 12: ("uprn", "key")}.get(len(digits), ("key", "uprn"))
    means = {10: "NHS number, key or telephone number", 12: "UPRN or key"}.get(len(digits), "key of a system")
    guesses = [Guess(kind, digits) for kind in kinds]
    if number := parse_phone(digits):
        guesses.append(Guess("phone", number))
    return Part(found.group().strip(), means, tuple(guesses))


def _key(found: re.Match[str]) -> Part:
    text = found.group().strip().upper()
    return Part(
        found.group().strip(), "key of a system", (Guess("key", text), Guess("house", text.lower(), 0.8))
    )


def _house(found: re.Match[str]) -> Part:
    return Part(
        found[1], f"house or flat {found[1]}", (Guess("house", found[1].lower()), Guess("key", found[1]))
    )


def _day_first(found: re.Match[str]) -> Part | None:
    """Figures that are no date may be something else, unless they are written with strokes."""
    year, month, day = _year(found[3]), int(found[2]), int(found[1])
    if "/" in found.group() or _date(year, month, day) or _date(year, day, month):
        return _birth(found.group().strip(), year, month, day)
    return None


def _year_first(found: re.Match[str]) -> Part | None:
    return _birth(found.group().strip(), int(found[1]), int(found[2]), int(found[3]))


def _month_named(found: re.Match[str]) -> Part | None:
    return _birth(found.group().strip(), int(found[3]), MONTHS.index(found[2][:3].lower()) + 1, int(found[1]))


def _month_and_year(found: re.Match[str]) -> Part | None:
    month = MONTHS.index(found[1][:3].lower()) + 1 if found[1].isalpha() else int(found[1])
    if not 1 <= month <= 12:
        return None
    text = f"{found[2]}-{month:02}"
    return Part(
        found.group().strip(), f"born in {MONTHS[month - 1].title()} {found[2]}", (Guess("born", text),)
    )


def _birth_year(found: re.Match[str]) -> Part:
    return Part(found[1], f"born in {found[1]}", (Guess("born", found[1]), Guess("house", found[1], 0.5)))


def _year(text: str) -> int:
    """Two figures are of the last hundred years; 26 and less are of this century."""
    return int(text) if len(text) == 4 else int(text) + (2000 if int(text) <= 26 else 1900)


def _birth(typed: str, year: int, month: int, day: int) -> Part:
    """A date of birth, and near it what a slip of the pen would have made of it. One that is no date is said
    to be none; it may still be a key."""
    if (born := _date(year, month, day)) is None:
        swapped = _date(year, day, month)
        if swapped is None:
            return Part(typed, f"{typed} is no date", (Guess("born", typed), Guess("key", typed.upper())))
        return Part(typed, _said(swapped), (Guess("born", swapped.isoformat()),))
    near: dict[str, float] = {born.isoformat(): 1.0}
    if swapped := _date(year, day, month):
        near.setdefault(swapped.isoformat(), 0.85)
    for slip in _one_figure_off(born):
        near.setdefault(slip.isoformat(), 0.7)
    return Part(typed, _said(born), tuple(Guess("born", text, fit) for text, fit in near.items()))


def _one_figure_off(born: date) -> Iterator[date]:
    figures = born.strftime("%Y%m%d")
    for place in range(2, 8):
        for figure in "0123456789":
            text = figures[:place] + figure + figures[place + 1 :]
            if slip := _date(int(text[:4]), int(text[4:6]), int(text[6:])):
                yield slip


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year >= 1880 else None
    except ValueError:
        return None


def _said(born: date) -> str:
    return f"born {born.day} {born:%B %Y}"


_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
# Most telling first: what one shape has taken, the next no longer sees.
_SHAPES: list[tuple[re.Pattern[str], Callable[[re.Match[str]], Part | None]]] = [
    (re.compile(r"\S+@\S+"), _email),
    (re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2}\s?\d\d\s?\d\d\s?\d\d(?:\s?[A-D])?\b", re.I), _nino),
    (re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b"), _year_first),
    (re.compile(r"\b(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4}|\d{2})\b"), _day_first),
    (re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?[\s\-]+{_MONTH}[\s,\-]+(\d{{4}})\b", re.I), _month_named),
    (re.compile(rf"\b{_MONTH}[\s,]+((?:19|20)\d\d)\b", re.I), _month_and_year),
    (re.compile(r"\b(\d{1,2})/((?:19|20)\d\d)\b"), _month_and_year),
    (re.compile(r"(?<![\w+(])(?:\+\d|\(?0)[\d\s()\-]{8,16}\d(?!\w)"), _phone),
    (re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[ABD-HJLNP-UW-Z]{2})\b", re.I), _postcode),
    (re.compile(r"(?<!\S)(?=\S*\d)(?=\S*[A-Za-z\-/])\S{5,40}(?!\S)"), _key),
    (re.compile(r"\b\d{3}\s\d{3}\s\d{4}\b|\b\d{6,14}\b"), _digits),
    (re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\b", re.I), _outcode),
    (re.compile(r"\b((?:18|19|20)\d\d)\b"), _birth_year),
    (re.compile(r"\b(\d{1,5}[a-z]?)\b", re.I), _house),
]
