"""Names written one way: no titles, no diacritics, one person at a time.

`MR & MRS A KHAN` is two people, of whom the second has lost her forename; `Khan, Aisha` and `Ms Aisha KHAN`
are one. Organisations and `The Occupier` are nobody.
"""

import re
from dataclasses import dataclass, replace

from .folding import fold as fold
from .nicknames import family as family
from .nicknames import roots as roots
from .sounds import bones as bones

TITLES = {
    "mr": "M", "mister": "M", "master": "M", "mstr": "M", "sir": "M", "lord": "M", "mrs": "F", "miss": "F",
    "ms": "F", "lady": "F", "dame": "F", "madam": "F", "dr": "", "doctor": "", "prof": "", "professor": "",
    "rev": "", "revd": "", "reverend": "", "mx": "", "cllr": "", "imam": "", "hon": "", "capt": "", "sister": "F",
    "fr": "M", "esq": "", "herr": "M", "frau": "F", "mme": "F", "mlle": "F", "sra": "F", "srta": "F",
}  # fmt: skip
# A forename too, where it stands alone.
_ALSO_FORENAMES = frozenset({"hon", "imam", "master"})
GENERATIONS = {"jr": "jr", "jnr": "jr", "junior": "jr", "sr": "sr", "snr": "sr", "senior": "sr", "ii": "ii", 
               "iii": "iii", "iv": "iv"}  # fmt: skip
_HONOURS = frozenset({"esq", "obe", "mbe", "cbe", "kbe", "phd", "bsc", "msc", "dds", "qc", "kc"})
_AFTER_A_COMMA = _HONOURS | {"md", "ma", "ba", "jp", "dec", "decd", "deceased"}
# Written before the main part of a surname, and as often run together with it.
PARTICLES = frozenset({"al", "el", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "van", "von", "der",
                       "vander", "den", "ter", "o", "mc", "mac", "bin", "ibn", "bint", "ben", "abu", "st", "ap",
                       "zu"})  # fmt: skip
PLACEHOLDERS = frozenset({"unknown", "unk", "none", "nk", "notknown", "notgiven", "occupier", "resident", "test",
                          "tbc", "anon", "anonymous", "xxx", "null", "nil", "baby", "exor"})  # fmt: skip
# As spreadsheets and R write a missing value; `Na` is a surname of Korea.
_MISSING = frozenset({"NA", "N/A", "n/a", "N/a", "#N/A", "N.A.", "n.a.", "N/K", "n/k"})
_DEAD = frozenset({"deceased", "decd"})
_NOBODY = re.compile(
    r"\b(?:ltd|limited|plc|llp|llc|inc|gmbh|lettings|holdings|properties|housing|association|council|trust|trustees|"
    r"society|company|estates?|services|group|partnership|university|hospital|occupiers?|void|vacant|"
    r"executors?|exors?|personal representatives?|landlord|agents?|restaurant|cafe|stores?|solutions|uk)\b"
)
_AND = re.compile(r"\s*(?:&|\+|\band\b|/)\s*")
_AND_FORENAMES = re.compile(r"\s*(?:&|\+|\band\b)\s*", re.IGNORECASE)
JOINT = r"(?i)[&+]|\band\b"  # a forename that may be two people's; every engine of expressions reads it alike
_WITH_THEM = frozenset({"family", "others", "partner", "another", "spouse", "wife", "husband"})
_BORN = re.compile(r"\(\s*(?:(?:n[eé]e|born|formerly|previously|prev|geb)\b\.?)?\s*:?([^()]*)\)|"
                   r",?\s+(?:n[eé]e|formerly|geb\.?)\s+([^\W\d_][^(),]*)$", re.IGNORECASE)  # fmt: skip
