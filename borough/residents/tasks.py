"""Work of the queue `residents`."""

import contextlib

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from .link import link_all
from .queries import unlinked


@app.periodic(cron="0 2 * * *")
@app.task(queue="residents", queueing_lock="residents-link")
def link_nightly(timestamp: int) -> None:
    """Link everything anew: what came by day was placed by plain agreement only."""
    link_all(now=timezone.now())


@app.task(queue="residents", queueing_lock="residents-waiting")
def link_waiting() -> None:
    """Link, when records wait for a person."""
    if unlinked():
        link_all(now=timezone.now())


def link_soon() -> None:
    """Promise a linking in this transaction; one promise is enough."""
    # Its own savepoint: a second promise is a constraint broken, which must not undo the load.
    with contextlib.suppress(AlreadyEnqueued), transaction.atomic():
        link_waiting.defer()
