"""What the index says of one person, as far as one purpose opens it: what every part of the page is made from."""

from dataclasses import dataclass
from datetime import date

from borough.platform.access.api import Actor
from borough.platform.privacy.api import Fields
from borough.residents import api as residents


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the index says of one person under one purpose. `groups`, `numbers`: what the purpose opens.

    `crowd`: so many are placed at the address that it is a building, not a household; then nobody is shown.
    `vague`: the address does not say which door it is, so that nobody can be looked for there.
    """

    actor: Actor
    sheet: residents.Sheet
    home: str
    household: tuple[residents.Member, ...]
    crowd: bool
    vague: bool
    moves: tuple[residents.Moved, ...]
    groups: frozenset[Fields]
    numbers: frozenset[str]
    today: date
