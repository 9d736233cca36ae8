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


Keeper = Callable[[str, str], bool]
_keepers: list[Keeper] = []


def keep_back(function: Keeper) -> Keeper:
    """Have `function(feed, key)` asked before a row is shown: where it says yes there is no such row."""
    if function not in _keepers:
        _keepers.append(function)
    return function


def kept_back(feed: str, key: str) -> bool:
    return bool(key) and any(keeper(feed, key) for keeper in _keepers)
