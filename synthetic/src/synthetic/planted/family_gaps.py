"""Planted gaps around babies, siblings, moves and care leavers, and their innocent doubles."""

from synthetic.dates import END, NEVER
from synthetic.planted.cast import PRIVATE_HOME, SOCIAL_HOME, Cast
from synthetic.planted.families import family, planned
from synthetic.planted.stories import plants


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
