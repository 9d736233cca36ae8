"""How a name sounds, whatever language spelt it: one code for `Smith`, `Schmidt` and `Shmit`."""

import re
from functools import lru_cache

# Spellings of one sound, in the order in which they are replaced: English, German, Slavic, Romance, Arabic and
# Chinese romanisations. Written for this library; the idea is Soundex with more than English in mind.
_SPELT = [(re.compile(pattern), sound) for pattern, sound in [
    (r"^(?:kn|gn|pn)", "n"), (r"^wr", "r"), (r"^ps", "s"), (r"^x", "s"), (r"^ts", "s"), (r"^mc", "mak"),
    (r"tsch|tch|sch|szcz|shch|cz|sz|sh|zh|ch|ci(?=[aou])", "s"), (r"ph", "f"), (r"gh(?=[aeiou])", "g"), (r"gh", ""),
    (r"ts|tz|dz", "s"), (r"th", "t"), (r"dh", "d"), (r"kh|q|ck", "k"), (r"x", "ks"), (r"c(?=[eiy])", "s"),
    (r"c", "k"), (r"j(?=[^aeiou]|$)", ""),
]]  # fmt: skip
_CLASSES = str.maketrans(
    {"b": "p", "f": "p", "v": "p", "w": "p", "d": "t", "z": "s", "j": "s", "g": "k", "m": "n"}
)
_VOWELS = re.compile(r"[aeiouyh]+")
_DOUBLED = re.compile(r"(.)\1+")
_BONES = str.maketrans({"z": "s", "c": "k", "q": "k", "g": "k", "x": "k", "v": "b", "w": "b", "f": "b", "p": "b",
                        "d": "t", "m": "n", "j": "s"})  # fmt: skip


@lru_cache(maxsize=1 << 16)
def sound(name: str) -> str | None:
    """Up to four consonants' classes, the first sound in front; `name` is folded, its first word counts.

    None for what has no letter of the alphabet, and for a lone initial.
    """
    word = re.sub(r"[^a-z]", "", name.split(" ")[0]) if name else ""
    if len(word) < 2:
        return None
    for pattern, its in _SPELT:
        word = pattern.sub(its, word)
    if not word:
        return None
    classed = word.translate(_CLASSES)
    first = "a" if classed[0] in "aeiouyh" else classed[0]
    return first + _DOUBLED.sub(r"\1", _VOWELS.sub("", _DOUBLED.sub(r"\1", classed)[1:]))[:3]


def bones(forename: str) -> str | None:
    """What is left when vowels go and like sounds are written alike: `rokeya` and `rukiye` are both `rk`.

    None where fewer than two sounds are left, which would say nothing.
    """
    left = _DOUBLED.sub(r"\1", re.sub(r"[aeiouyh ]", "", forename).translate(_BONES))
    return left if len(left) > 1 else None
