"""Planted in parking: badges of the dead, permits where nobody is; and their innocent doubles."""

from synthetic.dates import END
from synthetic.planted.cast import PRIVATE_HOME, SOCIAL_HOME, Cast
from synthetic.planted.stories import plants


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
