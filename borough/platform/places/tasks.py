"""Work of the queue `places`."""

from django.utils import timezone
from procrastinate.contrib.django import app

from .insight import measuring
from .reports import operations as reports


@app.periodic(cron="30 3 * * *")
@app.task(queue="places", queueing_lock="places.forget_reports")
def forget_reports(timestamp: int) -> None:
    reports.forget(now=timezone.now())


@app.periodic(cron="50 * * * *")
@app.task(queue="places", queueing_lock="places.measure")
def measure_coverage(timestamp: int) -> None:
    """Nothing is done in an hour in which no place and no address has changed."""
    measuring.measure(timezone.now())
