"""Work of the queue `registers`."""

from django.utils import timezone
from procrastinate.contrib.django import app

from . import scheduling


@app.periodic(cron="*/5 * * * *")
@app.task(queue="registers", queueing_lock="registers.publish_due")
def publish_due(timestamp: int) -> None:
    """Every five minutes, not once at midnight: a worker that was down publishes when it is back."""
    scheduling.publish_due(timezone.now())
