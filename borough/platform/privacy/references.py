"""References that can be looked up: whether what an officer wrote explains this look at this person.

A mechanism that keeps cases, accounts or tasks says how to look one up, in its app's `ready`:

    privacy.refers(References("tenancy", re.compile(r"T\\d{7}"), look_up))

The answer is explained or not, and nothing else: a reference that nobody has, one that was closed and somebody
else's look alike, so that nobody can find out who has which by trying.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from .rules import Purpose, Stated, Unmatched


@dataclass(frozen=True, slots=True)
class Referred:
    """What a reference leads to. `people`: identifiers of those on it. `whose`: the officers (user:7) whose it is;
    empty: it is any officer's of the purpose."""

    open: bool
    people: frozenset[str]
    whose: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class References:
    """One kind. `pattern`: finds a reference in what was written, the whole match or its first group.
    `look_up`: reads what it leads to; None: nothing. It writes nothing."""

    kind: str
    pattern: re.Pattern[str]
    look_up: Callable[[str], Referred | None]


@dataclass(frozen=True, slots=True)
class Explained:
    """`kind`: of the reference that explains the look; empty: none does. `refused`: the purpose then opens nobody."""

    kind: str
    refused: bool

    def __bool__(self) -> bool:
        return bool(self.kind)


_kinds: dict[str, References] = {}


def refers(references: References) -> None:
    """Declare how references of a kind are looked up; a second declaration takes the place of the first."""
    _kinds[references.kind] = references


def kinds_of_references() -> frozenset[str]:
    return frozenset(_kinds)


def explained(stated: Stated, *, actor: str, person: str) -> Explained:
    """Whether the stated reference is open, this officer's (user:7) or their team's, and about this person."""
    purpose = stated.purpose
    found = [kind for kind in purpose.references if _explains(kind, stated.reason, actor, person)]
    return Explained(found[0] if found else "", refused=_refuses(purpose) and not found)


def _refuses(purpose: Purpose) -> bool:
    return purpose.unmatched is Unmatched.REFUSE


def _explains(kind: str, reason: str, actor: str, person: str) -> bool:
    references = _kinds.get(kind)
    match = references.pattern.search(reason) if references else None
    if references is None or match is None:
        return False
    referred = references.look_up(match[1] if match.re.groups else match[0])
    if referred is None or not referred.open or person not in referred.people:
        return False
    return not referred.whose or actor in referred.whose
