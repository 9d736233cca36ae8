"""Planted misuse, one planter for each detector, and controls that look the same and are work."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from borough.platform.misuse.rules.facts import Kind, Look, Officer, Person

from ._looks import LAST, PURPOSES, Simulated

Plant = Callable[[Simulated, Officer], str | None]


def plant(sim: Simulated, each: int) -> None:
    """`each` of every detector, by officers drawn for each; and as many controls where there is one."""
    pairs_first = sorted(PLANTED, key=lambda code: code != "M16")  # while there are pairs
    for code in pairs_first:
        if code == "M16":
            sim.controls[code] = _some(sim, CONTROLS[code], each)
        sim.planted[code] = _some(sim, PLANTED[code], each)
    for code, planter in CONTROLS.items():
        if code not in sim.controls:
            sim.controls[code] = _some(sim, planter, each)


def _some(sim: Simulated, planter: Plant, each: int) -> set[str]:
    found: set[str] = set()
    free = sorted(sim.at_work.keys() - sim.used)
    for officer in sim.random.sample(free, len(free)):
        if len(found) < each and officer not in sim.used and (name := planter(sim, sim.at_work[officer])):
            found.add(name)
            sim.used.add(officer)
    return found


def _change(sim: Simulated, officer: Officer, **values: object) -> Officer:
    sim.at_work[officer.id] = replace(officer, **values)  # type: ignore[arg-type]
    return sim.at_work[officer.id]


def oneself(sim: Simulated, officer: Officer) -> str | None:
    if officer.person:
        sim.open(officer.id, sim.persons[officer.person], sim.at(2))
    return officer.id if officer.person else None


def family(sim: Simulated, officer: Officer) -> str | None:
    """D16: an officer and the former wife, once a month; here the month's look."""
    if officer.family:
        sim.open(officer.id, sim.persons[min(officer.family)], sim.at(3))
    return officer.id if officer.family else None


def family_with_a_case(sim: Simulated, officer: Officer) -> str | None:
    if officer.family:
        person = sim.persons[max(officer.family)]
        sim.explain(officer.id, person)
        sim.open(officer.id, person, sim.at(3))
    return officer.id if officer.family else None


def namesake(sim: Simulated, officer: Officer) -> str | None:
    share = sim.world.shares.get(officer.surname, 0)
    if not officer.person or not 0 < share < 0.0004:
        return None
    others = [p for p in sim.by_name[officer.surname] if p != officer.person]
    if others:
        sim.open(officer.id, sim.persons[others[0]], sim.at(4))
    return officer.id if others else None


def common_namesake(sim: Simulated, officer: Officer) -> str | None:
    if sim.world.shares.get(officer.surname, 0) < 0.002:
        return None
    sim.open(officer.id, sim.persons[sim.random.choice(sim.by_name[officer.surname])], sim.at(4))
    return officer.id


def neighbour(sim: Simulated, officer: Officer) -> str | None:
    others = [p for p in sim.by_postcode.get(officer.postcode, []) if sim.persons[p].home != officer.home]
    if others:
        sim.open(officer.id, sim.persons[sim.random.choice(others)], sim.at(2))
    return officer.id if others else None


def colleague(sim: Simulated, officer: Officer) -> str | None:
    others = [o for o in sim.at_work.values() if o.team == officer.team and o.id != officer.id and o.person]
    if others:
        sim.open(officer.id, sim.persons[others[0].person], sim.at(4))
    return officer.id if others else None


def public_person(sim: Simulated, officer: Officer) -> str | None:
    """D20: the reporter's list on the day of the news."""
    sim.open(officer.id, sim.persons[sim.random.choice(sorted(sim.world.watched))], sim.at(3))
    return officer.id


def press_office(sim: Simulated, officer: Officer) -> str | None:
    person = sim.persons[sim.random.choice(sorted(sim.world.watched))]
    sim.explain(officer.team, person)
    sim.open(officer.id, person, sim.at(3))
    return officer.id


