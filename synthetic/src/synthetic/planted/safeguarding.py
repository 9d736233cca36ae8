"""Planted gaps around children and care leavers, and their innocent doubles."""

from typing import Any

import numpy as np

from synthetic.dates import END, NEVER
from synthetic.planted.cast import PRIVATE_HOME, SOCIAL_HOME, Cast
from synthetic.planted.stories import plants

Who = np.ndarray


def family(c: Cast, low: float, high: float, tenure: int = SOCIAL_HOME) -> tuple[Who, Who, Who]:
    """Mother, child and home, known to housing and the library."""
    mother = c.adult(28, 44, sex=0)
    child = c.child(mother, None, low, min(high, 11))
    flat = c.home(tenure)
    c.live(flat, 1600, mother, child)
    c.row("housing", mother, flat, 1600, reference=0)
    c.row("housing", child, flat, 1600, reference=0, number=2, role="MEMBER")
    c.known(mother, flat, 500, "electoral_register", "crm")
    return mother, child, flat


def at_school(c: Cast, child: Who, mother: Who, flat: Who, ago: int = 400, **columns: Any) -> None:
    """A pupil's record with the mother as contact."""
    c.row("schools", child, flat, ago, p2=mother, **columns)


def planned(c: Cast, child: Who, mother: Who, flat: Who, kind: str = "CP", **columns: Any) -> None:
    """A live child protection or child in need plan."""
    c.row("childrens_social_care", child, flat, 200, p2=mother, plan=kind, **columns)


@plants("G1")
def on_no_roll(c: Cast) -> None:
    """A child of seven to ten, in housing and at the library, is on no school roll."""
    _, child, flat = family(c, 7, 10)
    c.row("libraries", child, flat, 120, used=END - 40)


@plants("G1", control=True)
def on_the_roll_of_the_next_borough(c: Cast) -> None:
    """On no roll here: the school place is in the next borough, and admissions know."""
    mother, child, flat = family(c, 7, 10)
    at_school(
        c,
        child,
        mother,
        flat,
        kind="APPLICATION",
        school=None,
        enrolment="",
        reason="Placed - other authority",
    )
    c.row("libraries", child, flat, 120)


@plants("G1", control=True)
def four_years_and_eleven_months(c: Cast) -> None:
    """Not yet of compulsory school age."""
    _, child, flat = family(c, 4.85, 4.95)
    c.row("libraries", child, flat, 120)


@plants("G2")
def on_two_rolls(c: Cast) -> None:
    """Current on the rolls of two schools for a month, two addresses given."""
    mother, child, flat = family(c, 7, 10)
    other = c.home(PRIVATE_HOME)
    at_school(c, child, mother, flat, 900)
    at_school(c, child, mother, other, 45)


@plants("G2", control=True)
def dual_registration(c: Cast) -> None:
    """Main roll at one school and subsidiary at a referral unit, marked so."""
    mother, child, flat = family(c, 7, 10)
    at_school(c, child, mother, flat, 900, enrolment="M")
    at_school(c, child, mother, flat, 45, enrolment="S")


@plants("G3")
def left_a_roll_for_nowhere(c: Cast) -> None:
    """Left a roll a month ago, no destination, no other roll; still here in housing."""
    mother, child, flat = family(c, 7, 10)
    at_school(c, child, mother, flat, 900, left=END - 40, reason="Unknown")


@plants("G3", control=True)
def left_for_abroad_with_notice(c: Cast) -> None:
    """The family emigrated with notice; tenancy ended, destination confirmed."""
    mother, child = c.adult(28, 44, sex=0), None
    child = c.child(mother, None, 7, 10)
    flat = c.home(SOCIAL_HOME)
    c.live(flat, 1600, mother, child)
    c.leave(38, mother, child)
    c.row("housing", mother, flat, 1600, ended=END - 38)
    at_school(c, child, mother, flat, 900, left=END - 40, reason="Abroad - confirmed")


@plants("G4")
def absent_and_known_to_care(c: Cast) -> None:
    """Twelve and more days' unauthorised absence of a child with a plan."""
    mother, child, flat = family(c, 7, 10)
    at_school(c, child, mother, flat, 900, absent=14)
    planned(c, child, mother, flat)


