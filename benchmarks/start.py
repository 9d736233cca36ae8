"""`make run`: seconds from an empty data folder to `Ready`, and of the second start (40,000 people)."""

import os
import tempfile
import time
from pathlib import Path

from tests.running import Council

from . import report


def main() -> None:
    people = int(os.environ.get("PEOPLE") or 40_000)
    with tempfile.TemporaryDirectory() as folder:
        council = Council(Path(folder) / "council", people)
        first, second = (seconds_to_ready(council) for _ in range(2))
    report("start.first", first, "s", goal=150, better="lower", people=people)
    report("start.second", second, "s", goal=15, better="lower", people=people)


def seconds_to_ready(council: Council) -> float:
    start = time.monotonic()
    council.start().wait_until_ready(1_200)
    seconds = time.monotonic() - start
    council.interrupt()
    return seconds