def returning(sim: Simulated, officer: Officer) -> str | None:
    """Two to five visits: two are not found, and are not many enough to be."""
    person = sim.somebody()
    for back in (2, *sim.random.sample(range(3, 27), sim.random.choices((1, 2, 3, 4), (1, 6, 6, 6))[0])):
        sim.open(officer.id, person, sim.at(back))
    return officer.id


def returning_to_a_case(sim: Simulated, officer: Officer) -> str | None:
    person = sim.somebody()
    sim.explain(officer.id, person)
    for back in (20, 11, 2):
        sim.open(officer.id, person, sim.at(back))
    return officer.id


def trawl(sim: Simulated, officer: Officer) -> str | None:
    """D17: one street over weeks; seven homes are too few to be told from chance."""
    for number, person in enumerate(_street(sim, officer)[: sim.random.randint(7, 10)]):
        sim.open(officer.id, person, sim.at(2 + 2 * number))
    return officer.id


def canvass(sim: Simulated, officer: Officer) -> str | None:
    for number, person in enumerate(_street(sim, officer)):
        sim.explain(officer.team, person)
        sim.open(officer.id, person, sim.at(2 + 2 * number))
    return officer.id


def _street(sim: Simulated, officer: Officer) -> list[Person]:
    code = f"PC{sim.random.randrange(sim.residents // 40)}"
    people = [sim.persons[p] for p in sim.by_postcode[code] if code != officer.postcode]
    return people[::3][:10]


def volume(sim: Simulated, officer: Officer) -> str | None:
    for _ in range(sim.random.randint(35, 80)):
        sim.open(officer.id, sim.somebody(), sim.at(3))
    return officer.id


def fishing(sim: Simulated, officer: Officer) -> str | None:
    for minute in range(sim.random.randint(9, 16)):
        found = [sim.somebody() for _ in range(20)]
        sim.search(officer.id, sim.at(4, 14) + timedelta(minutes=minute), found, vague=minute % 2 == 0)
    return officer.id


def call_centre(sim: Simulated, officer: Officer) -> str | None:
    """Ten callers in twenty minutes, each found and opened."""
    for minute in range(12):
        person, at = sim.somebody(), sim.at(4, 14) + timedelta(minutes=minute)
        sim.explain(officer.id, person)
        sim.search(officer.id, at, [person])
        sim.open(officer.id, person, at + timedelta(seconds=30))
    return officer.id


def dead_file(sim: Simulated, officer: Officer) -> str | None:
    """Three of them, for one alone may be chance."""
    quiet = [p for p in (sim.somebody() for _ in range(400)) if p.heard_of and (LAST - p.heard_of).days > 800]
    for person in quiet[:3]:
        sim.open(officer.id, person, sim.at(3))
    return officer.id if len(quiet) >= 3 else None


def hopping(sim: Simulated, officer: Officer) -> str | None:
    person = sim.somebody()
    for number, purpose in enumerate(PURPOSES[: sim.random.choice((3, 3, 4))]):
        sim.open(officer.id, person, sim.at(3, 10 + number), purpose)
    return officer.id


def at_night(sim: Simulated, officer: Officer) -> str | None:
    """M13 adds to another: a dead file at night, and another one."""
    quiet = [p for p in (sim.somebody() for _ in range(300)) if p.heard_of and (LAST - p.heard_of).days > 800]
    for person in quiet[:2]:
        sim.open(officer.id, person, sim.at(3, 23))
    return officer.id if len(quiet) >= 2 else None


def leaver(sim: Simulated, officer: Officer) -> str | None:
    """D19: prints three hundred before leaving."""
    _change(sim, officer, leaving=LAST + timedelta(days=5))
    for _ in range(300):
        sim.add(Look(0, sim.at(2), officer.id, Kind.TAKEN, sim.somebody().id))
    return officer.id


