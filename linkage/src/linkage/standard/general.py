"""Values of the general roles, written one way: what any file may have beside names, dates and addresses."""

import math
import re
import unicodedata

from .folding import fold, fold_signs
from .names import PLACEHOLDERS

_NOT_SAID = frozenset(
    {
        "", "na", "n a", "nan", "none", "null", "nil", "unknown", "unk", "not known", "not given", "not stated",
        "not applicable", "tbc", "tba", "blank", "missing", "nk", "xxx", "xx",
    }
)  # fmt: skip
_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?")
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d*)?")


def parse_text(text: str | None) -> str | None:
    """Lower case without diacritics; letters and digits, one space between words. None when nothing is said."""
    words = fold_signs(text or "")
    return None if words in _NOT_SAID else words


def parse_any_name(text: str | None) -> str | None:
    """As `parse_text`, letters only: of a person, a town, a colleague."""
    words = fold(text or "").split()
    return None if not words or PLACEHOLDERS & {*words, "".join(words)} else " ".join(words)


def parse_identifier(text: str | None) -> str | None:
    """Capitals and digits only. None when it is one sign over and over, or says that there is none."""
    text = unicodedata.normalize("NFKC", text or "").strip()
    signs = re.sub(r"[\W_]+", "", re.sub(r"^(\d+)\.0+$", r"\1", text)).upper()
    same = set(signs) == {"0"} or (len(signs) > 4 and len(set(signs)) == 1)
    return None if same or parse_text(signs) is None or parse_text(text) is None else signs


def parse_number(text: str | None) -> float | None:
    """A finite number in figures, `1,234.5` or `1234.5`; None for anything else."""
    text = (text or "").strip()
    if _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    if not _NUMBER.fullmatch(text):
        return None
    number = float(text)
    return number if math.isfinite(number) else None
