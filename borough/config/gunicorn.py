"""The web server. Read by gunicorn itself: each name is one of its settings."""

from contextlib import suppress

from .environment import environment

bind = f"127.0.0.1:{environment.port}"
workers = environment.workers
threads = 4
worker_class = "borough.config.serving.Worker"
preload_app = True  # the pages' code is loaded once and shared
graceful_timeout = 10
limit_request_line = (
    8190  # the most that gunicorn takes; what is longer, `serving` answers with a page of ours
)
max_requests = 200_000  # a new process begins without what it keeps in memory
max_requests_jitter = 20_000
control_socket_disable = True  # it would lie in the home folder, one for all installations
accesslog = None  # requests are logged by the house, without query strings


def when_ready(server: object) -> None:
    """Before there are processes: what they all answer from is made once, and its memory shared.

    Without a database the server opens all the same: /health/ says what is wrong, and pages that need none answer.
    """
    from django.db import DatabaseError, connections

    from borough.platform.places.api import holding

    with suppress(DatabaseError):
        holding()
    connections.close_all()


def post_worker_init(worker: object) -> None:
    """What is looked for is counted in each process, and written by its own clock: reads do not write."""
    from borough.platform.places.api import keep_counting

    keep_counting()
