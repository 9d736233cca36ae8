"""The worker process: does what was promised inside a transaction."""

import os

# Every queue that a task may name. A test fails for a queue that is missing here.
QUEUES = ["audit", "privacy", "feeds", "residents", "correspondence", "places", "registers"]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "borough.config.settings")
    from django.core.management import execute_from_command_line

    # More than one at a time: a long file must not keep the log's head from being signed.
    execute_from_command_line(
        ["borough", "procrastinate", "worker", "--queues", ",".join(QUEUES), "--concurrency", "3"]
    )


if __name__ == "__main__":
    main()
