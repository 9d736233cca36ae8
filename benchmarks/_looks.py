"""Ninety days of six hundred officers who look at people, with planted misuse and its honest likenesses.

Everything is drawn from one seed. Officers work on cases that explain what they open; about one look in twelve
is explained by nothing, as in life: a call that nobody noted. Some of those happen to be at a neighbour or a
namesake. Planted cases (trust.md D 16-21) stand beside controls that look the same and are work.
"""

import random
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from borough.platform.misuse.rules.explaining import Tie, Ties
from borough.platform.misuse.rules.facts import Kind, Look, Officer, Person, World

LAST = date(2026, 11, 22)  # a Sunday
DAYS = 90
PURPOSES = ("serve-a-caller", "council-tax", "tenancy", "school-admissions")
UNEXPLAINED = 0.08
HOME, POSTCODE = 2, 40  # people


@dataclass
class Simulated:
    """`planted`: detector -> the officers (or clients) whom it should find; `controls`: those it should not."""

    seed: int
    officers: int = 600
    residents: int = 260_000
    looks: list[Look] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    planted: dict[str, set[str]] = field(default_factory=dict)
    controls: dict[str, set[str]] = field(default_factory=dict)
    world: World = field(default_factory=World)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.used: set[str] = set()  # officers for whom something was planted
        self.at_work: dict[str, Officer] = {}
        self.persons = {person.id: person for person in map(self._resident, range(self.residents))}
        self.by_home, self.by_postcode, self.by_name = _by(self.persons)
        for number in range(self.officers):
            self._employ(number)
        famous = {self.somebody().id: LAST for _ in range(20)}
        names = [person.surname for person in self.persons.values()]
        shares: dict[str, float] = {}
        for name in names:
            shares[name] = shares.get(name, 0) + 1 / len(names)
        self.world = World(self.at_work, self.persons, shares, famous, {}, frozenset())

    def judged(self) -> tuple[list[Look], Ties, World]:
        self.looks.sort(key=lambda look: look.at)
        return self.looks, Ties(self.ties, self.persons), self.world

    # --- who there is ---

    def _resident(self, number: int) -> Person:
        home = number // HOME
        child = self.random.random() < 0.2
        quiet = self.random.random() < 0.03
        return Person(
            id=f"P{number}",
            home=f"H{home}",
            postcode=f"PC{number // POSTCODE}",
            surname=self._surname(),
            school=f"School {self.random.randrange(60)}" if child else "",
            born=self.random.randrange(2011, 2022) if child else self.random.randrange(1936, 2008),
            heard_of=LAST - timedelta(days=900 if quiet else self.random.randrange(300)),
        )

    def _surname(self) -> str:
        """A quarter bear one of fifty common names, the commonest one in a hundred; the rest one of six thousand."""
        if self.random.random() < 0.25:
            return f"Common {int(50 * self.random.random() ** 1.5)}"
        return f"Name {self.random.randrange(6_000)}"

    def _employ(self, number: int) -> None:
        local = self.random.random() < 0.3
        me = self.somebody() if local else None
        self.at_work[f"user:{number}"] = Officer(
            id=f"user:{number}",
            team=f"Team {number // 12}",
            role=f"role {number // 12 % 6}",
            manager=f"user:{number // 12 * 12}",
            person=me.id if me else "",
            home=me.home if me else "",
            postcode=me.postcode if me else "",
            surname=me.surname if me else self._surname(),
            family=frozenset(self.somebody().id for _ in range(2)) if local else frozenset(),
            hours=(8, 19),
        )

    def somebody(self) -> Person:
        return self.persons[f"P{self.random.randrange(self.residents)}"]

    # --- what they do ---

    def work(self) -> None:
        """Every working day of ninety: a dozen pages each, most of them on a case."""
        for officer in self.at_work.values():
            cases = [self._case(officer, LAST - timedelta(days=DAYS)) for _ in range(15)]
            again: list[Person] = []
            for back in range(DAYS, -1, -1):
                day = LAST - timedelta(days=back)
                if day.weekday() < 5:
                    cases[self.random.randrange(15)] = self._case(officer, day)
                    self._day(officer, day, cases, again)

    def _case(self, officer: Officer, day: date) -> tuple[Person, date]:
        person = self.somebody()
        who = officer.id if self.random.random() < 0.5 else officer.team
        for month in range(0, DAYS, 28):
            if (when := day + timedelta(days=month)) <= LAST:
                self.ties.append(Tie(who, person.id, when, "A case of theirs."))
        return person, day

    def _day(
        self, officer: Officer, day: date, cases: list[tuple[Person, date]], again: list[Person]
    ) -> None:
        for _ in range(max(0, round(self.random.gauss(12, 4)))):
            at = self._hour(day)
            if self.random.random() < UNEXPLAINED:
                back = (
                    again and self.random.random() < 0.05
                )  # the caller rings again, and nobody notes it again
                person = self.random.choice(again[-5:]) if back else self.somebody()
                again.append(person)
            else:
                person = self.random.choice(cases)[0]
                if self.random.random() < 0.3:
                    person = self.persons[self.random.choice(self.by_home[person.home])]
            if self.random.random() < 0.5:
                self.search(officer.id, at - timedelta(minutes=1), [person])
            self.open(officer.id, person, at, self._purpose(officer))

    def _purpose(self, officer: Officer) -> str:
        """That of their role; in one look of twenty another one."""
        usual = PURPOSES[int(officer.role[5:]) % len(PURPOSES)]
        return usual if self.random.random() < 0.95 else self.random.choice(PURPOSES)

    def _hour(self, day: date) -> datetime:
        return datetime.combine(day, time(8)) + timedelta(minutes=self.random.randrange(60, 600))

    def at(self, back: int, hour: int | None = None) -> datetime:
        """A moment of the judged week, `back` days before its last."""
        day = LAST - timedelta(days=back)
        return datetime.combine(day, time(hour)) if hour is not None else self._hour(day)

    def add(self, look: Look) -> None:
        self.looks.append(replace(look, position=len(self.looks) + 1))

    def open(self, officer: str, person: Person, at: datetime, purpose: str = "serve-a-caller") -> None:
        self.add(Look(0, at, officer, Kind.OPENED, person.id, purpose))

    def search(self, officer: str, at: datetime, found: list[Person], *, vague: bool = False) -> None:
        self.add(Look(0, at, officer, Kind.SEARCHED, found=tuple(p.id for p in found), vague=vague))

    def explain(self, officer: str, person: Person) -> None:
        self.ties.append(Tie(officer, person.id, LAST - timedelta(days=10), "An open case of theirs."))


def _by(
    persons: dict[str, Person],
) -> tuple[dict[str, list[str]], dict[str, list[str]], dict[str, list[str]]]:
    homes: dict[str, list[str]] = {}
    codes: dict[str, list[str]] = {}
    names: dict[str, list[str]] = {}
    for person in persons.values():
        homes.setdefault(person.home, []).append(person.id)
        codes.setdefault(person.postcode, []).append(person.id)
        names.setdefault(person.surname, []).append(person.id)
    return homes, codes, names