@plants("G4", control=True)
def present_and_known_to_care(c: Cast) -> None:
    """A child with a plan who was ill: absence is authorised, so the count is nought."""
    mother, child, flat = family(c, 7, 10)
    at_school(c, child, mother, flat, 900, absent=0)
    planned(c, child, mother, flat)


@plants("G5")
def unknown_adult_with_planned_child(c: Cast) -> None:
    """An adult nobody has told the worker of votes, parks and borrows from the home of a planned child."""
    mother, child, flat = family(c, 3, 10)
    planned(c, child, mother, flat)
    man = c.adult(25, 50, sex=1)
    c.live(flat, 90, man)
    c.known(man, flat, 80, "electoral_register", "parking", "libraries")


@plants("G5", control=True)
def post_of_the_last_occupier(c: Cast) -> None:
    """Only an old parking record of the last occupier, who has gone, is held at the home of a planned
    child.
    """
    before = c.adult(25, 60)
    mother, child, flat = family(c, 3, 10)
    c.live(flat, 3000, before)
    c.leave(1700, before)
    planned(c, child, mother, flat)
    c.row("parking", before, flat, 1900)


@plants("G6")
def private_fostering(c: Cast) -> None:
    """A child under sixteen lives with unrelated adults; no parent or kin is known in the home."""
    mother = c.adult(30, 45, sex=0)
    child = c.child(mother, None, 8, 14)
    carer, flat = c.adult(35, 60, sex=0), c.home(PRIVATE_HOME)
    c.live(flat, 2000, carer)
    c.live(flat, 150, child)
    c.row("schools", child, flat, 140, p2=carer, written={"ParentRelationship": "Friend of family"})
    c.row("libraries", child, flat, 120)
    c.row("council_tax", carer, flat, 2000)
    c.known(carer, flat, 700, "electoral_register", "crm")


@plants("G6", control=True)
def with_an_aunt_of_another_name(c: Cast) -> None:
    """The child lives with a married aunt; school and housing record the kinship."""
    mother = c.adult(30, 45, sex=0)
    child = c.child(mother, None, 8, 14)
    aunt, flat = c.adult(35, 55, sex=0, like=mother), c.home(SOCIAL_HOME)
    c.live(flat, 2000, aunt)
    c.live(flat, 150, child)
    c.row("housing", aunt, flat, 2000, reference=0)
    c.row(
        "housing",
        child,
        flat,
        150,
        reference=0,
        number=2,
        role="MEMBER",
        written={"RELATIONSHIP": "Niece/Nephew"},
    )
    c.row("schools", child, flat, 140, p2=aunt, written={"ParentRelationship": "Aunt"})
    c.known(aunt, flat, 700, "electoral_register", "crm")


@plants("G7")
def planned_family_vanishes(c: Cast) -> None:
    """A child with a plan: off the roll to nowhere, tenancy given up, every source silent for over two
    weeks.
    """
    mother = c.adult(24, 42, sex=0)
    child = c.child(mother, None, 5, 10)
    flat = c.home(PRIVATE_HOME)
    c.live(flat, 1200, mother, child)
    c.leave(50, mother, child)
    planned(c, child, mother, flat)
    c.row("schools", child, flat, 400, p2=mother, left=END - 52, reason="Unknown")
    c.row("council_tax", mother, flat, 1200, ended=END - 50)


@plants("G7", control=True)
def summer_in_dhaka_with_notice(c: Cast) -> None:
    """A child with a plan away with the family for some weeks; the worker was told and noted it."""
    mother = c.adult(24, 42, sex=0)
    child = c.child(mother, None, 5, 10)
    flat = c.home(SOCIAL_HOME)
    c.live(flat, 1200, mother, child)
    planned(c, child, mother, flat, note="Family in Dhaka until 9 November, agreed with worker.")
    c.row("schools", child, flat, 400, p2=mother)
    c.row("housing", mother, flat, 1200)


@plants("G8")
def baby_known_to_benefits_only(c: Cast) -> None:
    """A baby of four months is known to benefits and to nobody else."""
    mother, flat = c.adult(20, 38, sex=0), c.home(SOCIAL_HOME)
    baby = c.child(mother, None, 0.3, 0.4)
    c.live(flat, 900, mother, baby)
    c.row("housing", mother, flat, 900)
    c.row("benefits", mother, flat, 800, key=0)
    c.row("benefits", baby, flat, 90, key=0, role=2, number=2)


