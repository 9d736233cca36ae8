"""How one name comes to be spelt in several ways: families, pet names, particles, accents."""

import re
import tomllib
import unicodedata
from functools import cache

from synthetic.names.tables import DATA

PLAIN = str.maketrans({"ł": "l", "Ł": "L", "ı": "i", "ø": "o", "ß": "ss"})


def plain(word: str) -> str:
    """Without accents: Łukasz as Lukasz."""
    return "".join(
        c for c in unicodedata.normalize("NFD", word.translate(PLAIN)) if not unicodedata.combining(c)
    )


def respaced(word: str) -> list[str]:
    """The habits of particles: Mc and Mac, O' and O, Al- and El, De and D'."""
    for pattern, forms in (
        (r"^Mc(\w+)$", ("Mac{0}", "Mc {0}")),
        (r"^O'(\w+)$", ("O{0}", "O {0}", "{0}")),
        (r"^Al-(\w+)$", ("Al {0}", "Al{0}", "El-{0}", "{0}")),
        (r"^El-(\w+)$", ("El {0}", "El{0}", "Al-{0}")),
        (r"^D[ae] (\w+)$", ("De{0}", "{0}")),
        (r"^(\w+)-(\w+)$", ("{0} {1}", "{0}{1}")),
    ):
        if found := re.match(pattern, word):
            return [form.format(*found.groups()) for form in forms]
    return []


@cache
def families() -> dict[str, list[str]]:
    """For each word of a family, the others."""
    out: dict[str, list[str]] = {}
    for line in tomllib.loads((DATA / "spellings.toml").read_text("utf-8"))["families"].splitlines():
        words = line.split()
        for word in words:
            out.setdefault(word, []).extend(w for w in words if w != word)
    return out


def other_spellings(word: str) -> list[str]:
    """Other ways to write `word`, itself not among them."""
    return [w for w in dict.fromkeys([*families().get(word, []), *respaced(word)]) if w != word]


@cache
def pet_names() -> dict[str, list[str]]:
    """For each full name its pet names."""
    lines = tomllib.loads((DATA / "nicknames.toml").read_text("utf-8"))["names"].splitlines()
    return {line.split()[0]: line.split()[1:] for line in lines}
