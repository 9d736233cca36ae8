"""When a batch is held, and when a feed is late. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from .contract import Contract, Mode

# With fewer rows than these a share says nothing.
FEW_VALUES = 20
FEW_ROWS = 100

# Days before an agreement ends on which its feed is marked, more urgently each time.
WARNED = (60, 30, 7)
# Of the keys that a file usually has in common with what is current, it must have this share.
KEYS_LIMIT = 0.5

SHORTEST_REASON = 10

Problem = tuple[str, str]  # (reason code, what was found)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a file, as the rules need it. `pence`: None where a row's amount cannot be read."""

    rows: int
    good: int
    refused: int
    counted: int
    stated_count: int | None
    stated_pence: int | None
    pence: int | None
    failures: Mapping[str, float]
    foreign: int  # rows in another encoding than stated
    current: int  # rows that are current before
    known: float = 1.0  # share of its rows whose key is current before
    usual: float | None = None  # the same of earlier files; None where that is not known


def problems(found: Found, contract: Contract) -> list[Problem]:
    """Why the whole batch should be held; empty when it may be applied."""
    return [
        *_totals(found),
        *_columns(found, contract),
        *_shares(found, contract),
        *_shrunk(found, contract),
        *_keys(found),
    ]


def _totals(found: Found) -> list[Problem]:
    wrong = []
    if found.stated_count is not None and found.stated_count != found.counted:
        wrong.append(f"The file states {found.stated_count:,} rows and has {found.counted:,}.")
    if found.stated_pence is not None and found.pence is not None and found.stated_pence != found.pence:
        wrong.append(
            f"The file states {pounds(found.stated_pence)}; its rows add up to {pounds(found.pence)}."
        )
    return [("wrong-totals", " ".join(wrong))] if wrong else []


def _columns(found: Found, contract: Contract) -> list[Problem]:
    if found.rows < FEW_VALUES:
        return []
    return [
        ("column-fails", f"Column {contract.column(name).source!r} fails for {share:.0%} of its values: "
                         "were two columns swapped?")
        for name, share in found.failures.items()
        if share >= contract.column_limit
    ]  # fmt: skip


def _shares(found: Found, contract: Contract) -> list[Problem]:
    if found.rows < FEW_VALUES:
        return []
    if found.foreign > found.rows * contract.row_limit / 4:
        # Letters above ASCII stand in few rows, so that a quarter of the limit is already all of them.
        return [("wrong-encoding", f"{found.foreign:,} rows are not in {contract.file.encoding}.")]
    if found.refused > found.rows * contract.row_limit:
        return [("too-many-refused", f"{found.refused:,} of {found.rows:,} rows are refused.")]
    return []


def _shrunk(found: Found, contract: Contract) -> list[Problem]:
    if contract.mode is not Mode.REPLACE or (found.current < FEW_ROWS and found.rows):
        return []
    if found.current and found.good < found.current * contract.shrink_limit:
        return [("shrunk", f"{found.good:,} rows where {found.current:,} are current.")]
    return []


def _keys(found: Found) -> list[Problem]:
    """Records under other names than before: all would seem new, and those that are current gone or forgotten."""
    if found.usual is None or min(found.current, found.good) < FEW_ROWS:
        return []
    if found.known >= found.usual * KEYS_LIMIT:
        return []
    return [
        (
            "keys-unknown",
            f"{found.known:.0%} of its rows have a key that is known; {found.usual:.0%} is usual.",
        )
    ]


def to_be_seen(tally: Mapping[str, int]) -> list[Problem]:
    """Of a feed with a preview: whatever changes what is current is seen by a person first."""
    said = [
        f"{tally[name]:,} {words}"
        for name, words in (("new", "new"), ("changed", "changed"), ("removed", "gone"))
        if tally.get(name)
    ]
    return [("preview", f"It would change what is current: {', '.join(said)}.")] if said else []


def pounds(pence: int) -> str:
    return f"{'-' if pence < 0 else ''}£{abs(pence) // 100:,}.{abs(pence) % 100:02d}"


def is_late(newest: date | None, contract: Contract, today: date) -> bool:
    """Silence is an error once `late_after` has passed since the day of the newest extract: an old file that
    comes again ends no silence. A feed that never came is not late."""
    if newest is None or contract.late_after is None:
        return False
    return today - newest > contract.late_after


def next_due(newest: date | None, contract: Contract) -> date | None:
    return newest + contract.cadence if newest and contract.cadence else None


def agreement_ended(contract: Contract, today: date) -> bool:
    """The day after its last day. A licence has none."""
    return contract.agreement is not None and today > contract.agreement.until


def agreement_days_left(contract: Contract, today: date) -> int | None:
    """How many days it is still in force, in the last sixty; None before, and after."""
    left = (contract.agreement.until - today).days if contract.agreement else None
    return left if left is not None and 0 <= left <= WARNED[0] else None


def reason_is_given(why: str) -> bool:
    """A decision is kept with its reason; ten characters are the least that can say one."""
    return len(why.strip()) >= SHORTEST_REASON