_NEE = re.compile(r"\(\s*(?:n[eé]e|born|formerly|previously|prev|geb)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """Folded: lower case, plain letters. Empty where unknown. `sex` is what a title says: M, F or empty.

    `suffix`: jr, sr, ii, iii, iv, which tell a father from a son; `former`: a surname before this one.
    """

    forename: str = ""
    middle_names: str = ""
    surname: str = ""
    sex: str = ""
    suffix: str = ""
    former: str = ""


NOBODY = Name()


def parse_people(
    full: str, forename: str, middle: str, surname: str, *, surname_first: bool = False,
    joined: frozenset[str] | None = None,
) -> list[Name]:  # fmt: skip
    """The people of one record from its columns, empty where it has none; the full name counts where the
    others say nothing. None for a record that names nobody."""
    if not forename.strip() and not surname.strip():
        people = parse_full_name(full, surname_first=surname_first) if full.strip() else []
        given = parse_middle_names(middle)
        if people and given:
            return [replace(people[0], middle_names=f"{people[0].middle_names} {given}".strip()), *people[1:]]
        return people or ([Name(middle_names=given)] if given else [])
    parts = [part for part in _AND_FORENAMES.split(forename) if part.strip()] or [""]
    families = [part for part in _AND_FORENAMES.split(surname) if part.strip()]
    if len(parts) == 1 or len(families) != len(parts):
        families = [surname] * len(parts)
    middles = [parse_middle_names(middle), *[""] * (len(parts) - 1)]
    people = [_together(parse_forenames(part, joined), parse_surname(its), given)
              for part, its, given in zip(parts, families, middles, strict=True)]  # fmt: skip
    return [person for person in people if person != NOBODY]


def _together(given: Name, family: Name, middle: str) -> Name:
    return Name(given.forename, f"{given.middle_names} {middle}".strip(), family.surname, given.sex,
                given.suffix or family.suffix, family.former)  # fmt: skip


def parse_surname(text: str) -> Name:
    """Parts kept apart (`smith jones`), particles glued (`de Souza`, `desouza`); with suffix and former surname."""
    former = ""
    if text.strip() in _MISSING:
        return NOBODY
    if "(" in text or " " in text:
        text, former = _take_former(text)
    words = fold(text).split()
    while len(words) > 1 and words[0] in TITLES:
        words.pop(0)
    words, suffix = _take_suffix(words)
    if _is_placeholder(words):
        return NOBODY
    return Name(surname=_glue(words), suffix=suffix, former=former)


def parse_forenames(text: str, joined: frozenset[str] | None = None) -> Name:
    """The first forename and the rest, with what a title in front and a suffix behind say.

    `joined`: where forenames hold the middle names, the pairs of words that are one forename; there a lone
    initial in front of a name is a middle name too.
    """
    if text.strip() in _MISSING:
        return NOBODY
    words = fold(text).split()
    words, sex = _take_titles(words)
    words, suffix = _take_suffix(words)
    if _is_placeholder(words):
        words = []
    if joined is not None and len(words) > 1:
        words = _as_one(words, joined)
    return Name(words[0] if words else "", " ".join(words[1:]), "", sex, suffix)


def _as_one(words: list[str], joined: frozenset[str]) -> list[str]:
    if len(words[0]) == 1 and len(words[1]) > 1:
        return [words[1], words[0], *words[2:]]
    if f"{words[0]} {words[1]}" in joined:
        return [words[0] + words[1], *words[2:]]
    return words


def parse_middle_names(text: str) -> str:
    """Folded; empty when it is a placeholder."""
    words = fold(text).split() if text.strip() not in _MISSING else []
    return "" if _is_placeholder(words) else " ".join(words)


def parse_full_name(text: str, *, surname_first: bool = False) -> list[Name]:
    """The people in one field, in order; none when it names an organisation or nobody.

    A comma always means that the surname stands before it. Of a couple who share a surname written once, each
    gets it; a title without a name of its own (`MR & MRS A KHAN`) is a person whose forename is not known.
    """
    if text.strip() in _MISSING or _NOBODY.search(fold(text)):
        return []
    text, former = _take_former(text)
    text, suffix = _take_last_part(text)
    if "," in text:
        surname, _, rest = text.partition(",")
        family = parse_surname(surname)
        people = [replace(_one(part, only_forenames=True), surname=family.surname)
                  for part in _AND.split(rest.lower())]  # fmt: skip
        suffix = suffix or family.suffix
    else:
        parts = [part for part in _AND.split(_capitals_last(text).lower()) if fold(part) not in _WITH_THEM]
        people = _share_surname([_one(part, surname_first=surname_first) for part in parts if part.strip()])
    people = [person for person in people if person.forename or person.surname]
    if people and (suffix or former):
        people[0] = replace(people[0], suffix=people[0].suffix or suffix, former=former)
    return people


def _one(text: str, *, surname_first: bool = False, only_forenames: bool = False) -> Name:
    words, sex = _take_titles(fold(text).split())
    words = [word for word in words if word not in TITLES] if len(words) > 2 else words
    words, suffix = _take_suffix(words)
    if _is_placeholder(words):
        return Name(sex=sex)
    if only_forenames:
        return Name(words[0] if words else "", " ".join(words[1:]), "", sex, suffix)
    if len(words) == 1:
        return Name("", "", words[0], sex, suffix)
    if surname_first:
        words = words[1:] + words[:1]
    start = len(words) - 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    forenames = words[:start]
    return Name(forenames[0] if forenames else "", " ".join(forenames[1:]), _glue(words[start:]), sex, suffix)


def _take_titles(words: list[str]) -> tuple[list[str], str]:
    sex = ""
    while words and words[0] in TITLES and not (len(words) == 1 and words[0] in _ALSO_FORENAMES):
        sex = TITLES[words[0]] or sex
        words = words[1:]
    return words, sex


def _take_suffix(words: list[str]) -> tuple[list[str], str]:
    """Behind at least one other word: a lone Junior is a forename."""
    suffix = ""
    while len(words) > 1 and (words[-1] in GENERATIONS or words[-1] in _HONOURS or words[-1] in _DEAD):
        suffix = GENERATIONS.get(words[-1], suffix)
        words = words[:-1]
    return words, suffix


def _take_last_part(text: str) -> tuple[str, str]:
    """`Smith, John, Jr.` and `John Smith, PhD`: what stands behind a comma and is no name."""
    suffix = ""
    while "," in text:
        front, _, last = text.rpartition(",")
        words = fold(last.replace(".", "")).split()
        if not all(word in GENERATIONS or word in _AFTER_A_COMMA for word in words):
            break
        text, suffix = front, next((GENERATIONS[word] for word in words if word in GENERATIONS), suffix)
    return text, suffix


def _take_former(text: str) -> tuple[str, str]:
    """`Bennett (née Okafor)`, and a bracket at the end; another bracket is a forename in use, and stays."""
    match = _BORN.search(text)
    if not match or (match[1] is not None and not _NEE.match(match[0]) and text[match.end() :].strip()):
        return text, ""
    former = parse_surname(match[1] if match[1] is not None else match[2])
    return f"{text[: match.start()]} {text[match.end() :]}".strip(), former.surname


def _capitals_last(text: str) -> str:
    """`DUPONT Jean` as the French write it: capitals in front of a mixed name are the surname."""
    words = text.split()
    capitals = 0
    while capitals < len(words) and _is_capital(words[capitals]):
        capitals += 1
    if (
        0 < capitals < len(words)
        and fold(words[0]) not in TITLES
        and all(_is_mixed(its) for its in words[capitals:])
    ):
        return " ".join(words[capitals:] + words[:capitals])
    return text


def _is_capital(word: str) -> bool:
    """Not J.R. or AJ, which are initials."""
    return len(word) > 2 and word.isupper() and re.sub("['’-]", "", word).isalpha()


def _is_mixed(word: str) -> bool:
    return len(word) > 2 and word[0].isupper() and not word.isupper() and word.replace("-", "").isalpha()


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


def _is_placeholder(words: list[str]) -> bool:
    return not PLACEHOLDERS.isdisjoint(words) or "".join(words) in PLACEHOLDERS


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
