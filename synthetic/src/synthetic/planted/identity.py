"""Planted in identity: shielded people, changed names, school addresses, and people who are easily taken for
others.
"""

import polars as pl

from synthetic.dates import END
from synthetic.names import Names
from synthetic.planted.cast import PRIVATE_HOME, SOCIAL_HOME, Cast
from synthetic.planted.families import family
from synthetic.planted.stories import plants


@plants("F8")
def false_school_address(c: Cast) -> None:
    """The application gives a flat near the school; tax, benefit and vote of the parents are at another
    home.
    """
    wife, husband = c.couple(30, 45)
    child = c.child(wife, husband, 3.5, 4.2)
    own, near = c.home(PRIVATE_HOME), c.home(PRIVATE_HOME)
    c.live(own, 1500, wife, husband, child)
    c.row("schools", child, near, 60, kind="APPLICATION", p2=wife, enrolment="")
    c.row("council_tax", husband, own, 1500, p2=wife)
    c.known(wife, own, 400, "electoral_register", "libraries")


@plants("F8", control=True)
def week_about_custody(c: Cast) -> None:
    """Parents live apart and the child spends each week with the other: both homes are true."""
    mother, father = c.couple(30, 45)
    child = c.child(mother, father, 3.5, 4.2)
    hers, his = c.home(PRIVATE_HOME), c.home(PRIVATE_HOME)
    c.live(hers, 700, mother, child)
    c.live(his, 700, father)
    c.row("schools", child, his, 60, kind="APPLICATION", p2=father, enrolment="")
    c.row("council_tax", mother, hers, 700)
    c.row("council_tax", father, his, 700)
    c.known(father, his, 400, "electoral_register")
    c.row("crm", mother, hers, 90, subject="School place", note="Shared care, alternate weeks with father.")


@plants("D1")
def shielded_child_updated(c: Cast) -> None:
    """A restricted child; the school's delta brings a new address that nobody without the right may see."""
    mother, child, flat = family(c, 6, 10)
    safe = c.home(PRIVATE_HOME)
    c.live(safe, 40, mother, child)
    c.row("childrens_social_care", child, flat, 200, p2=mother, restricted=True)
    c.row("schools", child, safe, 20, p2=mother)


@plants("D1", control=True)
def ordinary_child_updated(c: Cast) -> None:
    """An ordinary child, with the same new address by delta."""
    mother, child, flat = family(c, 6, 10)
    new = c.home(PRIVATE_HOME)
    c.live(new, 40, mother, child)
    c.row("childrens_social_care", child, flat, 200, p2=mother, restricted=False)
    c.row("schools", child, new, 20, p2=mother)


@plants("D2")
def shielded_mother_under_a_new_name(c: Cast) -> None:
    """A restricted child's mother has a new surname and a new home; a fresh record of her arrives."""
    wife, husband = c.couple(24, 40)
    child = c.child(wife, husband, 4, 10)
    old, safe = c.home(SOCIAL_HOME), c.home(PRIVATE_HOME)
    c.live(old, 1500, wife, husband, child)
    c.live(safe, 60, wife, child)
    new = c.state.names.draw_surnames(c.state.community[wife], c.state.sex[wife], c.rng)
    c.row("libraries", wife, old, 900)
    c.row("childrens_social_care", child, safe, 50, p2=wife, restricted=True)
    c.state.rename(wife, c.state.birth[wife] * 0 + END - 58, new)
    c.row("crm", wife, safe, 20)
    c.row("libraries", wife, safe, 18)


@plants("D2", control=True)
def namesake_of_a_shielded_mother(c: Cast) -> None:
    """Another woman of the same name and age, not shielded, who must stay visible."""
    one = c.adult(24, 40, sex=0)
    two = c.adult(24, 40, sex=0, like=one)
    s = c.state
    s.forename[two], s.surname[two] = s.forename[one], s.surname[one]
    s.surnames[two, 0] = s.surname[one]
    child = c.child(one, None, 4, 10)
    first, second = c.home(PRIVATE_HOME), c.home(PRIVATE_HOME)
    c.live(first, 500, one, child)
    c.live(second, 800, two)
    c.row("childrens_social_care", child, first, 200, p2=one, restricted=True)
    c.known(one, first, 300, "crm")
    c.known(two, second, 300, "crm", "libraries", "electoral_register")


