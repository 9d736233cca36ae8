"""What has outlived its retention goes, every night."""

from procrastinate.contrib.django import app

from . import operations


@app.periodic(cron="10 3 * * *")
@app.task(queue="privacy", queueing_lock="privacy.forget_sessions")
def forget_sessions(timestamp: int) -> None:
    operations.forget_sessions()


@app.periodic(cron="10 3 * * *")
@app.task(queue="privacy", queueing_lock="privacy.forget_jobs")
def forget_jobs(timestamp: int) -> None:
    operations.forget_jobs()
