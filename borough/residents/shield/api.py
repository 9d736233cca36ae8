"""The shield, for the pages of the two roles that keep it: set, confirm, lift, name who may look, keep apart.

Nothing here says who the person is: only their identifier, to those two roles.
"""

from .apart import set_apart
from .models import Apart, Named, Shield
from .operations import LONGEST, NotDone, ask_to_lift, confirm, keep, lift, name, put_up
from .queries import kept_apart, named_to_see, shield, shields
from .rules import Kind

__all__ = [
    "LONGEST", "Apart", "Kind", "Named", "NotDone", "Shield", "ask_to_lift", "confirm", "keep", "kept_apart",
    "lift", "name", "named_to_see", "put_up", "set_apart", "shield", "shields",
]  # fmt: skip
