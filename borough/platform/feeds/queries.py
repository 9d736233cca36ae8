"""What is known of feeds, batches and rows. Frozen rows; nothing is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from .models import Batch, Ending, QuarantinedRow, Row, State


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchSummary:
    """One batch. `problems`: (reason code, what was found). `totals`: stated and found control totals."""

    id: int
    feed: str
    filename: str
    size: int
    sha256: str
    extracted_on: date
    attempt: int
    received_at: datetime
    received_by: str
    state: str
    applied_at: datetime | None
    rows_read: int
    rows_good: int
    rows_refused: int
    tally: Mapping[str, Any]
    totals: Mapping[str, int | None]
    problems: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    accepted: tuple[str, ...]
    decided_by: str
    decided_at: datetime | None
    decision: str


def batch_summary(batch_id: int) -> BatchSummary:
    """Raises Batch.DoesNotExist."""
    return _summary(Batch.objects.get(pk=batch_id))


def _summary(batch: Batch) -> BatchSummary:
    return BatchSummary(
        id=batch.pk,
        feed=batch.feed_id,
        filename=batch.filename,
        size=batch.size,
        sha256=batch.sha256,
        extracted_on=batch.extracted_on,
        attempt=batch.attempt,
        received_at=batch.received_at,
        received_by=batch.received_by,
        state=batch.state,
        applied_at=batch.applied_at,
        rows_read=batch.rows_read,
        rows_good=batch.rows_good,
        rows_refused=batch.rows_refused,
        tally=batch.tally,
        totals=batch.totals,
        problems=tuple((code, detail) for code, detail in batch.problems),
        notes=tuple(batch.notes),
        accepted=tuple(batch.accepted),
        decided_by=batch.decided_by,
        decided_at=batch.decided_at,
        decision=batch.decision,
    )


def overtaken(row: QuarantinedRow) -> bool:
    """Whether a later file says something of the record that this row is about."""
    if not row.key:
        return False
    batch = row.batch
    later = Batch.objects.filter(feed=batch.feed_id, state=State.APPLIED).filter(
        Q(extracted_on__gt=batch.extracted_on)
        | Q(extracted_on=batch.extracted_on, position__gt=batch.position)
    )
    said = Row.objects.filter(batch__in=later, key=row.key).exists()
    of_record = Row.objects.filter(batch__feed=batch.feed_id, key=row.key).values("batch_id", "number")
    return said or any(
        Ending.objects.filter(batch__in=later, row_batch=r["batch_id"], row_number=r["number"]).exists()
        for r in of_record
    )
