"""Planted in money: discounts, claims, payments after death, one NINO for many; and their innocent
doubles.
"""

from synthetic.dates import END
from synthetic.planted.cast import OWNED_HOME, PRIVATE_HOME, SOCIAL_HOME, Cast
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
    c.row("libraries", wife, flat, 900, written={"NAME": lambda n: n.text(maiden).str.to_uppercase() + ", "
                                                  + n.text(c.state.forename[wife])})  # fmt: skip


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


@plants("F12")
def five_on_one_nino(c: Cast) -> None:
    """Five people of five homes claim under one NINO."""
    first = c.adult(25, 45)
    number = None
    for who in (first, *(c.adult(25, 45) for _ in range(4))):
        home = c.home(PRIVATE_HOME)
        c.live(home, 700, who)
        number = c.made_up_ninos() if number is None else number
        c.row("benefits", who, home, 600, written={"nino": number})
        c.known(who, home, 500, "electoral_register")


@plants("F12", control=True)
def two_on_one_nino_by_a_slip(c: Cast) -> None:
    """A clerk keyed the neighbour's NINO into one record; every other record of both has their own."""
    one, two = c.adult(25, 60), c.adult(25, 60)
    number = c.made_up_ninos()
    for who in (one, two):
        home = c.home(SOCIAL_HOME)
        c.live(home, 900, who)
        c.row("housing", who, home, 900, written={"NI_NUMBER": number})
        c.row("benefits", who, home, 800, written={"nino": number} if who is one else {})


@plants("F12")
def one_person_two_ninos(c: Cast) -> None:
    """One person claims twice, with two NINOs and two spellings, at two homes."""
    who = c.adult(25, 50)
    for ago in (900, 200):
        home = c.home(PRIVATE_HOME)
        c.live(home, ago, who)
        c.row("benefits", who, home, ago - 10, written={"nino": c.made_up_ninos()})
        c.known(who, home, ago - 30, "crm")


@plants("F13")
def payments_after_death(c: Cast) -> None:
    """A direct payment for care still ran seventy days after the death."""
    who, flat = c.adult(66, 90), c.home(SOCIAL_HOME)
    c.live(flat, 4000, who)
    c.dies(who, 90)
    c.row("housing", who, flat, 4000, ended=END - 60)
    c.row("adult_social_care", who, flat, 700, service="Direct payment", died=END - 90, paid=END - 20)


@plants("F13", control=True)
def payment_three_days_after_death(c: Cast) -> None:
    """The last payment was three days after the death, with the notice in the post."""
    who, flat = c.adult(66, 90), c.home(SOCIAL_HOME)
    c.live(flat, 4000, who)
    c.dies(who, 90)
    c.row("housing", who, flat, 4000, ended=END - 60)
    c.row(
        "adult_social_care",
        who,
        flat,
        700,
        service="Direct payment",
        died=END - 90,
        ended=END - 86,
        paid=END - 87,
    )


@plants("F14")
def empty_home_with_people(c: Cast) -> None:
    """A home taxed as empty and unfurnished, with a couple on the register and at the library from there."""
    owner = c.adult(45, 70)
    wife, husband = c.couple(26, 45)
    empty, own = c.home(OWNED_HOME), c.home(OWNED_HOME)
    c.live(own, 3000, owner)
    c.live(empty, 400, wife, husband)
    c.row("council_tax", owner, empty, 800, exemption="C")
    c.row("council_tax", owner, own, 3000)
    c.known(wife, empty, 300, "electoral_register", "libraries")
    c.known(husband, empty, 300, "parking", "crm")


@plants("F14", control=True)
def empty_for_probate(c: Cast) -> None:
    """A home empty for probate (class F) in the name of the dead; the executor's post goes there."""
    dead = c.adult(75, 92)
    executor = c.adult(45, 60, like=dead)
    home, own = c.home(OWNED_HOME), c.home(OWNED_HOME)
    c.live(home, 6000, dead)
    c.live(own, 3000, executor)
    c.dies(dead, 150)
    c.row("council_tax", dead, home, 6000, exemption="F")
    c.row("council_tax", executor, own, 3000)
    c.row("adult_social_care", dead, home, 900, died=END - 150, ended=END - 150, paid=END - 150)
    c.row("crm", executor, home, 100, subject="Council tax enquiry", note="Executor. Probate applied for.")


@plants("F9")
def badge_of_the_dead(c: Cast) -> None:
    """A dead man's Blue Badge was renewed two months after his death."""
    who, flat = c.adult(66, 88, sex=1), c.home(SOCIAL_HOME)
    c.live(flat, 4000, who)
    c.dies(who, 200)
    c.row("housing", who, flat, 4000, ended=END - 150)
    c.row("adult_social_care", who, flat, 900, died=END - 200, ended=END - 200, paid=END - 200)
    c.row("parking", who, flat, 140, kind="BLUE BADGE", valid_to=END + 900)


@plants("F9", control=True)
def badge_of_the_son_of_the_same_name(c: Cast) -> None:
    """The father died; the badge renewed after is that of the son of the same name in the same home."""
    father, flat = c.adult(72, 88, sex=1), c.home(SOCIAL_HOME)
    son = c.adult(40, 50, sex=1, like=father)
    s = c.state
    s.father[son], s.forename[son] = father, s.forename[father]
    s.surname[son] = s.surname[father]
    s.surnames[son, 0] = s.surname[father]
    c.live(flat, 4000, father, son)
    c.dies(father, 200)
    c.row("housing", father, flat, 4000, reference=0)
    c.row("housing", son, flat, 4000, reference=0, number=2, role="MEMBER")
    c.row("adult_social_care", father, flat, 900, died=END - 200, ended=END - 200, paid=END - 200)
    c.row("parking", son, flat, 140, kind="BLUE BADGE", valid_to=END + 900)
    c.known(son, flat, 400, "electoral_register", "libraries")


@plants("F10")
def permit_with_nobody_there(c: Cast) -> None:
    """The holder of a resident's permit left the borough half a year ago and no adult is known at the
    home.
    """
    who, flat = c.adult(25, 60), c.home(PRIVATE_HOME)
    c.live(flat, 1500, who)
    c.leave(190, who)
    c.row("parking", who, flat, 170, valid_to=END + 195)
    c.row("council_tax", who, flat, 1500, ended=END - 190)


@plants("F10", control=True)
def permit_of_somebody_just_gone(c: Cast) -> None:
    """The holder left three weeks ago; the permit has simply not ended yet."""
    who, flat = c.adult(25, 60), c.home(PRIVATE_HOME)
    c.live(flat, 1500, who)
    c.leave(21, who)
    c.row("parking", who, flat, 200, valid_to=END + 165)
    c.row("council_tax", who, flat, 1500, ended=END - 21)
    c.known(who, flat, 300, "electoral_register")
