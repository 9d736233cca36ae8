"""Files that arrive: a feed has a contract, a file is a batch, a bad row goes to quarantine with a reason.

The same file twice changes nothing. Wrong control totals apply nothing. No good row is lost.
"""

from .consumers import Change, consume, examine
from .contract import Column, Contract, Cost, Format, Mode, Type
from .contract_file import ContractFault, table_in
from .contracts import add_folder, contract_of, contracts
from .current import current
from .deliveries import load_folder
from .forms import ReasonForm, UploadForm
from .mending import mend, set_aside
from .operations import accept, receive, refuse, replay, reverse
from .previewing import preview, previewed_at
from .queries import (
    BatchSummary,
    FeedSummary,
    StoredRow,
    batch,
    batches,
    feed_summaries,
    newest_applied,
    stored_row,
)
from .reading import FileFault
from .reasons import REASONS, Reason, Refused
from .single import values_in_form
from .subjects import tell_whom
from .uploading import upload
from .words import changed_in_words, columns_in_words, duration_in_words, file_in_words

__all__ = [
    "REASONS",
    "BatchSummary",
    "Change",
    "Column",
    "Contract",
    "ContractFault",
    "Cost",
    "FeedSummary",
    "FileFault",
    "Format",
    "Mode",
    "Reason",
    "ReasonForm",
    "Refused",
    "StoredRow",
    "Type",
    "UploadForm",
    "accept",
    "add_folder",
    "batch",
    "batches",
    "changed_in_words",
    "columns_in_words",
    "consume",
    "contract_of",
    "contracts",
    "current",
    "duration_in_words",
    "examine",
    "feed_summaries",
    "file_in_words",
    "load_folder",
    "mend",
    "newest_applied",
    "preview",
    "previewed_at",
    "receive",
    "refuse",
    "replay",
    "reverse",
    "set_aside",
    "stored_row",
    "table_in",
    "tell_whom",
    "upload",
    "values_in_form",
]
