"""Dates as sources write them and as people ask for them. Pure."""

from datetime import date, datetime

from borough.ui.api import date_in_words

# How dates stand in registers, and how we write them for people.
WRITTEN = {"%Y-%m-%d": "%d %B %Y", "%Y-%m": "%B %Y"}
ASKED = ("%Y-%m-%d", "%d/%m/%Y", "%d %m %Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")


def day_in_words(stated: str) -> str:
    """A source's own date for people: 20 November 2022, January 2024, 2019. Other words stay as they are."""
    first, *rest = stated.split(" ", 1)
    for form, words in WRITTEN.items():
        try:
            day = datetime.strptime(first, form)
        except ValueError:
            continue
        return " ".join([f"{day:{words}}".lstrip("0"), *rest])
    return stated


def day_asked(words: str) -> date | None:
    """The day that somebody typed, in any of the ways that people do; None where it is none."""
    for form in ASKED:
        try:
            return datetime.strptime(" ".join(words.split())[:40], form).date()
        except ValueError:
            continue
    return None


def in_words(day: date | None) -> str:
    return date_in_words(day) if day else ""
