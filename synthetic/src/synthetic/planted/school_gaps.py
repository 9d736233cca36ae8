"""Planted gaps between home and school: on no roll, on two, gone, absent; and their innocent doubles."""

from synthetic.dates import END
from synthetic.planted.cast import PRIVATE_HOME, SOCIAL_HOME, Cast
from synthetic.planted.families import at_school, family, planned
from synthetic.planted.stories import plants


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
