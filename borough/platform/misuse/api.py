"""Who may have misused what they can see: explained first, then judged by declared rules, decided by a person."""

from .giving import describes, explains
from .rules.explaining import Tie
from .rules.facts import Person

__all__ = ["Person", "Tie", "describes", "explains"]
