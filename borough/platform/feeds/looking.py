"""Opening rows, which speak of people: written in the log before they are shown."""

from collections.abc import Sequence

from borough.platform.access.api import Actor
from borough.platform.audit import api as audit
from borough.platform.privacy.api import Stated

from . import queries
from .contract import Contract
from .queries import StoredRow, WaitingRow
from .subjects import kept_back, people_of


def waiting_row(row_id: int, *, by: Actor, purpose: Stated) -> WaitingRow | None:
    row = queries.waiting_row(row_id)
    if row and kept_back(row.batch.feed, row.key):
        return None
    if row:
        people = people_of(row.batch.feed, row.key)
        _log(
            "row.opened", by, purpose, batch=row.batch.id, feed=row.batch.feed, row=row.number, people=people
        )
    return row


def stored_row(batch_id: int, number: int, *, by: Actor, purpose: Stated) -> StoredRow | None:
    row = queries.stored_row(batch_id, number)
    if row and kept_back(row.batch.feed, row.key):
        return None
    if row:
        people = people_of(row.batch.feed, row.key)
        _log("row.opened", by, purpose, batch=batch_id, feed=row.batch.feed, row=number, people=people)
    return row


def rows_for_the_source(contract: Contract, *, by: Actor, purpose: Stated) -> Sequence[WaitingRow]:
    """Every row of this feed that waits."""
    rows = [row for row in queries.waiting_rows(contract.slug) if not kept_back(contract.slug, row.key)]
    _log("rows.exported", by, purpose, feed=contract.slug, rows=len(rows))
    return rows


def _log(event: str, by: Actor, purpose: Stated, **detail: object) -> None:
    audit.record(event, actor=by, purpose=purpose.purpose.code, reason=purpose.reason, detail=detail)
