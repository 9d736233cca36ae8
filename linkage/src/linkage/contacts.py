"""Telephone numbers and e-mail addresses, written one way. What nobody answers counts as missing."""

import re

_EMAIL = re.compile(r"[a-z0-9._%'+-]+@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}")
_NOBODY = frozenset({"none", "no", "na", "n", "noemail", "no.email", "noreply", "no-reply", "unknown", "test",
                     "nomail", "notgiven", "not.given", "notknown", "refused", "donotreply", "xxx", "x"})  # fmt: skip
_NOWHERE = frozenset({"none.com", "no.com", "noemail.com", "na.com", "unknown.com", "none.none"})
# The example in leaflets and old training screens.
_EXAMPLES = frozenset({"07700900000", "07123456789", "01234567890", "02012345678", "07000000000"})


def parse_phone(text: str | None) -> str | None:
    """National form for the United Kingdom (`07911123456`), `+` and digits abroad; None when it is no number."""
    text = (text or "").strip()
    digits = re.sub(r"\D", "", re.sub(r"(?i)ext.*$|\(0\)", "", text))
    if text.startswith("+") or digits.startswith("00"):
        digits = digits.removeprefix("00")
        if not digits.startswith("44"):
            return f"+{digits}" if 8 <= len(digits) <= 15 and _plausible(digits) else None
        digits = "0" + digits[2:].lstrip("0")
    elif len(digits) == 12 and digits.startswith("44"):
        digits = "0" + digits[2:]
    elif len(digits) == 10 and digits[0] in "1237":
        digits = "0" + digits  # a spreadsheet took the nought
    return digits if len(digits) in (10, 11) and digits[0] == "0" and _plausible(digits) else None


def _plausible(digits: str) -> bool:
    return digits not in _EXAMPLES and len(set(digits[2:])) > 1 and len(set(digits)) > 2


def parse_email(text: str | None) -> str | None:
    """Lower case, without a `+tag`; None when it is no address, or nobody's."""
    text = (text or "").strip().lower().removeprefix("mailto:")
    if not _EMAIL.fullmatch(text):
        return None
    name, _, host = text.rpartition("@")
    name = name.split("+")[0]
    return None if not name or name in _NOBODY or host in _NOWHERE else f"{name}@{host}"
