"""What may be done with files, batches and rows. Each verb is one transaction; a refusal is a value."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import polars as pl
from django.db import transaction

from .applying import Applied, later_batches, process, undo
from .checking import SEPARATOR, check_rows
from .consumers import apart, publish, publish_difference
from .contract import Contract
from .contracts import contract_of, contract_then, version_of
from .copying import current_rows
from .models import Batch, Feed, Mend, QuarantinedRow, State
from .queries import BatchSummary, batch_summary, overtaken
from .reasons import Refused
from .rules import agreement_ended, is_late
from .store import digest, keep, kept_file

SHORTEST_REASON = 10


def receive(
    feed: str | Contract, path: Path, *, extracted_on: date, by: str, now: datetime, again: bool = False
) -> BatchSummary | Refused:
    """Take a file in and apply it, hold it or refuse it; the batch returned says which.

    Refused, with nothing kept: the same file came before (unless `again`: the source really sent the same
    bytes for another day), the agreement has ended, there is no such feed.
    """
    contract = feed if isinstance(feed, Contract) else contract_of(feed)
    if contract is None:
        return Refused.because("no-such-feed", f"{feed}")
    batch = register(contract, path, extracted_on=extracted_on, by=by, now=now, again=again)
    return batch if isinstance(batch, Refused) else settle_batch(batch.pk, contract, now=now)


def register(
    contract: Contract, path: Path, *, extracted_on: date, by: str, now: datetime, again: bool = False
) -> Batch | Refused:
    """Keep the file and write down that it came; `settle_batch` does the rest, now or in a worker."""
    if agreement_ended(contract, now.date()):
        return Refused.because(
            "agreement-ended", f"{contract.agreement.reference} ended on {contract.agreement.until}."
        )
    sha256 = digest(path)
    with transaction.atomic():
        Feed.objects.get_or_create(slug=contract.slug)
        locked(contract)
        Feed.objects.filter(slug=contract.slug).update(last_arrival_at=now, late_since=None)
        same = Batch.objects.filter(feed=contract.slug, sha256=sha256)
        # A delta without a change is an empty file; two of them are the same bytes and both have come.
        if path.stat().st_size:
            if unfinished := same.filter(state=State.RECEIVED).first():
                return unfinished
            if (before := same.order_by("-id").first()) and (
                not again or before.extracted_on == extracted_on
            ):
                return Refused.because(
                    "already-loaded",
                    f"{path.name} is batch {before.pk} of {before.extracted_on} ({before.state}).",
                )
        elif before := same.filter(extracted_on=extracted_on).first():
            return Refused.because("already-loaded", f"{path.name} is batch {before.pk}.")
        keep(path, sha256)
        batch = Batch.objects.create(
            feed_id=contract.slug, sha256=sha256, filename=path.name[:200], size=path.stat().st_size,
            extracted_on=extracted_on, received_at=now, received_by=by, contract=version_of(contract),
        )  # fmt: skip
        batch.position = batch.pk
        batch.save(update_fields=["position"])
    return batch


def settle_batch(batch_id: int, contract: Contract, *, now: datetime) -> BatchSummary:
    """Read and apply a batch that has been registered. Doing it again changes nothing."""
    with transaction.atomic():
        locked(contract)
        batch = Batch.objects.get(pk=batch_id)
        if batch.state == State.RECEIVED:
            _in_order(batch, contract, now, lambda: _apply(batch, contract, now))
    return batch_summary(batch_id)


def accept(batch_id: int, *, why: str, by: str, now: datetime) -> BatchSummary | Refused:
    """Apply a held batch in spite of what it is held for."""

    def act(batch: Batch, contract: Contract) -> None:
        batch.accepted = sorted({code for code, _ in batch.problems})
        _in_order(batch, contract, now, lambda: _apply(batch, contract, now))

    return _decide(batch_id, {State.HELD}, why, by, now, act)


def refuse(batch_id: int, *, why: str, by: str, now: datetime) -> BatchSummary | Refused:
    """Turn a held batch away; nothing of it is applied."""

    def act(batch: Batch, contract: Contract) -> None:
        batch.state = State.REFUSED
        batch.save()

    return _decide(batch_id, {State.HELD}, why, by, now, act)


def reverse(batch_id: int, *, why: str, by: str, now: datetime) -> BatchSummary | Refused:
    """Take back what a batch applied: the feed is as if it had never come, later files included."""

    def act(batch: Batch, contract: Contract) -> None:
        def take_back() -> None:
            undo(batch, State.REVERSED)

        _in_order(batch, contract, now, take_back)

    return _decide(batch_id, {State.APPLIED}, why, by, now, act)


def replay(batch_id: int, *, why: str, by: str, now: datetime) -> BatchSummary | Refused:
    """Read the stored file again by the contract of today: a new batch in the place of the old one."""
    made: list[int] = []

    def act(batch: Batch, contract: Contract) -> None:
        def take_the_place() -> Applied | None:
            undo(batch, State.REPLAYED)
            fresh = _attempt_again(batch, contract, by, now)
            made.append(fresh.pk)
            return _apply(fresh, contract, now)

        _in_order(batch, contract, now, take_the_place)

    states = {State.APPLIED, State.HELD, State.REFUSED, State.REVERSED}
    done = _decide(batch_id, states, why, by, now, act)
    return done if isinstance(done, Refused) else batch_summary(made[0])


def mend(row_id: int, values: dict[str, str], *, why: str, by: str, now: datetime) -> BatchSummary | Refused:
    """Give a row in quarantine its right values and apply it. The row as it came stays as it came.

    Refused as `still-wrong`, with `field:code` by bars as its detail, where the values are not right yet.
    """
    row = QuarantinedRow.objects.select_related("batch").get(pk=row_id)
    batch, contract = row.batch, contract_then(row.batch)
    cells = SEPARATOR.join(values.get(name, "") for name in batch.columns)
    if cells == row.raw:
        return Refused.because("nothing-changed", "The values are as they came.")
    stored = pl.DataFrame(
        {"_row": [row.number], "_key": [""], "_cells": [cells]}, schema_overrides={"_row": pl.UInt32}
    )
    checked = check_rows(apart(stored, batch.columns, contract), contract, batch.extracted_on)
    if not checked.bad.is_empty():
        return Refused.because("still-wrong", checked.bad["faults"][0])
    try:
        with transaction.atomic():
            locked(contract)
            batch.refresh_from_db()
            if refusal := _mendable(row, why):
                return refusal
            Mend.objects.create(row=row, cells=cells, why=why, by=by, at=now)
            _apply_mended(row, contract, now)
    except _KeyTaken:
        return Refused.because("still-wrong", ":duplicate-key")
    return batch_summary(batch.pk)


class _KeyTaken(Exception):
    """Rolls back a mend whose row is still not in, as its key is another's."""


