"""When two writings of a name are one name. Pure."""


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
