"""Planted in payments: one NINO for many, care after death, empty homes; and their innocent doubles."""

from synthetic.dates import END
from synthetic.planted.cast import OWNED_HOME, PRIVATE_HOME, SOCIAL_HOME, Cast
from synthetic.planted.stories import plants


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
