"""What mechanisms above add to the page about an address: they register here, as arrows point down."""

from collections.abc import Callable
from datetime import datetime

from borough.ui import api as ui

from .rules.answers import Location

Provide = Callable[[Location, datetime], ui.ItemSection | None]
_provided: list[tuple[int, Provide]] = []


def add_section(order: int, provide: Provide) -> None:
    """`provide(location, now)` gives a section, or None where it has nothing to say.

    `order`: among those of the registers.
    """
    if (order, provide) not in _provided:
        _provided.append((order, provide))


def sections(location: Location, now: datetime) -> list[tuple[int, ui.ItemSection]]:
    given = [(order, provide(location, now)) for order, provide in _provided]
    return [(order, section) for order, section in given if section]
