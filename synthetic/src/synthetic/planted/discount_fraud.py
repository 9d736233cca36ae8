"""Planted in discounts and claims: a second adult nobody declared; and innocent second adults."""

import polars as pl

from synthetic.names import Names
from synthetic.planted.cast import PRIVATE_HOME, SOCIAL_HOME, Cast
from synthetic.planted.stories import plants


@plants("F6")
def single_discount_with_partner(c: Cast) -> None:
    """A single person discount, though a partner has been on the register and at the library from there for
    a year.
    """
    wife, husband = c.couple(30, 60)
    flat = c.home(PRIVATE_HOME)
    c.live(flat, 1500, wife, husband)
    c.row("council_tax", wife, flat, 1500, discount="SPD")
    c.known(husband, flat, 500, "electoral_register", "libraries", "parking")
    c.known(wife, flat, 600, "electoral_register", "crm")


@plants("F6", control=True)
def discount_with_student_son(c: Cast) -> None:
    """The other adult is a student son, disregarded: the account says so."""
    mother = c.adult(45, 56, sex=0)
    son = c.child(mother, None, 18.6, 21)
    flat = c.home(PRIVATE_HOME)
    c.live(flat, 2500, mother, son)
    c.row("council_tax", mother, flat, 2500, discount="DISR")
    c.known(mother, flat, 600, "electoral_register", "crm")
    c.known(son, flat, 400, "electoral_register", "libraries", "leisure")
    c.row(
        "crm",
        mother,
        flat,
        300,
        subject="Council tax enquiry",
        note="Son is a full-time student, certificate seen.",
    )


@plants("F6", control=True)
def discount_and_two_names_of_one_woman(c: Cast) -> None:
    """One woman under her maiden and her married name looks like two adults."""
    wife, husband = c.couple(34, 60)
    flat = c.home(PRIVATE_HOME)
    maiden = c.state.surnames[wife, 0]
    c.state.rename(wife, c.state.birth[wife] + 33 * 365, c.state.surname[husband])
    c.live(flat, 1500, wife)
    c.row("council_tax", wife, flat, 1500, discount="SPD")
    c.known(wife, flat, 700, "electoral_register", "crm")

    def maiden_name(names: Names) -> pl.Series:
        return names.text(maiden).str.to_uppercase() + ", " + names.text(c.state.forename[wife])

    c.row("libraries", wife, flat, 900, written={"NAME": maiden_name})


@plants("F6", control=True)
def discount_with_seventeen_year_old(c: Cast) -> None:
    """The other person is not yet eighteen."""
    mother = c.adult(38, 52, sex=0)
    child = c.child(mother, None, 17.1, 17.8)
    flat = c.home(PRIVATE_HOME)
    c.live(flat, 2000, mother, child)
    c.row("council_tax", mother, flat, 2000, discount="SPD")
    c.known(mother, flat, 500, "electoral_register", "crm")
    c.known(child, flat, 300, "electoral_register", "libraries", "leisure")


@plants("F7")
def single_claim_with_partner(c: Cast) -> None:
    """Council tax support as a single person, while a partner votes, parks and visits the gym from the same
    home.
    """
    wife, husband = c.couple(28, 55)
    flat = c.home(SOCIAL_HOME)
    c.live(flat, 1800, wife, husband)
    c.row("housing", wife, flat, 1800)
    c.row("benefits", wife, flat, 900, household_type="Single")
    c.known(husband, flat, 500, "electoral_register", "parking", "leisure")


@plants("F7", control=True)
def separated_in_one_home(c: Cast) -> None:
    """The couple has separated but cannot yet part; the council was told and tax is paid by both."""
    wife, husband = c.couple(30, 58)
    flat = c.home(SOCIAL_HOME)
    c.live(flat, 2400, wife, husband)
    c.row("housing", wife, flat, 2400, reference=0)
    c.row("housing", husband, flat, 2400, reference=0, number=2, role="JOINT")
    c.row("benefits", wife, flat, 200, household_type="Single")
    c.row(
        "crm",
        wife,
        flat,
        205,
        subject="Benefit enquiry",
        note="Separated, still under one roof until he is rehoused.",
    )
    c.known(husband, flat, 300, "electoral_register")
