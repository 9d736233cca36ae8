"""Work of the queue `feeds`."""

from dataclasses import dataclass

from django.utils import timezone
from procrastinate.contrib.django import app

from . import operations
from .contracts import contract_then_of, contracts


@dataclass(frozen=True, slots=True)
class Uploader:
    """Who sent the file, for the log; the worker acts in their name."""

    id: str
    name: str
    roles: tuple[str, ...] = ()


@app.task(queue="feeds")
def settle(batch_id: int, actor_id: str, actor_name: str) -> None:
    """Read and apply a batch that somebody uploaded."""
    by = Uploader(actor_id, actor_name)
    operations.settle_batch(batch_id, contract_then_of(batch_id), by=by, now=timezone.now())


@app.periodic(cron="*/15 * * * *")
@app.task(queue="feeds", queueing_lock="feeds-late")
def alarm(timestamp: int) -> None:
    """Look for feeds whose file has not come in time."""
    operations.raise_late_alarms(contracts(), now=timezone.now())
