"""The forms under which a word is found, so that a mistake in it, or in the record, is forgiven.

A word with any one letter left out meets every word that is one letter apart (the deletion index of Wolf
Garbe's SymSpell, 2012); its sound is added by the database (double metaphone); its nickname family by root.
"""

from functools import cache

from linkage.standard.names import roots
from rapidfuzz.distance import OSA

from borough.residents.rules import in_capitals

NICKNAME_FIT = 0.85
SOUND_FIT = 0.6
PREFIX_FIT = 0.65


def forms(kind: str, text: str) -> set[str]:
    """Forms of a term to be stored, or of a typed word to be looked for; `text` is folded."""
    found = {text}
    if kind in {"name", "street", "postcode"} and len(text) > 3:
        found |= {text[:place] + text[place + 1 :] for place in range(len(text))}
    if kind == "name":
        found |= families(text)
    return found


@cache
def families(name: str) -> frozenset[str]:
    return frozenset(f"~{root}" for root in roots(name))


def is_root(typed: str, term: str) -> bool:
    """Whether the term heads a family of what was typed, and so explains it best: Robert, not Rob, for Bob."""
    return f"~{term}" in families(typed)


def fit(kind: str, typed: str, term: str, *, sounds: bool) -> float:
    """How well a stored term answers a typed word: 1 the same, 0 not at all."""
    if typed == term:
        return 1.0
    slips = OSA.distance(typed, term, score_cutoff=2)
    best = 0.0
    if slips == 1 and len(typed) > 3:
        best = 0.8
    elif slips == 2 and min(len(typed), len(term)) >= 6:
        best = 0.65
    if kind == "name" and families(typed) & families(term):
        best = max(best, NICKNAME_FIT)
    if sounds and OSA.normalized_similarity(typed, term) >= 0.6:
        best = max(best, SOUND_FIT)
    return best


def why(typed: str, term: str) -> str:
    """In words: how what was typed and what was found differ."""
    slips = OSA.distance(typed, term)
    if families(typed) & families(term) and (slips > 1 or len(typed) <= 3):
        return f"{in_capitals(term)}: another form of {in_capitals(typed)}"
    if slips <= 2:
        return f"{in_capitals(term)}: {('', 'one letter', 'two letters')[slips]} from {in_capitals(typed)}"
    if term.startswith(typed):
        return f"{in_capitals(term)}: begins with {in_capitals(typed)}"
    return f"{in_capitals(term)}: sounds like {in_capitals(typed)}"
