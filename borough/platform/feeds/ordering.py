"""A step at its place in the order: later batches are taken back first and applied again after."""

from collections.abc import Callable
from datetime import datetime

from borough.platform.audit import api as audit

from .applying import Applied, later_batches, process, undo
from .consumers import publish, publish_difference
from .contract import Contract
from .contracts import contract_then, version_of
from .copying import current_rows
from .models import Batch, Feed, State
from .queries import batch_summary
from .store import kept_file

Step = Callable[[], Applied | None]


def locked(contract: Contract) -> Feed:
    """The feed's row, held to the end of the transaction: one batch at a time."""
    return Feed.objects.select_for_update().get(slug=contract.slug)


def in_order(batch: Batch, contract: Contract, now: datetime, step: Step) -> Applied | None:
    """Take the step; consumers are told what is different in the end."""
    later = later_batches(batch)
    if not later and batch.state in (State.RECEIVED, State.HELD):
        if applied := step():
            publish(contract, batch, applied.settlement.changed, applied.settlement.removed)
        return applied
    before = current_rows(contract.slug)
    for following in reversed(later):
        undo(following, State.RECEIVED)
    applied = step()
    for following in later:
        again(following, contract_then(following), now)
    publish_difference(contract, batch, before, current_rows(contract.slug))
    return applied


def apply(batch: Batch, contract: Contract, now: datetime) -> Applied | None:
    return process(batch, contract, kept_file(batch.sha256), now)


def again(batch: Batch, contract: Contract, now: datetime) -> Applied | None:
    """Apply what was applied before."""
    return process(batch, contract, kept_file(batch.sha256), now, before=True)


def attempt_again(batch: Batch, contract: Contract, by: audit.Actor, now: datetime) -> Batch:
    """A new batch of the same file, in the same place of the order, under this contract."""
    same = Batch.objects.filter(feed=batch.feed_id, sha256=batch.sha256, extracted_on=batch.extracted_on)
    return Batch.objects.create(
        feed_id=batch.feed_id, sha256=batch.sha256, filename=batch.filename, size=batch.size,
        extracted_on=batch.extracted_on, position=batch.position,
        attempt=same.order_by("-attempt").values_list("attempt", flat=True)[0] + 1,
        received_at=now, received_by=by.name, contract=version_of(contract),
    )  # fmt: skip


def log(event: str, batch_id: int, by: audit.Actor, reason: str = "", **detail: object) -> None:
    """One entry in the audit log, last in its transaction. It names batch and row, never a person."""
    batch = batch_summary(batch_id)
    about = {"feed": batch.feed, "batch": batch_id, "state": batch.state, "rows": batch.rows_read}
    audit.record(event, actor=by, subject=f"batch:{batch_id}", reason=reason, detail=about | detail)
