"""What was done and looked at, by whom, for whom, why. Entries are only added, each chained to the last."""

from .operations import SYSTEM, Actor, record
from .queries import verify
from .rules import Broken, Verified

__all__ = ["SYSTEM", "Actor", "Broken", "Verified", "record", "verify"]
