"""The web server. Read by gunicorn itself: each name is one of its settings."""

from .environment import environment

bind = f"127.0.0.1:{environment.port}"
workers = environment.workers
threads = 4
preload_app = True  # the pages' code is loaded once and shared
graceful_timeout = 10
max_requests = 5_000
max_requests_jitter = 500
control_socket_disable = True  # it would lie in the home folder, one for all installations
accesslog = None  # requests are logged by the house, without query strings


def post_worker_init(worker: object) -> None:
    """What is looked for is counted in each process, and written by its own clock: reads do not write."""
    from borough.platform.places.api import keep_counting

    keep_counting()
