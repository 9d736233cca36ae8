"""Work of the queue `residents`: looking every night, after the linking."""

from django.utils import timezone
from procrastinate.contrib.django import app

from .detecting import detect
from .stopping import stop_what_yields_too_little


@app.periodic(cron="0 4 * * *")
@app.task(queue="residents", queueing_lock="findings-look")
def look_nightly(timestamp: int) -> None:
    """Stop what yields too little, then look with the rest."""
    now = timezone.now()
    stop_what_yields_too_little(now)
    detect(now)
