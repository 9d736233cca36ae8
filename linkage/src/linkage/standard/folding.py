"""Text without its dress: lower case, no diacritics or apostrophes, Greek and Cyrillic in Latin letters."""

import re
import unicodedata

# Letters that Unicode does not take apart, as English writes them.
_LATIN = {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d", "ħ": "h",
          "’": "", "'": "", "‘": "", "`": "", "ʼ": "", "ʻ": "", "′": "", "´": ""}  # fmt: skip
# As British passports romanise Russian, Ukrainian and Serbian (BGN/PCGN, short forms) after NFKD (й is и).
_CYRILLIC = {
    **dict(zip("абвгдезиклмнопрстуф", "abvgdeziklmnoprstuf", strict=True)),
    "ц": "ts", "ы": "y", "э": "e", "ј": "j", "і": "i", "ґ": "g",
    "ж": "zh", "х": "kh", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya", "є": "ye",
    "љ": "lj", "њ": "nj", "ђ": "dj", "ћ": "c", "џ": "dz", "ў": "u",
}  # fmt: skip
# As ELOT 743 romanises Greek.
_GREEK = {
    **dict(zip("αβγδεζηικλμνξοπρσςτυφω", "a v g d e z i i k l m n x o p r s s t y f o".split(), strict=True)),
    "θ": "th", "χ": "ch", "ψ": "ps",
}  # fmt: skip
_PLAIN = str.maketrans(_LATIN | _CYRILLIC | _GREEK)
# Vulgar fractions: Unicode would write 12¼ as 121⁄4, another house.
_FRACTIONS = {code: " " for code in range(0x3000) if "\u2044" in unicodedata.normalize("NFKD", chr(code))}
# What stands round a value and is none of it: every white space of Unicode, and marks of no width.
BLANK = "".join(its for its in map(chr, range(0x3001)) if its.isspace()) + "\u200b\u200e\u200f\ufeff"
_NO_LETTER = re.compile(r"[\W\d_]+")
_NO_SIGN = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """Lower case without diacritics or apostrophes; letters of other Latin, Cyrillic and Greek alphabets as
    English writes them. Everything else stays."""
    text = text.lower()
    if text.isascii():
        return text.replace("'", "").replace("`", "")
    text = unicodedata.normalize("NFKD", text.translate(_FRACTIONS))
    text = "".join(its for its in text if not unicodedata.combining(its))
    return text.lower().translate(_PLAIN)


def fold(text: str) -> str:
    """As `plain`; everything that is no letter becomes a space, and one space stands between words."""
    return _NO_LETTER.sub(" ", plain(text)).strip()


def fold_signs(text: str) -> str:
    """As `fold`, with figures."""
    return _NO_SIGN.sub(" ", plain(text)).strip()
