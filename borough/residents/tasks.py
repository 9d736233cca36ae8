"""Work of the queue `residents`."""

import contextlib
import threading

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from . import placing
from .queries import linked_before

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


def place_soon() -> None:
    """Promise a placing in this transaction, which has its turn; one promise is enough."""
    # Its own savepoint: a second promise is a constraint broken, which must not undo the load.
    with contextlib.suppress(AlreadyEnqueued), transaction.atomic():
        place.defer()
