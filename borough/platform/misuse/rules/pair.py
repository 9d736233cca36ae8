"""What takes two: officers who approve for one another, clients who guess, and those who watch the watchers."""

from collections import Counter
from collections.abc import Iterator

from .facts import Flag, Kind, Look, Officer
from .window import Window, grouped

T = dict[str, float]


def each_for_the_other(window: Window, limits: T) -> Iterator[Flag]:
    """Approvals of ninety days: of what each asks for, the other approves nearly all."""
    approved = [look for look in window.looks if look.kind is Kind.APPROVED and look.other]
    asked = Counter(look.other for look in approved)
    pairs = grouped((frozenset((look.officer, look.other)), look) for look in approved)
    for pair, looks in pairs.items():
        if len(pair) < 2 or pair in window.world.duty_pairs or not window.fresh(looks):
            continue
        for_each = Counter(look.other for look in looks)
        if all(asked[o] >= limits["count"] and for_each[o] > limits["share"] * asked[o] for o in pair):
            story = "Two officers approve most of what the other asks for, and are no duty pair."
            yield Flag("M16", min(pair), tuple(look.position for look in looks), story)


def guessing(window: Window, limits: T) -> Iterator[Flag]:
    """A client that tries addresses until one fits."""
    asked = [look for look in window.week if look.kind is Kind.VERIFIED]
    for (client, person, _), looks in grouped(((k.officer, k.person, k.day), k) for k in asked).items():
        places = {look.uprn for look in looks}
        if len(places) > limits["addresses"]:
            story = f"Asked whether one person lives at {len(places)} addresses in a day."
            yield Flag("M17", client, tuple(look.position for look in looks), story, person)
    for client, looks in grouped((k.officer, k) for k in asked).items():
        run = _longest_run([look for look in looks if look.uprn.isdecimal()])
        if len(run) >= limits["in_a_row"]:
            story = f"Asked about {len(run)} property numbers that follow one another."
            yield Flag("M17", client, tuple(look.position for look in run), story)


def _longest_run(looks: list[Look]) -> list[Look]:
    best: list[Look] = []
    run: list[Look] = []
    for look in looks:
        run = [*run, look] if run and int(look.uprn) == int(run[-1].uprn) + 1 else [look]
        best = max(best, run, key=len)
    return best


def watcher(window: Window, limits: T) -> Iterator[Flag]:
    for look in window.week:
        officer = window.officer(look)
        if not officer:
            continue
        if look.kind is Kind.READ_LOG and look.person and look.person in {*officer.family, officer.person}:
            yield Flag(
                "M18", look.officer, (look.position,), "Read the log of their own circle.", look.person
            )
        if look.kind is Kind.CLOSED and is_close(officer, window.world.officers.get(look.other), look.other):
            story = "Closed an alert about themselves or somebody close."
            yield Flag("M18", look.officer, (look.position,), story)


def is_close(one: Officer, other: Officer | None, other_id: str) -> bool:
    """Whether `one` must not decide about `other`: the same, a friend, family, the same team or a manager."""
    if one.id == other_id or other_id in one.friends:
        return True
    if other is None:
        return False
    kin = other.person in one.family or one.person in other.family
    managed = one.manager == other.id or other.manager == one.id
    return kin or managed or one.id in other.friends or (bool(one.team) and one.team == other.team)
