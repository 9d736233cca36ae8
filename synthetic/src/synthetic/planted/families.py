"""A family for the stories about children: mother, child, home, and what is plainly known of them."""

from typing import Any

import numpy as np

from synthetic.planted.cast import SOCIAL_HOME, Cast

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
