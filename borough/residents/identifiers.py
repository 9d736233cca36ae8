"""Person identifiers: ten letters of Crockford's base 32 (no I, L, O, U), as in 7KQ2M-4XT9P."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_identifier() -> str:
    """Random, so that one tells nothing of another; 10**15 of them, and the database refuses a second use."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(10))
    return f"{letters[:5]}-{letters[5:]}"


def read_identifier(text: str) -> str | None:
    """As typed by a person: any case, hyphen or not, O for 0, I and L for 1. None when it is none."""
    letters = text.upper().replace("-", "").replace(" ", "").translate(str.maketrans("OIL", "011"))
    if len(letters) != 10 or any(letter not in ALPHABET for letter in letters):
        return None
    return f"{letters[:5]}-{letters[5:]}"