def printed_for_a_case(sim: Simulated, officer: Officer) -> str | None:
    person = sim.somebody()
    sim.explain(officer.id, person)
    sim.add(Look(0, sim.at(2), officer.id, Kind.TAKEN, person.id))
    return officer.id


def near_a_shield(sim: Simulated, officer: Officer) -> str | None:
    hidden, kin = sim.somebody(), [sim.somebody() for _ in range(3)]
    sim.world.near[hidden.id] = frozenset(p.id for p in kin)  # type: ignore[index]
    sim.add(Look(0, sim.at(4, 10), officer.id, Kind.REFUSED, hidden.id, "serve-a-caller"))
    for person in kin:
        sim.search(officer.id, sim.at(3, 11), [person])
    return officer.id


def each_for_the_other(sim: Simulated, officer: Officer) -> str | None:
    """D18: two officers swapping."""
    other = _partner(sim, officer)
    if other.id in sim.used:
        return None
    sim.used.add(other.id)
    _approve(sim, officer, other)
    return min(officer.id, other.id)


def _partner(sim: Simulated, officer: Officer) -> Officer:
    return sim.at_work[f"user:{int(officer.id[5:]) ^ 1}"]


def duty_pair(sim: Simulated, officer: Officer) -> str | None:
    other = _partner(sim, officer)
    if other.id in sim.used:
        return None
    sim.used.add(other.id)
    sim.world = replace(sim.world, duty_pairs=sim.world.duty_pairs | {frozenset((officer.id, other.id))})
    _approve(sim, officer, other)
    return min(officer.id, other.id)


def _approve(sim: Simulated, one: Officer, other: Officer) -> None:
    for back in range(2, 42, 2):
        for who, whose in ((one, other), (other, one)):
            sim.add(Look(0, sim.at(back), who.id, Kind.APPROVED, other=whose.id))


def guessing(sim: Simulated, officer: Officer) -> str | None:
    """D24: a client that tries addresses."""
    client, person = f"client:{officer.id[5:]}", sim.somebody()
    for number in range(6):
        sim.add(Look(0, sim.at(3, 9), client, Kind.VERIFIED, person.id, uprn=str(5_000_000 + 37 * number)))
    return client


def typing_errors(sim: Simulated, officer: Officer) -> str | None:
    client, person = f"client:honest-{officer.id[5:]}", sim.somebody()
    for number in range(2):
        sim.add(Look(0, sim.at(3, 9), client, Kind.VERIFIED, person.id, uprn=str(6_000_000 + 37 * number)))
    return client


def watcher(sim: Simulated, officer: Officer) -> str | None:
    friend = sim.at_work[f"user:{(int(officer.id[5:]) + 200) % sim.officers}"]
    _change(sim, officer, friends=officer.friends | {friend.id})
    sim.add(Look(0, sim.at(3), officer.id, Kind.CLOSED, other=friend.id))
    return officer.id


def auditor(sim: Simulated, officer: Officer) -> str | None:
    """D19's control: reads many people's log, none of them their own circle's."""
    for _ in range(10):
        sim.add(Look(0, sim.at(3), officer.id, Kind.READ_LOG, sim.somebody().id))
    return officer.id


PLANTED: dict[str, Plant] = {
    "M1": oneself, "M2": family, "M3": namesake, "M4": neighbour, "M5": colleague, "M6": public_person,
    "M7": returning, "M8": trawl, "M9": volume, "M10": fishing, "M11": dead_file, "M12": hopping,
    "M13": at_night, "M14": leaver, "M15": near_a_shield, "M16": each_for_the_other, "M17": guessing,
    "M18": watcher,
}  # fmt: skip
CONTROLS: dict[str, Plant] = {
    "M2": family_with_a_case, "M3": common_namesake, "M6": press_office, "M7": returning_to_a_case,
    "M8": canvass, "M10": call_centre, "M14": printed_for_a_case, "M16": duty_pair, "M17": typing_errors,
    "M18": auditor,
}  # fmt: skip
