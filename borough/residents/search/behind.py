"""People under a shield whom this look may see: they are in no search table, so their records are asked."""

from collections.abc import Collection, Sequence

from . import spellings
from .operations import terms_of_people
from .rules import Part

CLOSE = 0.8


def found(parts: Sequence[Part], see: Collection[str]) -> list[int]:
    """Persons among `see` (identifiers) who answer every part closely. Two queries, none when `see` is empty."""
    if not parts or not see:
        return []
    terms: dict[int, set[tuple[str, str]]] = {}
    for person, kind, text in terms_of_people(see):
        terms.setdefault(person, set()).add((kind, text))
    return sorted(p for p, its in terms.items() if all(_answers(part, its) for part in parts))


def _answers(part: Part, terms: set[tuple[str, str]]) -> bool:
    return any(
        guess.kind == kind
        and (guess.text == text or (part.spelt and _fit(kind, guess.text, text) * guess.fit >= CLOSE))
        for guess in part.guesses
        for kind, text in terms
    )


def _fit(kind: str, typed: str, text: str) -> float:
    if kind == "name" and len(typed) >= 3 and text.startswith(typed):
        return max(spellings.PREFIX_FIT, spellings.fit(kind, typed, text, sounds=False))
    return spellings.fit(kind, typed, text, sounds=False)
