"""Step one: what explains a look. Most looks are work, and nobody should have to answer for work."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from .facts import Look, Officer, Person

DAYS = 30  # either way


@dataclass(frozen=True, slots=True)
class Tie:
    """Work that an officer or a team (`who`) had with a person on a day: a case, a task, a call, an
    appointment, an error in a feed, an alert. `what` says it in words."""

    who: str
    person: str
    day: date
    what: str


class Ties:
    """The ties of a time, asked look by look."""

    def __init__(self, ties: Iterable[Tie], persons: Mapping[str, Person]) -> None:
        self._found: dict[tuple[str, str], list[Tie]] = {}
        for tie in ties:
            self._found.setdefault((tie.who, tie.person), []).append(tie)
        self._persons = persons
        self._homes: dict[str, list[str]] = {}
        for person in persons.values():
            if person.home:
                self._homes.setdefault(person.home, []).append(person.id)

    def explain(self, look: Look, officer: Officer | None) -> str:
        """Why this look was work, in words; empty when nothing says so."""
        if look.checked:
            return "The reference that was given is this person’s."
        whos = [look.officer, officer.team] if officer else [look.officer]
        for person in self._home(look.person):
            for who in whos:
                for tie in self._found.get((who, person), ()):
                    if abs((tie.day - look.day).days) <= DAYS:
                        return tie.what
        return ""

    def _home(self, person: str) -> list[str]:
        """This person and those of the same address."""
        known = self._persons.get(person)
        return self._homes.get(known.home, [person]) if known and known.home else [person]
