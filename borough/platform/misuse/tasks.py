"""Every Monday the week that has ended is judged."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from . import operations


@app.periodic(cron="40 3 * * 1")
@app.task(queue="audit", queueing_lock="misuse.judge")
def judge(timestamp: int) -> None:
    now = timezone.now()
    operations.judge(timezone.localdate(now) - timedelta(days=1), now=now)
