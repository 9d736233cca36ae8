"""Names written one way: no titles, no diacritics, one person at a time.

`MR & MRS A KHAN` is two people, of whom the second has lost her forename; `Khan, Aisha` and `Ms Aisha KHAN`
are one. Organisations and `The Occupier` are nobody.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

TITLES = {
    "mr": "M", "mister": "M", "master": "M", "mstr": "M", "sir": "M", "lord": "M", "mrs": "F", "miss": "F",
    "ms": "F", "lady": "F", "dame": "F", "madam": "F", "dr": "", "doctor": "", "prof": "", "professor": "",
    "rev": "", "revd": "", "reverend": "", "mx": "", "cllr": "", "imam": "", "hon": "", "capt": "", "sister": "F",
    "fr": "M", "esq": "",
}  # fmt: skip
SUFFIXES = frozenset(
    {"jr", "jnr", "junior", "sr", "snr", "senior", "ii", "iii", "iv", "esq", "obe", "mbe", "phd"}
)
# Written before the main part of a surname, and as often run together with it.
PARTICLES = frozenset({"al", "el", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "van", "von", "der",
                       "den", "ter", "o", "mc", "mac", "bin", "ibn", "bint", "ben", "abu", "st"})  # fmt: skip
PLACEHOLDERS = frozenset({"unknown", "unk", "na", "none", "nk", "notknown", "occupier", "resident", "test", "tbc",
                          "anon", "anonymous", "xxx", "null", "nil", "baby", "deceased", "dec", "exor"})  # fmt: skip
_NOBODY = re.compile(
    r"\b(?:ltd|limited|plc|llp|lettings|holdings|properties|housing|association|council|trust|trustees|society|"
    r"company|estates?|services|group|partnership|university|hospital|occupiers?|void|vacant|"
    r"executors?|exors?|personal representatives?|landlord|agents?|restaurant|cafe|stores?|solutions|uk)\b"
)
_AND = re.compile(r"\s*(?:&|\+|\band\b|/)\s*")
_FOLD = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th",
                       "ð": "d", "’": "", "'": "", "‘": "", "`": "", "ʼ": ""})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """Folded: lower case, plain letters. Empty where unknown. `sex` is what a title says: M, F or empty."""

    forename: str = ""
    middle_names: str = ""
    surname: str = ""
    sex: str = ""


def plain(text: str) -> str:
    """Lower case without diacritics or apostrophes; Latin letters beyond the alphabet as English writes them."""
    text = text.lower()
    if not text.isascii():
        text = "".join(
            its for its in unicodedata.normalize("NFKD", text) if not unicodedata.combining(its)
        ).lower()
    return text.translate(_FOLD)


def fold(text: str) -> str:
    """As `plain`; everything that is no letter becomes a space."""
    return " ".join(re.sub(r"[\W\d_]+", " ", plain(text)).split())


def parse_surname(text: str) -> str:
    """Parts kept apart (`smith jones`), particles glued (`de Souza`, `desouza`), suffixes gone."""
    words = [word for word in fold(text).split() if word not in SUFFIXES]
    while len(words) > 1 and words[0] in TITLES:
        words.pop(0)
    return _glue(words) if not PLACEHOLDERS & {*words, "".join(words)} else ""


def parse_forenames(text: str) -> Name:
    """The first forename and the rest, with what a title in front says."""
    words = fold(text).split()
    sex = ""
    while words and words[0] in TITLES:
        sex = TITLES[words.pop(0)] or sex
    if PLACEHOLDERS & {*words, "".join(words)}:
        words = []
    return Name(words[0] if words else "", " ".join(words[1:]), "", sex)


def parse_full_name(text: str, *, surname_first: bool = False) -> list[Name]:
    """The people in one field, in order; none when it names an organisation or nobody.

    A comma always means that the surname stands before it. Of a couple who share a surname written once, each
    gets it; a title without a name of its own (`MR & MRS A KHAN`) is a person whose forename is not known.
    """
    if _NOBODY.search(fold(text)):
        return []
    if "," in text:
        surname, _, rest = text.partition(",")
        people = [_one(part, surname_first=False, only_forenames=True) for part in _AND.split(rest.lower())]
        family = parse_surname(surname)
        people = [replace(person, surname=family) for person in people]
    else:
        parts = [part for part in _AND.split(text.lower()) if part.strip()]
        people = [_one(part, surname_first=surname_first) for part in parts]
        people = _share_surname(people)
    return [person for person in people if person.forename or person.surname]


def _one(text: str, *, surname_first: bool, only_forenames: bool = False) -> Name:
    words = [word for word in fold(text).split() if word not in SUFFIXES]
    sex = ""
    while words and words[0] in TITLES:
        sex = TITLES[words.pop(0)] or sex
    words = [word for word in words if word not in TITLES] if len(words) > 2 else words
    if PLACEHOLDERS & {*words, "".join(words)}:
        return Name(sex=sex)
    if only_forenames:
        return Name(words[0] if words else "", " ".join(words[1:]), "", sex)
    if len(words) == 1:
        return Name("", "", words[0], sex)
    if surname_first:
        words = words[1:] + words[:1]
    start = len(words) - 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    forenames = words[:start]
    return Name(forenames[0] if forenames else "", " ".join(forenames[1:]), _glue(words[start:]), sex)


def _share_surname(people: list[Name]) -> list[Name]:
    """`John and Mary Smith`: what stands alone before a full name is a forename, or a title's owner."""
    if len(people) < 2 or not (family := people[-1].surname):
        return people
    shared = []
    for person in people[:-1]:
        if not person.forename and not person.surname:  # MR & MRS A KHAN: the initial is the first one's
            shared.append(Name(people[-1].forename, people[-1].middle_names, family, person.sex))
            people[-1] = Name("", "", family, people[-1].sex)
        elif not person.forename:
            shared.append(Name(person.surname, "", family, person.sex))
        elif len(person.surname) == 1:  # MR J P & MRS A KHAN: initials only
            shared.append(Name(person.forename, person.surname, family, person.sex))
        else:
            shared.append(person)
    return [*shared, people[-1]]


def _glue(words: list[str]) -> str:
    glued: list[str] = []
    held = ""
    for word in words:
        if word in PARTICLES:
            held += word
        else:
            glued.append(held + word)
            held = ""
    return " ".join([*glued, held] if held else glued)


@cache
def _families() -> dict[str, tuple[str, ...]]:
    families: dict[str, tuple[str, ...]] = {}
    for line in (files(__package__) / "nicknames.txt").read_text().splitlines():
        names = line.split() if not line.startswith("#") else []
        for name in names:
            families[name] = (*families.get(name, ()), names[0])
    return families


def roots(forename: str) -> tuple[str, ...]:
    """The families a forename belongs to, the likeliest first; itself when it is in none."""
    return _families().get(forename, (forename,))


def family(root: str) -> tuple[str, ...]:
    """Every form of the forename whose root this is."""
    return tuple(name for name, its in _families().items() if root in its)


_SOUNDS = str.maketrans({"z": "s", "c": "k", "q": "k", "g": "k", "x": "k", "v": "b", "w": "b", "f": "b", "p": "b",
                         "d": "t", "m": "n", "j": "s"})  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")


def bones(forename: str) -> str | None:
    """What is left when vowels go and like sounds are written alike: `rokeya` and `rukiye` are both `rk`.

    None where fewer than two sounds are left, which would say nothing.
    """
    left = _DOUBLED.sub(r"\1", re.sub(r"[aeiouyh ]", "", forename).translate(_SOUNDS))
    return left if len(left) > 1 else None
