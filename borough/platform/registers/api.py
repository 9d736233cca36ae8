"""Registers: a table is declared once, and its list, items, history, downloads and licence follow.

for place in registers.items("places"):
    print(place.label, place.lat, place.lon, place.values["kind"])

TREE = registers.Snapshot(build_tree, "places")   # built anew when the register has changed
TREE.get()
"""

from .declaration import Address, OwnField, Register
from .declared import register, registers
from .items import Item
from .licences import Licence
from .open_files import Loaded, load_registers
from .queries import each_item, item, items, revision
from .snapshots import Snapshot

__all__ = [
    "Address",
    "Item",
    "Licence",
    "Loaded",
    "OwnField",
    "Register",
    "Snapshot",
    "each_item",
    "item",
    "items",
    "load_registers",
    "register",
    "registers",
    "revision",
]
