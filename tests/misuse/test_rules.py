"""Each detector by example: what it finds, and what looks the same and is not."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from borough.platform.misuse.declared import detectors
from borough.platform.misuse.rules.explaining import Tie, Ties
from borough.platform.misuse.rules.facts import Kind, Look, Officer, Person, World
from borough.platform.misuse.rules.judging import findings, flags_of
from borough.platform.misuse.rules.pair import is_close
from borough.platform.misuse.rules.window import Window

LAST = date(2026, 11, 22)
ME = Officer("user:1", "Revenues", "officer", "user:9", "P1", "H1", "NW1 8EH", "Quillfeather", frozenset({"P2"}),
             hours=(8, 19))  # fmt: skip
MATE = Officer("user:2", "Revenues", "officer", "user:9", "P8")
FAR = Officer("user:3", "Parks", "officer", "user:7", "P9")
PEOPLE = {
    "P1": Person("P1", "H1", "NW1 8EH", "Quillfeather"),
    "P2": Person("P2", "H2", "N1 1AA", "Adams"),
    "P3": Person("P3", "H3", "N1 1AA", "Quillfeather"),
    "P4": Person("P4", "H4", "NW1 8EH", "Begum"),
    "P5": Person("P5", "H1", "NW1 8EH", "Other"),
    "P6": Person("P6", "H6", "N7 0AA", "Old", heard_of=LAST - timedelta(days=900)),
    "P7": Person("P7", "H6", "N7 0AA", "Known"),
    "P8": Person("P8", "H8", "N8 0AA", "Mate"),
    "P9": Person("P9", "H9", "N9 0AA", "Far"),
    "P10": Person("P10", "H10", "N10 0AA", "Famous"),
    **{f"T{n}": Person(f"T{n}", f"TH{n}", "E1 6AN", f"S{n}") for n in range(8)},
}
WORLD = World(
    {officer.id: officer for officer in (ME, MATE, FAR)},
    PEOPLE,
    {"Quillfeather": 0.0001, "Begum": 0.006},
    {"P10": LAST},
    {"P9": frozenset({"P7", "T1"})},
)


def at(back: int = 1, hour: int = 10) -> datetime:
    return datetime.combine(LAST - timedelta(days=back), datetime.min.time()) + timedelta(hours=hour)


def opened(person: str, back: int = 1, hour: int = 10, **values) -> Look:
    return Look(0, at(back, hour), ME.id, Kind.OPENED, person, "tenancy", **values)


def did(kind: Kind, back: int = 1, hour: int = 10, **values) -> Look:
    return Look(0, at(back, hour), values.pop("officer", ME.id), kind, **values)


def judge(looks, ties=(), world=WORLD):
    numbered = [
        replace(look, position=n) for n, look in enumerate(sorted(looks, key=lambda k: k.at), start=1)
    ]
    window = Window(numbered, Ties(ties, world.persons), world, last=LAST)
    return flags_of(window, detectors())


def codes(looks, ties=(), world=WORLD) -> set[str]:
    return {flag.detector for flag in judge(looks, ties, world)} - {"M9"}  # too few looks here for a median


@pytest.mark.parametrize(
    ("person", "found"),
    [
        ("P1", {"M1"}), ("P5", {"M1"}), ("P2", {"M2"}), ("P3", {"M3"}), ("P4", {"M4"}), ("P8", {"M5"}),
        ("P9", set()), ("P10", {"M6"}), ("P6", {"M11"}), ("P7", set()), ("nobody", set()),
    ],
)  # fmt: skip
def test_whom_somebody_looks_at(person, found):
    assert codes([opened(person)]) == found


@pytest.mark.parametrize("person", ["P2", "P3", "P4", "P8", "P10", "P6"])
@pytest.mark.parametrize(
    "why",
    ["the officer’s case", "the team’s case", "a reference that was checked", "a co-resident’s case"],
)
def test_work_explains_it(person, why):
    looks, ties = [opened(person)], []
    home = Person("X", PEOPLE[person].home, PEOPLE[person].postcode, "X")
    match why:
        case "the officer’s case":
            ties = [Tie(ME.id, person, LAST - timedelta(days=29), "A case")]
        case "the team’s case":
            ties = [Tie(ME.team, person, LAST + timedelta(days=20), "A case")]
        case "a reference that was checked":
            looks = [opened(person, checked=True)]
        case "a co-resident’s case":
            ties = [Tie(ME.id, "X", LAST, "A case")]
    assert codes(looks, ties, replace(WORLD, persons={**PEOPLE, "X": home})) == set()


@pytest.mark.parametrize(
    "tie",
    [
        Tie(ME.id, "P4", LAST - timedelta(days=32), "too long ago"),
        Tie("Parks", "P4", LAST, "another team’s"),
        Tie(ME.id, "P3", LAST, "another person’s"),
    ],
    ids=lambda tie: tie.what,
)
def test_other_work_does_not(tie):
    assert codes([opened("P4")], [tie]) == {"M4"}


def test_nobody_works_on_their_own_record():
    assert codes([opened("P1")], [Tie(ME.id, "P1", LAST, "A case")]) == {"M1"}


def trawl(people: int):
    return [opened(f"T{n}", back=1 + 3 * n) for n in range(people)]


def searches(count: int, minutes: int, **values):
    start = at(1)
    return [
        replace(did(Kind.SEARCHED, **values), at=start + timedelta(minutes=minutes * n)) for n in range(count)
    ]


def approvals(one: str, other: str, count: int):
    return [
        did(Kind.APPROVED, back=1 + n, officer=a, other=b)
        for n in range(count)
        for a, b in ((one, other), (other, one))
    ]


def verified(*uprns: int, person: str = "P7"):
    return [did(Kind.VERIFIED, officer="client:4", person=person, uprn=str(uprn)) for uprn in uprns]


@pytest.mark.parametrize(
    ("looks", "found"),
    [
        ([opened("P7", back=n) for n in (1, 9, 20)], {"M7"}),
        ([opened("P7", back=n) for n in (1, 20)], set()),
        ([opened("P7", back=n) for n in (9, 15, 20)], set()),  # judged in the week of the last of them
        ([opened("P7", hour=n) for n in (9, 10, 11)], set()),
        (trawl(6), {"M8"}),
        (trawl(5), set()),
        (searches(11, 1, vague=True), {"M10"}),
        (searches(9, 1, vague=True), set()),
        (searches(11, 5, vague=True), set()),
        ([replace(opened("P7", hour=h), purpose=p) for h, p in ((9, "a"), (10, "b"), (11, "c"))], {"M12"}),
        ([replace(opened("P7", hour=h), purpose=p) for h, p in ((9, "a"), (10, "b"))], set()),
        ([did(Kind.REFUSED, hour=9, person="P7", purpose="a"), opened("P7")], {"M12"}),
        ([did(Kind.REFUSED, hour=9, person="P7", purpose="tenancy"), opened("P7")], set()),
        ([opened("P4", hour=23)], {"M4", "M13"}),
        ([opened("P7", hour=23)], set()),
        ([did(Kind.TAKEN, person="P7")], {"M14"}),
        ([did(Kind.TAKEN, person="P7", checked=True)], set()),
        ([did(Kind.REFUSED, 3, person="P9"), opened("P7", 2), did(Kind.SEARCHED, found=("T1",))], {"M15"}),
        ([did(Kind.REFUSED, 3, person="P9"), opened("P7", 2)], set()),
        ([opened("P7", 3), did(Kind.SEARCHED, 2, found=("T1",)), did(Kind.REFUSED, person="P9")], set()),
        (approvals("user:1", "user:3", 16), {"M16"}),
        (approvals("user:1", "user:3", 14), set()),
        (
            [
                *approvals("user:1", "user:3", 16),
                *[did(Kind.APPROVED, 5, officer="user:2", other="user:1")] * 12,
            ],
            set(),
        ),
        (verified(10, 20, 30, 40), {"M17"}),
        (verified(10, 20, 30), set()),
        ([look for n in range(5) for look in verified(100 + n, person=f"T{n}")], {"M17"}),
        ([look for n in range(4) for look in verified(100 + n, person=f"T{n}")], set()),
        ([did(Kind.READ_LOG, person="P2")], {"M18"}),
        ([did(Kind.READ_LOG, person="P9")], set()),
        ([did(Kind.CLOSED, other="user:2")], {"M18"}),
        ([did(Kind.CLOSED, other="user:3")], set()),
    ],
)
def test_what_somebody_makes_a_habit_of(looks, found):
    assert codes(looks) == found


def test_a_duty_pair_may_approve_for_one_another():
    world = replace(WORLD, duty_pairs=frozenset({frozenset({"user:1", "user:3"})}))
    assert codes(approvals("user:1", "user:3", 20), world=world) == set()


def test_a_day_of_many_looks_stands_out_from_ones_own_and_from_the_roles():
    usual = [
        replace(opened("P7", back=n), officer=who)
        for n in range(2, 60)
        for who in ("user:1", "user:3")
        for _ in range(5)
    ]
    many = [opened("P7", back=1) for _ in range(16)]
    assert "M9" in {flag.detector for flag in judge([*usual, *many])}
    assert "M9" not in {flag.detector for flag in judge([*usual, *many[:15]])}


# --- weights ---


@pytest.mark.parametrize(
    ("looks", "weight"),
    [
        ([opened("P6")], None),  # a dead file alone may be chance
        ([opened("P6", hour=23), replace(opened("P6", hour=22), person="P6")], None),
        ([opened("P4")], 1.0),
        ([opened("P4"), opened("P4", hour=11)], 1.0),  # twice the same is one story
        ([opened("P4"), opened("P2")], 2.0),
        ([opened("P4", hour=23)], 1.3),
    ],
)
def test_weights_add_up_officer_by_officer(looks, weight):
    made = findings(judge(looks), detectors())
    assert [finding.weight for finding in made] == ([] if weight is None else [weight])


def test_urgent_ones_come_first():
    other = replace(opened("P9"), officer="user:3")
    made = findings(judge([opened("P4"), opened("P3"), other]), detectors())
    assert [(finding.officer, finding.urgent) for finding in made] == [("user:3", True), ("user:1", False)]


@pytest.mark.parametrize(
    ("other", "close"),
    [
        (ME, True), (MATE, True), (FAR, False),
        (replace(FAR, friends=frozenset({"user:1"})), True),
        (replace(FAR, person="P2"), True),
        (replace(FAR, family=frozenset({"P1"})), True),
        (replace(FAR, manager="user:1"), True),
        (replace(FAR, id="user:9"), True),
    ],
)  # fmt: skip
def test_nobody_decides_about_themselves_or_somebody_close(other, close):
    assert is_close(ME, other, other.id) == close
