"""Postal codes of the United Kingdom and of everywhere else, and UPRNs."""

import re

# Royal Mail's shapes. The inward part is a digit and two letters that are not C I K M O V.
POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][0-9A-Z]?)\s*([0-9][ABD-HJLNP-UW-Z]{2})\b")
_NOWHERE = ("ZZ99", "XX", "AA1 1AA", "AB1 2CD")
# In the line of an address: behind the state, as the United States and Australia write it.
_STATE = re.compile(
    r"\b[A-Z]{2,3}[ ,]+(\d{5}(?:-\d{4})?|\d{4})\s*(?:,? ?(?:USA?|UNITED STATES|AUSTRALIA))?\s*$"
)
_ZIP_PLUS_FOUR = re.compile(r"\d{5}-?\d{4}")
_ELSEWHERE = re.compile(r"(?=.*\d)[0-9A-Z]{3,10}")


def parse_postcode(text: str | None) -> str | None:
    """`NW1 8QL`, found anywhere in the text; None when there is none, or it is a known dummy."""
    if not (found := POSTCODE.findall((text or "").upper())):
        return None
    postcode = " ".join(found[-1])
    return None if postcode.startswith(_NOWHERE) else postcode


def parse_code(text: str | None) -> str | None:
    """What a column of postcodes says: `NW1 8QL`; else capitals and figures without spaces, of any country.

    Of a ZIP+4 the first five figures are kept, as most files have no more. None for what has no figure, is all
    noughts or nines, or is a known dummy.
    """
    text = (text or "").strip().upper().removesuffix(".0")
    if POSTCODE.search(text):
        return parse_postcode(text)
    if _ZIP_PLUS_FOUR.fullmatch(text):
        text = text[:5]
    code = re.sub(r"[\s-]+", "", text)
    return (
        code
        if _ELSEWHERE.fullmatch(code) and not set(code) <= set("0") and not set(code) <= set("9")
        else None
    )


def take_code(text: str) -> tuple[str, str]:
    """An address in capitals: the code in it, or empty, and the rest."""
    if found := POSTCODE.findall(text):
        postcode = " ".join(found[-1])
        return "" if postcode.startswith(_NOWHERE) else postcode, POSTCODE.sub(" ", text)
    if text[-1:].isalnum() and (match := _STATE.search(text)):
        return match[1][:5], text[: match.start(1)]
    return "", text


def parse_uprn(text: str | None) -> str | None:
    """Up to twelve digits without leading noughts; None when it is none."""
    digits = (text or "").strip().removesuffix(".0").lstrip("0")
    return (
        digits
        if digits.isascii() and digits.isdigit() and len(digits) <= 12 and len(set(digits)) > 1
        else None
    )
