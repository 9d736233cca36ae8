"""Work of the queue `correspondence`."""

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from . import operations


class TryLater(Exception):
    """The server did not take the message yet."""


@app.task(
    queue="correspondence",
    retry=RetryStrategy(
        max_attempts=operations.MOST_ATTEMPTS, exponential_wait=5, retry_exceptions=[TryLater]
    ),
)
def hand_over(message_id: int) -> None:
    if not operations.hand_over(message_id, now=timezone.now()):
        raise TryLater


@app.periodic(cron="20 3 * * *")
@app.task(queue="correspondence", queueing_lock="correspondence.forget")
def forget(timestamp: int) -> None:
    operations.forget(now=timezone.now())
