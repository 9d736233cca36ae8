"""Looks that no single one of which is strange: returning, trawling, fishing, hopping, hoarding, taking away."""

from collections.abc import Callable, Hashable, Iterator
from datetime import timedelta
from statistics import median

from .facts import Flag, Kind, Look, Person
from .window import Window, grouped

T = dict[str, float]


def returning(window: Window, limits: T) -> Iterator[Flag]:
    visits = grouped(((look.officer, look.person), look) for look in window.unexplained)
    for (officer, person), looks in visits.items():
        days = len({look.day for look in looks})
        if days >= limits["days"] and window.fresh(looks):
            story = f"Opened the same record on {days} days of four weeks, and nothing explains it."
            yield Flag("M7", officer, tuple(look.position for look in looks), story, person)


def trawl(window: Window, limits: T) -> Iterator[Flag]:
    """Many people at many homes who have one thing in common."""
    for officer, looks in window.unexplained_by_officer.items():
        for what, common in COMMON.items():
            met = [(look, person) for look in looks if (person := window.person(look))]
            for value, group in grouped((common(person), (look, person)) for look, person in met).items():
                people, homes = {p.id for _, p in group}, {p.home for _, p in group}
                its = [look for look, _ in group]
                enough = len(people) >= limits["people"] and len(homes) >= limits["homes"]
                if value and enough and window.fresh(its):
                    story = (
                        f"Opened {len(people)} people at {len(homes)} homes with one {what} in four weeks."
                    )
                    yield Flag("M8", officer, tuple(look.position for look in its), story)


COMMON: dict[str, Callable[[Person], Hashable]] = {
    "postcode": lambda person: person.postcode,
    "school": lambda person: person.school,
    "surname": lambda person: person.surname,
    "year of birth": lambda person: person.born,
}  # fmt: skip


def volume(window: Window, limits: T) -> Iterator[Flag]:
    """More than three times one's own median, and more than nearly everybody of the role."""
    opened = grouped(((k.officer, k.day), k) for k in window.looks if k.kind is Kind.OPENED)
    daily = grouped((officer, len(looks)) for (officer, _), looks in opened.items())
    roles = grouped((officer.role, officer.id) for officer in window.world.officers.values())
    usual = {
        role: _at(limits["share"], [n for o in its for n in daily.get(o, [])]) for role, its in roles.items()
    }
    for (officer, day), looks in opened.items():
        known, count, own = window.world.officers.get(officer), len(looks), median(daily[officer])
        if known and day >= window.first and count > limits["times"] * own and count >= usual[known.role]:
            story = f"Opened {count} records in a day; the median of their own days is {own:.0f}."
            yield Flag("M9", officer, tuple(look.position for look in looks), story)


def _at(share: float, counts: list[int]) -> int:
    """The count that this share of all days stays under."""
    return sorted(counts)[min(len(counts) - 1, int(len(counts) * share))] if counts else 0


def fishing(window: Window, limits: T) -> Iterator[Flag]:
    span = timedelta(minutes=limits["minutes"])
    opened = grouped((k.officer, k) for k in window.week if k.kind is Kind.OPENED)
    for officer, searches in grouped((k.officer, k) for k in window.week if k.kind is Kind.SEARCHED).items():
        begun = 0
        for end, search in enumerate(searches):
            while search.at - searches[begun].at > span:
                begun += 1
            burst = searches[begun : end + 1]
            if len(burst) >= limits["searches"]:
                empty = sum(one.vague or not _led_somewhere(one, opened.get(officer, [])) for one in burst)
                if empty > len(burst) * limits["share"]:
                    story = f"Searched {len(burst)} times in a short while, and opened few of those found."
                    yield Flag("M10", officer, tuple(one.position for one in burst), story)
                    break


def _led_somewhere(search: Look, opened: list[Look]) -> bool:
    soon = search.at + timedelta(minutes=10)
    return any(search.at <= look.at <= soon and look.person in search.found for look in opened)


def hopping(window: Window, limits: T) -> Iterator[Flag]:
    """The same person for ever other purposes, until one opens what is wanted."""
    seen = grouped(
        ((k.officer, k.person, k.day), k) for k in window.week
        if k.kind in (Kind.OPENED, Kind.REFUSED) and k.person and k.purpose
    )  # fmt: skip
    for (officer, person, _), looks in seen.items():
        purposes = {look.purpose for look in looks}
        refused = [look for look in looks if look.kind is Kind.REFUSED]
        then = any(k.at > no.at and k.purpose != no.purpose for no in refused for k in looks)
        if len(purposes) >= limits["purposes"] or then:
            story = f"Stated {len(purposes)} purposes for one person in a day."
            story = "Was refused somebody, then stated another purpose." if then else story
            yield Flag("M12", officer, tuple(look.position for look in looks), story, person)


def take_away(window: Window, limits: T) -> Iterator[Flag]:
    """Exports and prints that nothing explains; any in the last weeks before somebody leaves."""
    for look in window.week:
        officer = window.officer(look)
        if look.kind is not Kind.TAKEN or not officer:
            continue
        notice = officer.leaving and timedelta() <= officer.leaving - look.day <= timedelta(
            days=limits["notice"]
        )
        if notice or not window.ties.explain(look, officer):
            when = " in their last weeks here" if notice else ", and nothing explains it"
            yield Flag(
                "M14", look.officer, (look.position,), f"Exported or printed records{when}.", look.person
            )