def _apply_mended(row: QuarantinedRow, contract: Contract, now: datetime) -> None:
    def act() -> Applied | None:
        undo(row.batch, State.RECEIVED)
        return process(row.batch, contract, kept_file(row.batch.sha256), now, before=True)

    applied = _in_order(row.batch, contract, now, act)
    if applied is None or row.number not in applied.numbers:
        raise _KeyTaken


def set_aside(row_id: int, *, why: str, by: str, now: datetime) -> BatchSummary | Refused:
    """Decide that a row in quarantine stays out."""
    with transaction.atomic():
        row = QuarantinedRow.objects.select_related("batch").select_for_update(of=("self",)).get(pk=row_id)
        if refusal := _mendable(row, why):
            return refusal
        Mend.objects.create(row=row, cells="", why=why, by=by, at=now)
    return batch_summary(row.batch_id)


def raise_late_alarms(contracts: list[Contract], *, now: datetime) -> list[str]:
    """Mark the feeds whose file has not come in time; the slugs of those newly late."""
    newly = []
    for contract in contracts:
        feed = Feed.objects.filter(slug=contract.slug, late_since=None).first()
        if feed and is_late(feed.last_arrival_at, contract, now):
            newly += [contract.slug] * Feed.objects.filter(pk=feed.pk, late_since=None).update(late_since=now)
    return newly


def locked(contract: Contract) -> Feed:
    """The feed's row, held to the end of the transaction: one batch at a time."""
    return Feed.objects.select_for_update().get(slug=contract.slug)


def _contract(batch: Batch) -> Contract:
    contract = contract_of(batch.feed_id)
    assert contract is not None, f"batch {batch.pk} belongs to {batch.feed_id}, whose contract has gone"
    return contract


def _mendable(row: QuarantinedRow, why: str) -> Refused | None:
    if len(why.strip()) < SHORTEST_REASON:
        return Refused.because("no-reason", "The reason is too short.")
    if row.batch.state != State.APPLIED or Mend.objects.filter(row=row).exists():
        return Refused.because("not-now", "The row is no longer waiting.")
    if overtaken(row):
        return Refused.because("overtaken", "A later file has this record.")
    return None


def _decide(
    batch_id: int,
    states: set[State],
    why: str,
    by: str,
    now: datetime,
    act: Callable[[Batch, Contract], None],
) -> BatchSummary | Refused:
    """A decision about a batch: its reason is kept, and it holds the feed while it acts."""
    if len(why.strip()) < SHORTEST_REASON:
        return Refused.because("no-reason", "The reason is too short.")
    contract = _contract(Batch.objects.get(pk=batch_id))
    with transaction.atomic():
        locked(contract)
        batch = Batch.objects.get(pk=batch_id)
        if batch.state not in states:
            return Refused.because("not-now", f"Batch {batch_id} is {batch.get_state_display().lower()}.")
        batch.decided_by, batch.decided_at, batch.decision = by, now, why
        act(batch, contract)
    return batch_summary(batch_id)


def _in_order(
    batch: Batch, contract: Contract, now: datetime, act: Callable[[], Applied | None]
) -> Applied | None:
    """`act` at the batch's place in the order: later batches are taken back first and applied again after.

    Consumers are told what is different in the end.
    """
    later = later_batches(batch)
    if not later and batch.state in (State.RECEIVED, State.HELD):
        if applied := act():
            publish(contract, batch, applied.settlement.changed, applied.settlement.removed)
        return applied
    before = current_rows(contract.slug)
    for following in reversed(later):
        undo(following, State.RECEIVED)
    applied = act()
    for following in later:
        process(following, contract_then(following), kept_file(following.sha256), now, before=True)
    publish_difference(contract, batch, before, current_rows(contract.slug))
    return applied


def _apply(batch: Batch, contract: Contract, now: datetime) -> Applied | None:
    return process(batch, contract, kept_file(batch.sha256), now)


def _attempt_again(batch: Batch, contract: Contract, by: str, now: datetime) -> Batch:
    same = Batch.objects.filter(feed=batch.feed_id, sha256=batch.sha256, extracted_on=batch.extracted_on)
    return Batch.objects.create(
        feed_id=batch.feed_id, sha256=batch.sha256, filename=batch.filename, size=batch.size,
        extracted_on=batch.extracted_on, position=batch.position,
        attempt=same.order_by("-attempt").values_list("attempt", flat=True)[0] + 1,
        received_at=now, received_by=by, contract=version_of(contract),
    )  # fmt: skip
