"""What others know: work that explains looks, and facts about persons. Whoever knows registers a giver.

@misuse.explains
def cases(since, until): yield Tie("user:7", person, day, "A case of theirs")
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date

from .rules.explaining import Tie
from .rules.facts import Person

Explainer = Callable[[date, date], Iterable[Tie]]
Describer = Callable[[Collection[str]], tuple[Mapping[str, Person], Mapping[str, float]]]
_explainers: list[Explainer] = []
_describers: list[Describer] = []


def explains(giver: Explainer) -> Explainer:
    """Have `giver(since, until)` asked for the ties of these days."""
    if giver not in _explainers:
        _explainers.append(giver)
    return giver


def describes(giver: Describer) -> Describer:
    """Have `giver(identifiers)` asked for what is known of persons, and how common their surnames are."""
    if giver not in _describers:
        _describers.append(giver)
    return giver


def ties(since: date, until: date) -> list[Tie]:
    return [tie for giver in _explainers for tie in giver(since, until)]


def described(people: Collection[str]) -> tuple[dict[str, Person], dict[str, float]]:
    persons: dict[str, Person] = {}
    shares: dict[str, float] = {}
    for giver in _describers:
        more, names = giver(people)
        persons |= more
        shares |= names
    return persons, shares
