"""Families of forenames: short forms, and spellings of one name in another alphabet (nicknames.txt)."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def _families() -> dict[str, tuple[str, ...]]:
    """Form -> the roots of its families; first the one where it stands with a star, else in the file's order."""
    families: dict[str, tuple[str, ...]] = {}
    for line in (files(__package__) / "nicknames.txt").read_text("utf-8").splitlines():
        forms = line.split() if not line.startswith("#") else []
        for form in forms:
            name, root = form.rstrip("*"), forms[0]
            known = families.get(name, ())
            families[name] = (root, *known) if form.endswith("*") else (*known, root)
    return families


def every_form() -> Mapping[str, tuple[str, ...]]:
    """Every form there is -> the roots of its families."""
    return _families()


def roots(forename: str) -> tuple[str, ...]:
    """The families a forename belongs to, the likeliest first; itself when it is in none."""
    return _families().get(forename, (forename,))


def family(root: str) -> tuple[str, ...]:
    """Every form of the forename whose root this is."""
    return tuple(name for name, its in _families().items() if root in its)