@plants("D3")
def adopted_child_under_both_names(c: Cast) -> None:
    """A child's records before and after adoption, under two surnames; they must not be joined for all to
    see.
    """
    birth_mother = c.adult(25, 38, sex=0)
    child = c.child(birth_mother, None, 5, 9)
    wife, husband = c.couple(34, 48)
    before, after = c.home(SOCIAL_HOME), c.home(PRIVATE_HOME)
    c.live(before, 1600, birth_mother, child)
    c.live(after, 700, child, wife, husband)
    c.row(
        "childrens_social_care",
        child,
        before,
        1500,
        p2=birth_mother,
        plan="LAC",
        ended=END - 690,
        restricted=True,
    )
    c.state.rename(child, c.state.birth[child] * 0 + END - 690, c.state.surname[husband])
    c.row("schools", child, after, 300, p2=wife)
    c.row("libraries", child, after, 280)
    c.known(wife, after, 500, "electoral_register")


@plants("D3", control=True)
def step_child_with_two_surnames(c: Cast) -> None:
    """A child known by the stepfather's surname at the library and by the father's at school."""
    wife, husband = c.couple(28, 45)
    other = c.adult(30, 45, sex=1)
    child = c.child(wife, other, 6, 10)
    flat = c.home(PRIVATE_HOME)
    c.live(flat, 900, wife, husband, child)
    s = c.state
    c.row("schools", child, flat, 300, p2=wife)

    def step_name(names: Names) -> pl.Series:
        return names.text(s.surnames[husband, 0]).str.to_uppercase() + ", " + names.text(s.forename[child])

    c.row("libraries", child, flat, 250, written={"NAME": step_name})
    c.known(wife, flat, 400, "electoral_register")


@plants("D26")
def on_the_register_only(c: Cast) -> None:
    """An address known from the electoral register alone, which may not be used for anything else."""
    who, home = c.adult(25, 70), c.home(PRIVATE_HOME)
    c.live(home, 500, who)
    c.row("electoral_register", who, home, 300)


@plants("D26", control=True)
def on_the_register_and_elsewhere(c: Cast) -> None:
    """The same, but two other sources hold the address too."""
    who, home = c.adult(25, 70), c.home(PRIVATE_HOME)
    c.live(home, 500, who)
    c.row("electoral_register", who, home, 300)
    c.row("council_tax", who, home, 500)
    c.row("libraries", who, home, 200)


@plants("D23", control=True)
def like_named_children_of_one_street(c: Cast) -> None:
    """Two unrelated children of one forename, surname and year, with mothers of one name, in neighbouring
    homes.
    """
    one = c.adult(28, 44, sex=0)
    two = c.adult(28, 44, sex=0, like=one)
    s = c.state
    s.forename[two], s.surname[two] = s.forename[one], s.surname[one]
    s.surnames[two, 0] = s.surname[one]
    first, second = c.child(one, None, 7, 9), c.child(two, None, 7, 9)
    s.forename[second], s.sex[second] = s.forename[first], s.sex[first]
    s.surnames[second, 0] = s.surname[second] = s.surname[first]
    for mother, child in ((one, first), (two, second)):
        home = c.home(SOCIAL_HOME)
        c.live(home, 900, mother, child)
        c.row("schools", child, home, 300, p2=mother)
        c.row("libraries", child, home, 250)
        c.known(mother, home, 400, "crm", "electoral_register")


@plants("D23", control=True)
def single_name_person(c: Cast) -> None:
    """A person with one name only, whom systems write in several ways."""
    who, home = c.adult(20, 60), c.home(SOCIAL_HOME)
    c.state.surname[who] = -1
    c.state.surnames[who, 0] = -1
    c.live(home, 600, who)
    c.row("housing", who, home, 590)
    c.row("libraries", who, home, 400)
    c.row("crm", who, home, 300)
    c.row("benefits", who, home, 350)
