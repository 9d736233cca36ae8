"""Registers: a table is declared once, and its list, items, history, downloads and licence follow.

for place in registers.items("places"):
    print(place.label, place.lat, place.lon, place.values["kind"])

TREE = registers.Snapshot(build_tree, "places")   # built anew when the register has changed
TREE.get()
"""

from .dates import day_in_words
from .declaration import Address, OwnField, Register
from .declared import find, register, registers
from .drafting import DraftRow, discard, draft, draft_of, drafts, publish
from .history import Conflict, Event, FieldChange, changes, conflicts, history
from .items import Item
from .licences import Licence
from .licences import links as licence_links
from .open_files import Loaded, load_registers
from .operations import Amended, add, amend, amend_many, remove, take_back
from .queries import each_item, item, items, revision
from .rules import Refused
from .scheduling import publish_due, schedule
from .snapshots import Snapshot
from .sources import Credit, Source
from .standing import Stands, marks, stands

__all__ = [
    "Address",
    "Amended",
    "Conflict",
    "Credit",
    "DraftRow",
    "Event",
    "FieldChange",
    "Item",
    "Licence",
    "Loaded",
    "OwnField",
    "Refused",
    "Register",
    "Snapshot",
    "Source",
    "Stands",
    "add",
    "amend",
    "amend_many",
    "changes",
    "conflicts",
    "day_in_words",
    "discard",
    "draft",
    "draft_of",
    "drafts",
    "each_item",
    "find",
    "history",
    "item",
    "items",
    "licence_links",
    "load_registers",
    "marks",
    "publish",
    "publish_due",
    "register",
    "registers",
    "remove",
    "revision",
    "schedule",
    "stands",
    "take_back",
]
