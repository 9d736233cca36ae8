"""Telephone numbers and e-mail addresses, written one way. What nobody answers counts as missing."""

import re

_EMAIL = re.compile(r"[^\s@,;:<>()\"\[\]]+@[^\W_-][^\s@,;:<>()\"\[\]_]*\.[^\W\d_]{2,}")
_NOBODY = frozenset({"none", "no", "na", "n", "noemail", "no.email", "noreply", "no-reply", "unknown", "test",
                     "nomail", "notgiven", "not.given", "notknown", "refused", "donotreply", "xxx", "x"})  # fmt: skip
_NOWHERE = frozenset({"none.com", "no.com", "noemail.com", "na.com", "unknown.com", "none.none"})
# The example in leaflets and old training screens.
_EXAMPLES = frozenset({"07700900000", "07123456789", "01234567890", "02012345678", "07000000000"})
_EXTENSION = re.compile(r"(?i)(?:ext|x)\.?\s*\d{1,6}\s*$|ext.*$|\(0\)")
_NO_DIGIT = re.compile(r"\D")
# North America: area code and exchange begin with 2 to 9 (North American Numbering Plan).
_AMERICAN = re.compile(r"1[2-9]\d{2}[2-9]\d{6}")


def parse_phone(text: str | None) -> str | None:
    """National form for the United Kingdom (`07911123456`), `+` and digits where a country is written, else
    the digits as they are; None when it is no number."""
    text = (text or "").strip()
    if not text.isdigit() or not text.isascii():
        text = _EXTENSION.sub("", text)
        digits = _NO_DIGIT.sub("", text)
        digits = digits if digits.isascii() else ""
    else:
        digits = text
    if text.startswith("+") or digits.startswith("00"):
        digits = digits.removeprefix("00")
        if not digits.startswith("44"):
            return f"+{digits}" if 8 <= len(digits) <= 15 and _plausible(digits) else None
        digits = "0" + digits[2:].lstrip("0")
    elif len(digits) == 12 and digits.startswith("44"):
        digits = "0" + digits[2:]
    elif len(digits) == 10 and digits[0] in "1237":
        digits = "0" + digits  # a spreadsheet took the nought
    elif _AMERICAN.fullmatch(digits):
        return f"+{digits}" if _plausible(digits) else None
    if digits.startswith("0"):
        return digits if len(digits) in (10, 11) and _plausible(digits) else None
    return digits if 7 <= len(digits) <= 15 and _plausible(digits) else None


def _plausible(digits: str) -> bool:
    return digits not in _EXAMPLES and len(set(digits[2:])) > 1 and len(set(digits)) > 2


def parse_email(text: str | None) -> str | None:
    """Lower case, without a `+tag`, the first where several stand; None when it is no address, or nobody's."""
    if not (match := _EMAIL.search((text or "").lower().replace("mailto:", ""))):
        return None
    name, _, host = match[0].rpartition("@")
    name = name.split("+")[0].strip(".'")
    return None if not name or name in _NOBODY or host in _NOWHERE else f"{name}@{host}"
