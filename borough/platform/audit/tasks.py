"""Signing the log's end every five minutes, so that a cut is found and how much it took is known."""

from procrastinate.contrib.django import app

from . import operations


@app.periodic(cron="*/5 * * * *")
@app.task(queue="audit", queueing_lock="audit.sign_head")
def sign_head(timestamp: int) -> None:
    operations.sign_head()
