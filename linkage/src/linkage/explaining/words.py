"""What a comparison found, in plain English. The same words for the same finding, always."""

import numpy as np

from linkage.conditions import All, Condition, Same, Similar
from linkage.kernels.strings import damerau_levenshtein
from linkage.model import Comparison

# Bits by which rarity must change a weight before a reader is told.
TOLD = 2.0
SLIGHT = 0.5
MOST_EDITS = 3
_NOUNS = {
    "middle_names": "middle name", "date_of_birth": "date of birth", "place": "address", "phone": "telephone",
    "email": "e-mail", "nino": "National Insurance number", "nhs_number": "NHS number", "uprn": "UPRN",
}  # fmt: skip
_PHRASES = {
    "nickname": "{} a short form of the other", "initial": "{} an initial of the other",
    "alike": "{} alike", "somewhat alike": "{} somewhat alike", "sounds alike": "{} sounds alike",
    "begins alike": "{} begins alike", "a part of it": "{} a part of the other",
    "the other's surname": "{} is the other's surname", "the other's forename": "{} is the other's forename",
    "the other's middle name": "{} is the other's middle name",
    "day and month changed": "{} with day and month changed", "one edit": "{} one sign apart",
    "two edits": "{} two signs apart", "up to two edits": "{} up to two signs apart",
    "two of three parts": "two of three parts of the {} the same",
    "near": "{} near", "not far": "{} not far off", "nearly the same": "{} nearly the same",
}  # fmt: skip
_COUNTS = {1: "one", 2: "two", 3: "three"}
_VERDICTS = (
    (0.99, "almost certainly one person"), (0.9, "very likely one person"),
    (0.5, "more likely one person than two"), (0.1, "more likely two people than one"),
    (0.01, "very likely two people"),
)  # fmt: skip


def noun(name: str) -> str:
    """What a reader calls the field."""
    return _NOUNS.get(name, name.replace("_", " "))


def finding(comparison: Comparison, number: int, a: str | None, b: str | None, rarity: float = 0.0) -> str:
    """One comparison of two records: `number` its level, `a` and `b` the values, `rarity` the bits that the
    values being rare (above nought) or common adds."""
    what = noun(comparison.name)
    if number < 0:
        return f"{what} not known of both"
    if number == 0:
        return f"different {what}"
    level = comparison.number(number)
    return _agreement(what, level.label, level.when, a, b) + _rarity(rarity)


def _agreement(what: str, label: str, when: Condition, a: str | None, b: str | None) -> str:
    if label.startswith("same "):
        return f"{label} in the {what}" if label == "same year" else label
    if label == "same" or _is_exact(when):
        return f"same {what}"
    if isinstance(when, Similar) and a and b and 0 < (edits := _edits(a, b)) <= MOST_EDITS:
        sign = "letter" if (a + b).replace(" ", "").isalpha() else "sign"
        return f"{what} {_COUNTS[edits]} {sign}{'s' if edits > 1 else ''} apart"
    if label in _PHRASES:
        return _PHRASES[label].format(what)
    if what in label:
        return label
    return f"{what}: {label}"


def _is_exact(when: Condition) -> bool:
    match when:
        case Same(left, right):
            return left == right
        case All(of):
            return all(_is_exact(its) for its in of)
    return False


def _rarity(bits: float) -> str:
    return ", rare" if bits >= TOLD else ", common" if bits <= -TOLD else ""


def _edits(a: str, b: str) -> int:
    """Up to one more than matters."""
    letters = np.frombuffer((a + b).encode("utf-32-le"), dtype="<u4").astype(np.uint32)
    return int(damerau_levenshtein(letters, 0, len(a), len(a), len(a) + len(b), MOST_EDITS))


def sentence(findings: list[tuple[str, float]]) -> str:
    """From what speaks most for one person to what speaks most against; what hardly speaks is left out."""
    strong = [(words, bits) for words, bits in findings if abs(bits) >= SLIGHT]
    ordered = sorted(strong, key=lambda its: -its[1])  # stable: equal ones in the model's order
    return "; ".join(words for words, _ in ordered) or "nothing that tells"


def verdict(probability: float) -> str:
    return next((words for bound, words in _VERDICTS if probability >= bound), "almost certainly two people")


def percent(probability: float) -> str:
    """Never more certain than a model can be: the top of the scale is the least sure part of it."""
    if probability > 0.999:
        return "over 99.9 %"
    if probability < 0.001:
        return "under 0.1 %"
    return f"{100 * probability:.1f} %"


def bits(value: float) -> str:
    return f"{value:+.1f}".replace("-", "−") if abs(value) >= 0.05 else "0.0"
