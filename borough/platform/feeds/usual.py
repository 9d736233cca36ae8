"""What is usual of a feed, by the files that were applied."""

from collections.abc import Mapping
from statistics import median

from .contract import Contract, Mode
from .models import Batch, State
from .rules import FEW_ROWS

FILES = 5  # the newest that are looked at
FEWEST = 3


def usual_share(feed: str, contract: Contract) -> float | None:
    """The share of a file's rows whose key was known before, as most of its last files had it; None where too few
    came. A full extract is expected to name what is current; of events nothing is usual, for each is new."""
    if contract.mode is Mode.APPEND or not contract.key_fields:
        return None
    if contract.mode is Mode.REPLACE:
        return 1.0
    applied = Batch.objects.filter(feed=feed, state=State.APPLIED, rows_good__gte=FEW_ROWS).order_by("-id")
    shares = [known_share(tally) for tally in applied.values_list("tally", flat=True)[:FILES]]
    return median(shares) if len(shares) >= FEWEST else None


def known_share(tally: Mapping[str, int]) -> float:
    """Of the rows that are not deletions; 1 where there are none."""
    known = tally.get("changed", 0) + tally.get("unchanged", 0)
    rows = known + tally.get("new", 0)
    return known / rows if rows else 1.0
