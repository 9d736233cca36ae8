"""The parts of a person's page, each with the field group that opens it. Absent means absent: no heading, no gap."""

from collections.abc import Callable

from borough.platform.privacy.api import Fields
from borough.ui import api as ui

from . import evidence, facts, places
from .known import Known

SECTIONS: list[tuple[Fields, Callable[[Known], ui.ItemSection | None]]] = [
    (Fields.IDENTITY, facts.identity),
    (Fields.ADDRESS, places.addresses),
    (Fields.HOUSEHOLD, places.household),
    (Fields.CONTACT, facts.contact),
    (Fields.SERVICES, evidence.services),
    (Fields.EVIDENCE, evidence.records),
    (Fields.EVIDENCE, evidence.moves),
]


def of(known: Known) -> list[tuple[Fields, ui.ItemSection]]:
    """What is to be shown, in order."""
    made = ((group, make(known)) for group, make in SECTIONS if group in known.groups)
    return [(group, section) for group, section in made if section]
