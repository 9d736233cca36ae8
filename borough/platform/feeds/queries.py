"""What is known of feeds, batches and rows. Frozen rows; nothing is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, CharField, Exists, F, Max, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from .checking import SEPARATOR
from .contract import Contract, Mode
from .contracts import contract_then, contracts
from .models import Batch, Ending, Feed, Mend, QuarantinedRow, Row, State
from .rules import agreement_days_left, agreement_ended, is_late, next_due


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


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSummary:
    """One feed today. `state` is that of its last batch, empty where none has come.

    `last_arrival`: when a file last came. `newest`: the day of the newest extract that has come and was
    neither refused nor taken back; what is due, and what is late, counts from it.
    """

    contract: Contract
    last_arrival: datetime | None
    newest: date | None
    next_due: date | None
    late: bool
    agreement_ended: bool
    agreement_left: int | None  # days, in the last sixty
    last_batch: int | None
    state: str
    held: int
    waiting: int

    @property
    def slug(self) -> str:
        return self.contract.slug


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRow:
    """One row as it came: field -> value, and where it stands."""

    batch: BatchSummary
    number: int
    key: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRow:
    """One row in quarantine. `faults`: (field, reason code); no field where the row itself is wrong.

    `values` is empty where the row could not be taken apart; `standing` as in `STANDINGS`.
    """

    id: int
    batch: BatchSummary
    number: int
    key: str
    raw: str
    values: Mapping[str, str]
    faults: tuple[tuple[str, str], ...]
    standing: str
    mended: Mapping[str, str]
    why: str
    by: str
    at: datetime | None


STANDINGS = {
    "waiting": "Waiting",
    "mended": "Mended",
    "left-out": "Left out",
    "settled": "Settled by a later file",
    "taken-back": "Batch taken back",
}


def batch_summary(batch_id: int) -> BatchSummary:
    """Raises Batch.DoesNotExist."""
    return _summary(Batch.objects.get(pk=batch_id))


def batch(batch_id: int) -> BatchSummary | None:
    one = Batch.objects.filter(pk=batch_id).first()
    return _summary(one) if one else None


def batches(feed: str) -> QuerySet[Batch]:
    return Batch.objects.filter(feed=feed)


def feed_summary(slug: str, now: datetime) -> FeedSummary | None:
    return next((feed for feed in feed_summaries(now) if feed.slug == slug), None)


def feed_summaries(now: datetime) -> list[FeedSummary]:
    """Every feed with a contract, by title. Five queries."""
    feeds = {feed.slug: feed for feed in Feed.objects.all()}
    last = {b["feed_id"]: b for b in Batch.objects.order_by("id").values("feed_id", "id", "state")}
    newest = newest_extracts()
    held = _counted(Batch.objects.filter(state=State.HELD).values_list("feed_id", flat=True))
    waiting = _counted(quarantined().filter(standing="waiting").values_list("batch__feed_id", flat=True))
    return [
        _feed(
            contract, feeds.get(contract.slug), last.get(contract.slug), newest.get(contract.slug), held,
            waiting, now,
        )
        for contract in contracts()
    ]  # fmt: skip


def newest_extracts() -> dict[str, date]:
    """Of each feed the day of the newest extract that stands, or may yet."""
    stands = Batch.objects.filter(state__in=[State.RECEIVED, State.HELD, State.APPLIED])
    return dict(stands.values_list("feed_id").annotate(Max("extracted_on")))


def newest_applied(feed: str, at: date | None = None) -> date | None:
    """The day of the newest extract that is applied, of those up to a day."""
    applied = Batch.objects.filter(feed=feed, state=State.APPLIED)
    if at is not None:
        applied = applied.filter(extracted_on__lte=at)
    found: date | None = applied.aggregate(newest=Max("extracted_on"))["newest"]
    return found


def _feed(
    contract: Contract,
    feed: Feed | None,
    last: Mapping[str, Any] | None,
    newest: date | None,
    held: Mapping[str, int],
    waiting: Mapping[str, int],
    now: datetime,
) -> FeedSummary:
    return FeedSummary(
        contract=contract,
        last_arrival=feed.last_arrival_at if feed else None,
        newest=newest,
        next_due=next_due(newest, contract),
        late=is_late(newest, contract, now.date()),
        agreement_ended=agreement_ended(contract, timezone.localdate(now)),
        agreement_left=agreement_days_left(contract, timezone.localdate(now)),
        last_batch=last["id"] if last else None,
        state=last["state"] if last else "",
        held=held.get(contract.slug, 0),
        waiting=waiting.get(contract.slug, 0),
    )


def _counted(slugs: Any) -> dict[str, int]:
    counts: dict[str, int] = {}
    for slug in slugs:
        counts[slug] = counts.get(slug, 0) + 1
    return counts


def quarantined() -> QuerySet[Any]:
    """Rows in quarantine with their `standing`. A full extract settles what waited from those before it."""
    full = [contract.slug for contract in contracts() if contract.mode is Mode.REPLACE]
    later = Batch.objects.filter(feed=OuterRef("batch__feed"), state=State.APPLIED).filter(
        Q(extracted_on__gt=OuterRef("batch__extracted_on"))
        | Q(extracted_on=OuterRef("batch__extracted_on"), position__gt=OuterRef("batch__position"))
    )
    mend = Mend.objects.filter(row=OuterRef("pk"))
    standing = Case(
        When(Exists(mend.exclude(cells="")), then=Value("mended")),
        When(Exists(mend), then=Value("left-out")),
        When(~Q(batch__state=State.APPLIED), then=Value("taken-back")),
        When(Q(batch__feed__in=full) & Exists(later), then=Value("settled")),
        default=Value("waiting"),
        output_field=CharField(),
    )
    return QuarantinedRow.objects.annotate(standing=standing, feed_id=F("batch__feed_id"))


def waiting_row(row_id: int) -> WaitingRow | None:
    row = quarantined().select_related("batch").filter(pk=row_id).first()
    return _waiting(row, Mend.objects.filter(row=row).first()) if row else None


def waiting_rows(feed: str) -> list[WaitingRow]:
    """Every row of this feed that waits, in the order of the files."""
    rows = quarantined().filter(standing="waiting", batch__feed=feed).select_related("batch")
    return [_waiting(row, None) for row in rows.order_by("batch", "number")]


def contract_of_row(row: WaitingRow) -> Contract:
    """The contract that the row was read by."""
    return contract_then(Batch.objects.select_related("contract").get(pk=row.batch.id))


def _waiting(row: Any, mend: Mend | None) -> WaitingRow:
    columns = row.batch.columns
    return WaitingRow(
        id=row.pk,
        batch=_summary(row.batch),
        number=row.number,
        key=row.key,
        raw=row.raw,
        values=_named(columns, row.raw) if row.apart else {},
        faults=faults(row.faults),
        standing=row.standing,
        mended=_named(columns, mend.cells) if mend and mend.cells else {},
        why=mend.why if mend else "",
        by=mend.by if mend else "",
        at=mend.at if mend else None,
    )


def faults(text: str) -> tuple[tuple[str, str], ...]:
    """(field, code) of `field:code|field:code`."""
    parts = (part.rpartition(":") for part in text.split("|") if part)
    return tuple((field, code) for field, _, code in parts)


def stored_row(batch_id: int, number: int) -> StoredRow | None:
    """A good row as it came, for whoever shows where a fact is from."""
    row = Row.objects.filter(batch=batch_id, number=number).first()
    batch = Batch.objects.filter(pk=batch_id).first()
    if row is None or batch is None:
        return None
    values = _named(batch.columns, row.cells)
    return StoredRow(batch=_summary(batch), number=number, key=row.key, values=values)


def _named(columns: list[str], cells: str) -> dict[str, str]:
    return dict(zip(columns, cells.split(SEPARATOR), strict=False))


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


def _summary(batch: Batch) -> BatchSummary:
    plain = (
        "filename", "size", "sha256", "extracted_on", "attempt", "received_at", "received_by", "state",
        "applied_at", "rows_read", "rows_good", "rows_refused", "tally", "totals", "decided_by", "decided_at",
        "decision",
    )  # fmt: skip
    return BatchSummary(
        id=batch.pk,
        feed=batch.feed_id,
        problems=tuple((code, detail) for code, detail in batch.problems),
        notes=tuple(batch.notes),
        accepted=tuple(batch.accepted),
        **{name: getattr(batch, name) for name in plain},
    )
