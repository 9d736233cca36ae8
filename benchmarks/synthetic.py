"""The synthetic borough of over 1.1 million records: seconds and memory, whole process."""

import os
import subprocess
import sys
import tempfile
import time

from . import PEOPLE, SEED, report


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        command = ["--people", str(PEOPLE), "--seed", str(SEED), "--out", f"{folder}/borough"]
        seconds, peak = measured([sys.executable, "-m", "synthetic", *command])
    report("synthetic.seconds", seconds, "s", goal=90, better="lower")
    report("synthetic.peak_memory", peak / 2**20, "GiB", goal=2, better="lower")


def measured(command: list[str]) -> tuple[float, int]:
    """Wall seconds and peak resident KiB of one process, by the operating system's own account."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return time.monotonic() - start, usage.ru_maxrss
