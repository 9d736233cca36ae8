"""Streets and buildings by name: exactly, by some of their words, and misspelt."""

from rapidfuzz import fuzz, process

from .gazetteer import Gazetteer, Street
from .streets import STREET_WORDS, fold

SURE = 84.0  # of 100: one letter in eight wrong, or two letters changed round
CLEARLY = 4.0  # by how much the best must beat the next


def named(name: str, g: Gazetteer) -> Street | None:
    """The street of this name, however it is abbreviated."""
    return g.by_folded.get(fold(name))


def completed(name: str, g: Gazetteer) -> Street | None:
    """The one that a name without its last word can only be: Endsleigh, where there is no other of that name."""
    some = having_words(name, g)
    if len(some) == 1:
        return some[0]
    return None


def having_words(name: str, g: Gazetteer) -> list[Street]:
    """Streets that have all these words, in this order: Belsize -> Belsize Lane, Belsize Park; by name."""
    folded = fold(name)
    if len(folded) < 3:
        return []
    found = [street for street in g.streets if f" {folded} " in f" {street.folded} "]
    return sorted(found, key=lambda street: street.name)


def spelt_like(name: str, g: Gazetteer, at_least: float = SURE) -> list[Street]:
    """Streets spelt nearly so, most alike first."""
    folded = fold(name)
    if len(folded) < 4:
        return []
    scored = process.extract(folded, list(g.by_folded), scorer=likeness, limit=8, score_cutoff=at_least)
    return [g.by_folded[key] for key, _, _ in scored]


def surely_meant(name: str, g: Gazetteer) -> Street | None:
    """The one street that a misspelt name can only be."""
    folded = fold(name)
    if len(folded) < 5:
        return None
    scored = process.extract(folded, list(g.by_folded), scorer=likeness, limit=2, score_cutoff=SURE)
    if not scored or (len(scored) > 1 and scored[0][1] - scored[1][1] < CLEARLY):
        return None
    return g.by_folded[scored[0][0]]


def likeness(a: str, b: str, **_: object) -> float:
    """0 to 100 for two folded names. The last word counts for little: Road and Rise are soon confused."""
    return float(0.5 * fuzz.ratio(a, b) + 0.5 * fuzz.ratio(_stem(a), _stem(b)))


def _stem(folded: str) -> str:
    first, _, last = folded.rpartition(" ")
    return first if first and last in STREET_WORDS else folded
