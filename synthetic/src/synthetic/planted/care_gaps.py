"""Planted gaps around children with a plan or in the care of others, and their innocent doubles."""

from synthetic.dates import END
from synthetic.planted.cast import PRIVATE_HOME, SOCIAL_HOME, Cast
from synthetic.planted.families import family, planned
from synthetic.planted.stories import plants


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
