"""Numbers that mean one person: National Insurance and NHS; and the sex as codes write it."""

import re

# HMRC, National Insurance Manual NIM39110: letters never used, prefixes never allocated.
_NINO = re.compile(r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](\d{6})[A-D]?")
# On forms as the example, so typed in by those who have none.
_EXAMPLES = frozenset({"AB123456", "QQ123456", "AA123456", "JC123456"})
SEXES = {
    "m": "M",
    "male": "M",
    "man": "M",
    "boy": "M",
    "1": "M",
    "f": "F",
    "female": "F",
    "woman": "F",
    "girl": "F",
    "2": "F",
}


def parse_nino(text: str | None) -> str | None:
    """Eight characters, without the suffix, which many systems leave out: `QQ123456C` gives `QQ123456`."""
    compact = re.sub(r"[^0-9A-Z]", "", (text or "").upper())
    if not (match := _NINO.fullmatch(compact)):
        return None
    digits = match[1]
    return None if compact[:8] in _EXAMPLES or len(set(digits)) == 1 else compact[:8]


def parse_nhs_number(text: str | None) -> str | None:
    """Ten digits whose last is the modulus 11 check (NHS Data Dictionary); anything else is None."""
    digits = re.sub(r"[\s-]", "", text or "")
    if not re.fullmatch(r"[0-9]{10}", digits) or len(set(digits)) == 1:
        return None
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return digits if (11 - total % 11) % 11 == int(digits[9]) else None


def parse_sex(text: str | None) -> str | None:
    """`F` or `M`; None for anything else, which says nothing."""
    return SEXES.get((text or "").strip().lower())
