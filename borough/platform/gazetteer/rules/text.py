"""What was typed or pasted, made readable; or why it cannot be read."""

import unicodedata
from urllib.parse import unquote

LONGEST = 200  # characters; the longest real address of the borough has 68
CONTROL = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-"))
QUOTES = str.maketrans(dict.fromkeys("‘’‛ʼ′`´＇", "'"))
# An apostrophe that was UTF-8 once, then read by other encodings. Seen in the streets of the open data.
SPOILT_APOSTROPHES = ("ÔÇÖ", "â€™", "â\x80\x99")


def cleaned(text: str) -> str:
    """Full-width letters narrow, dashes and apostrophes plain, invisible characters gone, one space between words.

    A line break or a tab is a space. Percent-encoding is undone, also when it was done twice.
    """
    text = text[: LONGEST * 5]
    for _ in range(2):
        if "%" not in text:
            break
        text = unquote(text, errors="replace")
    for spoilt in SPOILT_APOSTROPHES:
        text = text.replace(spoilt, "'")
    text = unicodedata.normalize("NFKC", text.replace("″", '"')).translate(DASHES).translate(QUOTES)
    kept = (" " if character.isspace() else character for character in text)
    shown = "".join(c for c in kept if c == " " or unicodedata.category(c) not in CONTROL)
    return " ".join(shown.split())


def why_unreadable(raw: str, text: str) -> str:
    """Why a cleaned text cannot name a place; empty where it may."""
    if len(raw) > LONGEST:
        return f"That is {len(raw):,} characters long: more than any address has."
    if not text:
        return "Nothing was typed."
    if "\ufffd" in raw:
        return "Part of that text was damaged on its way, so we cannot read it."
    if not any(character.isalnum() for character in text):
        return "There are no letters or numbers in that."
    return ""
