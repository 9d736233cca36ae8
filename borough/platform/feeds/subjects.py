"""Whom a row is about. Feeds cannot know; who takes the rows in says how to tell."""

from collections.abc import Callable

Teller = Callable[[str, str], list[str]]
_tellers: list[Teller] = []


def tell_whom(function: Teller) -> Teller:
    """Have `function(feed, key)` asked for the identifiers of the persons that a row is about."""
    if function not in _tellers:
        _tellers.append(function)
    return function


def people_of(feed: str, key: str) -> list[str]:
    """Their identifiers, for the log of who looked; empty when nobody knows."""
    return sorted({person for teller in _tellers for person in teller(feed, key)}) if key else []
