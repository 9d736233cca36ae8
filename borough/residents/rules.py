"""When two writings of a name are one name, and how a name is written. Pure."""

import re

# Records hold names without apostrophes. After an O these were surnames with one; others may be of any tongue.
_AFTER_O = """
    brien callaghan carroll connor donnell donoghue dowd driscoll dwyer farrell flynn gorman grady hagan halloran
    hara kane keeffe leary loughlin mahony malley meara neill reilly riordan rourke shea sullivan toole
""".split()
_IRISH = re.compile(rf"\bO({'|'.join(_AFTER_O)})\b")
_SON_OF = re.compile(r"\bMc([a-z]{2,})")


def in_capitals(name: str) -> str:
    """A name of lower-case letters as its bearer writes it: Margaret McMahon, Shane O'Farrell."""
    name = _SON_OF.sub(lambda found: f"Mc{found[1].capitalize()}", name.title())
    return _IRISH.sub(lambda found: f"O'{found[1].capitalize()}", name)


def is_shorter(name: str, than: str) -> bool:
    """Whether `name` may be `than` written shorter: the same last word, initials or nothing for the rest.

    "L Chaouch" and "Chaouch" for "Layla Chaouch"; "Amina Yusuf" for "Amina Noor Yusuf". Order is kept, and
    the first name is left out only with all others: "Noor Yusuf" is somebody else's way of saying it.
    """
    short, full = name.casefold().split(), than.casefold().split()
    if len(short) > len(full) or short == full or not short or short[-1] != full[-1]:
        return False
    given, whole = short[:-1], full[:-1]
    return not given or (_stands_for(given[0], whole[0]) and _in_order(given[1:], whole[1:]))


def _stands_for(word: str, name: str) -> bool:
    return word == name or (len(word) == 1 and name.startswith(word))


def _in_order(words: list[str], names: list[str]) -> bool:
    """Each word stands for a name, and the names come in the same order."""
    left = iter(names)
    return all(any(_stands_for(word, name) for name in left) for word in words)
