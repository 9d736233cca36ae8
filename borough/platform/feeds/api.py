"""Files that arrive: a feed has a contract, a file is a batch, a bad row goes to quarantine with a reason.

The same file twice changes nothing. Wrong control totals apply nothing. No good row is lost.
"""

from .consumers import Change, consume
from .contract import Column, Contract, Cost, Format, Mode, Type
from .contracts import add_folder, contract_of, contracts
from .operations import accept, receive, refuse, replay, reverse
from .queries import BatchSummary
from .reasons import REASONS, Reason, Refused

__all__ = [
    "REASONS",
    "BatchSummary",
    "Change",
    "Column",
    "Contract",
    "Cost",
    "Format",
    "Mode",
    "Reason",
    "Refused",
    "Type",
    "accept",
    "add_folder",
    "consume",
    "contract_of",
    "contracts",
    "receive",
    "refuse",
    "replay",
    "reverse",
]
