"""Work of the queue `residents`."""

import contextlib
import threading
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from borough.platform.audit import api as audit

from . import holding, placing, relinking
from .standing import deleted_since, linked_before, placed_since_all_were_linked

# One places at a time in a process; who comes meanwhile only says that there is more.
_busy = threading.Lock()
_asked = threading.Event()


@app.task(queue="residents", queueing_lock="residents-place")
def place() -> None:
    """Give what came, changed or went its place, until nothing waits."""
    _asked.set()
    while _asked.is_set() and _busy.acquire(blocking=False):
        try:
            _asked.clear()
            placing.place_all(timezone.now())
            placing.keep_on_disk()
        finally:
            _busy.release()


@app.periodic(cron="* * * * *")
@app.task(queue="residents", queueing_lock="residents-wake")
def wake(timestamp: int) -> None:
    """What a worker that was killed had not placed; and the index is at hand before the next file comes."""
    if linked_before():
        place()


@app.periodic(cron="0 2 * * *")
@app.task(queue="residents", queueing_lock="residents-night")
def tend_by_night(timestamp: int) -> None:
    """Forget in the index too what sources deleted; and see how far it has drifted from linking all at once."""
    now = timezone.now()
    if not linked_before():
        return
    with _busy:
        if deleted_since(now - timedelta(days=2)):
            holding.renew()
    if placed_since_all_were_linked():
        relinking.check(now=now)


@dataclass(frozen=True, slots=True)
class Steward:
    """Who decided, for the log; the worker acts in their name."""

    id: str
    name: str
    roles: tuple[str, ...] = ()


@app.task(queue="residents", queueing_lock="residents-switch")
def switch(reason: str, actor_id: str, actor_name: str) -> None:
    """Switch to the proposal, for a steward who asked for it on a page."""
    with _busy:
        relinking.switch(reason=reason, by=Steward(actor_id, actor_name), now=timezone.now())


def switch_soon(reason: str, by: audit.Actor) -> None:
    with contextlib.suppress(AlreadyEnqueued), transaction.atomic():
        switch.defer(reason=reason, actor_id=by.id, actor_name=by.name)


def place_soon() -> None:
    """Promise a placing in this transaction, which has its turn; one promise is enough."""
    # Its own savepoint: a second promise is a constraint broken, which must not undo the load.
    with contextlib.suppress(AlreadyEnqueued), transaction.atomic():
        place.defer()