@plants("G8", control=True)
def baby_who_died(c: Cast) -> None:
    """The baby died at six weeks and benefits was told: the claim's baby has gone. To be silent about."""
    mother, flat = c.adult(20, 38, sex=0), c.home(SOCIAL_HOME)
    baby = c.child(mother, None, 0.3, 0.4)
    c.live(flat, 900, mother, baby)
    c.dies(baby, 70)
    c.row("housing", mother, flat, 900)
    c.row("benefits", mother, flat, 800, key=0)
    c.row("crm", mother, flat, 60, subject="Bereavement", note="Baby has died. No letters please.")


@plants("G9")
def sibling_of_planned_child_elsewhere(c: Cast) -> None:
    """A young sibling of a child with a plan lives at another home, unknown to the worker."""
    mother, child, flat = family(c, 3, 8)
    sibling = c.child(mother, None, 9, 12)
    man, other = c.adult(30, 50, sex=1), c.home(PRIVATE_HOME)
    c.live(other, 700, sibling, man)
    planned(c, child, mother, flat)
    c.row("schools", sibling, other, 300, p2=mother)
    c.known(man, other, 400, "electoral_register", "crm")


@plants("G9", control=True)
def grown_sibling_elsewhere(c: Cast) -> None:
    """The sibling is twenty and has a home of their own."""
    mother = c.adult(42, 50, sex=0)
    child = c.child(mother, None, 3, 8)
    grown = c.child(mother, None, 20, 22)
    flat, other = c.home(SOCIAL_HOME), c.home(PRIVATE_HOME)
    c.live(flat, 1600, mother, child)
    c.live(other, 500, grown)
    c.row("housing", mother, flat, 1600)
    planned(c, child, mother, flat)
    c.known(grown, other, 300, "electoral_register", "crm")


@plants("G10")
def three_homes_in_a_year(c: Cast) -> None:
    """A child of school age has had three homes in twelve months, by three systems."""
    mother = c.adult(25, 40, sex=0)
    child = c.child(mother, None, 6, 10)
    homes = [c.home(PRIVATE_HOME) for _ in range(3)]
    for home, ago in zip(homes, (330, 200, 70), strict=True):
        c.live(home, ago, mother, child)
        c.row("council_tax", mother, home, ago, ended=END - ago + 130 if ago > 100 else NEVER)
    c.row("schools", child, homes[0], 320, p2=mother)
    c.row("benefits", mother, homes[1], 190, key=0, ended=END - 80)
    c.row("benefits", child, homes[1], 190, key=0, role=2, number=2, ended=END - 80)
    c.row("libraries", child, homes[2], 60)


@plants("G10", control=True)
def decanted_by_the_council(c: Cast) -> None:
    """Three homes in a year because the council moved the family out for works and back."""
    mother = c.adult(25, 40, sex=0)
    child = c.child(mother, None, 6, 10)
    homes = [c.home(SOCIAL_HOME) for _ in range(3)]
    for home, ago in zip(homes, (330, 200, 70), strict=True):
        c.live(home, ago, mother, child)
        c.row(
            "housing",
            mother,
            home,
            ago,
            tenure=3 if ago == 200 else 2,
            ended=END - ago + 130 if ago > 100 else NEVER,
        )
    c.row("schools", child, homes[0], 320, p2=mother)
    c.row("crm", mother, homes[1], 195, subject="Housing - decant", note="Temporary move for works.")


@plants("G12")
def care_leaver_lost(c: Cast) -> None:
    """Turned eighteen in care this year: the plan ended, no adult service, no address since."""
    who, placed = c.adult(18.1, 18.6), c.home(SOCIAL_HOME)
    c.live(placed, 1500, who)
    c.leave(60, who)
    c.row("childrens_social_care", who, placed, 1500, plan="LAC", ended=END - 62)


@plants("G12", control=True)
def care_leaver_at_university(c: Cast) -> None:
    """Turned eighteen in care, now at university with the worker's knowledge, still on the register here."""
    who, placed = c.adult(18.1, 18.6), c.home(SOCIAL_HOME)
    c.live(placed, 1500, who)
    note = "At university since September, address with personal adviser."
    c.row("childrens_social_care", who, placed, 1500, plan="LAC", ended=END - 62, note=note)
    c.known(who, placed, 100, "electoral_register", "libraries")
