"""What may be done with files and batches. Each verb is one transaction; a refusal is a value."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from borough.platform.audit import api as audit

from .applying import Applied, undo
from .contract import Contract
from .contracts import contract_of, version_of
from .models import Batch, Feed, State
from .ordering import apply, attempt_again, in_order, locked, log
from .queries import BatchSummary, batch_summary, newest_extracts
from .reasons import Refused
from .rules import agreement_ended, is_late, reason_is_given
from .store import digest, keep


def receive(
    feed: str | Contract,
    path: Path,
    *,
    extracted_on: date,
    now: datetime,
    by: audit.Actor = audit.SYSTEM,
    again: bool = False,
) -> BatchSummary | Refused:
    """Take a file in and apply it, hold it or refuse it; the batch returned says which.

    Held unread: the agreement has ended. Refused, with nothing kept: the same file came before (unless `again`: the
    source really sent the same bytes for another day), there is no such feed.
    """
    contract = feed if isinstance(feed, Contract) else contract_of(feed)
    if contract is None:
        return Refused.because("no-such-feed", f"{feed}")
    batch = register(contract, path, extracted_on=extracted_on, by=by, now=now, again=again)
    return batch if isinstance(batch, Refused) else settle_batch(batch.id, contract, by=by, now=now)


def register(
    contract: Contract,
    path: Path,
    *,
    extracted_on: date,
    by: audit.Actor,
    now: datetime,
    name: str = "",
    again: bool = False,
) -> BatchSummary | Refused:
    """Keep the file and write down that it came; `settle_batch` does the rest, now or in a worker."""
    sha256, name = digest(path), (name or path.name)[:200]
    with transaction.atomic():
        Feed.objects.get_or_create(slug=contract.slug)
        locked(contract)
        Feed.objects.filter(slug=contract.slug).update(last_arrival_at=now)
        if not is_late(extracted_on, contract, now.date()):
            Feed.objects.filter(slug=contract.slug).update(late_since=None)
        if before := _before(contract, sha256, path, extracted_on, again):
            if before.state == State.RECEIVED:
                return batch_summary(before.pk)
            found = f"{name} is batch {before.pk} of {before.extracted_on} ({before.state})."
            return Refused.because("already-loaded", found)
        keep(path, sha256)
        batch = Batch.objects.create(
            feed_id=contract.slug, sha256=sha256, filename=name, size=path.stat().st_size,
            extracted_on=extracted_on, received_at=now, received_by=by.name, contract=version_of(contract),
        )  # fmt: skip
        batch.position = batch.pk
        batch.save(update_fields=["position"])
    return batch_summary(batch.pk)


def _before(contract: Contract, sha256: str, path: Path, extracted_on: date, again: bool) -> Batch | None:
    """The batch that these bytes are already. An empty file, a delta without a change, may come daily."""
    same = Batch.objects.filter(feed=contract.slug, sha256=sha256).order_by("-id")
    if again or not path.stat().st_size:
        same = same.filter(extracted_on=extracted_on)
    return same.first()


def settle_batch(batch_id: int, contract: Contract, *, by: audit.Actor, now: datetime) -> BatchSummary:
    """Read and apply a batch that has been registered. Doing it again changes nothing."""
    with transaction.atomic():
        locked(contract)
        batch = Batch.objects.get(pk=batch_id)
        if batch.state == State.RECEIVED:
            in_order(batch, contract, now, lambda: apply(batch, contract, now))
            log("feed.loaded", batch_id, by)
    return batch_summary(batch_id)


# What no reason can excuse: it is held again until it is so no longer.
NEVER_ACCEPTED = {"agreement-ended"}


def accept(batch_id: int, *, why: str, by: audit.Actor, now: datetime) -> BatchSummary | Refused:
    """Apply a held batch in spite of what it is held for; one that no agreement covers waits until one does."""

    def act(batch: Batch, contract: Contract) -> None:
        batch.accepted = sorted({code for code, _ in batch.problems} - NEVER_ACCEPTED)
        in_order(batch, contract, now, lambda: apply(batch, contract, now))

    return _decide("feed.accepted", batch_id, {State.HELD}, why, by, now, act)


def refuse(batch_id: int, *, why: str, by: audit.Actor, now: datetime) -> BatchSummary | Refused:
    """Turn a held batch away; nothing of it is applied."""

    def act(batch: Batch, contract: Contract) -> None:
        batch.state = State.REFUSED
        batch.save()

    return _decide("feed.refused", batch_id, {State.HELD}, why, by, now, act)


def reverse(batch_id: int, *, why: str, by: audit.Actor, now: datetime) -> BatchSummary | Refused:
    """Take back what a batch applied: the feed is as if it had never come, later files included."""

    def act(batch: Batch, contract: Contract) -> None:
        in_order(batch, contract, now, lambda: undo(batch, State.REVERSED))

    return _decide("feed.reversed", batch_id, {State.APPLIED}, why, by, now, act)


def replay(batch_id: int, *, why: str, by: audit.Actor, now: datetime) -> BatchSummary | Refused:
    """Read the stored file again by the contract of today: a new batch in the place of the old one."""
    made: list[int] = []

    def act(batch: Batch, contract: Contract) -> None:
        def take_the_place() -> Applied | None:
            undo(batch, State.REPLAYED)
            fresh = attempt_again(batch, contract, by, now)
            made.append(fresh.pk)
            return apply(fresh, contract, now)

        in_order(batch, contract, now, take_the_place)

    states = {State.APPLIED, State.HELD, State.REFUSED, State.REVERSED}
    done = _decide("feed.replayed", batch_id, states, why, by, now, act)
    return done if isinstance(done, Refused) else batch_summary(made[0])


def raise_late_alarms(contracts: list[Contract], *, now: datetime) -> list[str]:
    """Mark the feeds whose file has not come in time; the slugs of those newly late."""
    newest = newest_extracts()
    late = [c.slug for c in contracts if is_late(newest.get(c.slug), c, now.date())]
    return [slug for slug in late if Feed.objects.filter(pk=slug, late_since=None).update(late_since=now)]


def _decide(
    event: str,
    batch_id: int,
    states: set[State],
    why: str,
    by: audit.Actor,
    now: datetime,
    act: Callable[[Batch, Contract], None],
) -> BatchSummary | Refused:
    """A decision about a batch: its reason is kept, and it holds the feed while it acts."""
    if not reason_is_given(why):
        return Refused.because("no-reason", "The reason is too short.")
    contract = contract_of(Batch.objects.get(pk=batch_id).feed_id)
    if contract is None:
        return Refused.because("no-such-feed", "The contract of this feed is no longer in force.")
    with transaction.atomic():
        locked(contract)
        batch = Batch.objects.get(pk=batch_id)
        if (agreement := contract.agreement) and _needs_agreement(event, contract, now):
            return Refused.because("agreement-ended", f"{agreement.reference} ended on {agreement.until}.")
        if batch.state not in states:
            return Refused.because("not-now", f"Batch {batch_id} is {batch.get_state_display().lower()}.")
        batch.decided_by, batch.decided_at, batch.decision = by.name, now, why.strip()
        act(batch, contract)
        log(event, batch_id, by, reason=why)
    return batch_summary(batch_id)


def _needs_agreement(event: str, contract: Contract, now: datetime) -> bool:
    """To turn a file away, or take back what it brought, needs none."""
    takes_in = event in ("feed.accepted", "feed.replayed")
    return takes_in and agreement_ended(contract, timezone.localdate(now))
