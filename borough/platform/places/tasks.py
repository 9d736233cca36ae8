"""Work of the queue `places`."""

from django.utils import timezone
from procrastinate.contrib.django import app

from .reports import operations as reports


@app.periodic(cron="30 3 * * *")
@app.task(queue="places", queueing_lock="places.forget_reports")
def forget_reports(timestamp: int) -> None:
    reports.forget(now=timezone.now())
