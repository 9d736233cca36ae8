"""A council started as a newcomer starts it, in a folder of its own, to be asked, stopped and killed."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[1]


# Seconds that a start or an end may take on a machine that is busy with everything else; none is waited for in vain.
PATIENCE = 600


class Council:
    """`borough run` with few people. `said` is what it printed; `url` where it answers."""

    def __init__(self, folder: Path, people: int = 500) -> None:
        self.folder, self.port = folder, free_port()
        self.environment = os.environ | {
            "DATA_DIR": str(folder), "PORT": str(self.port), "PEOPLE": str(people), "SEED": "7", "DEMO": "1",
            "DATABASE_URL": "", "WORKERS": "1",
        }  # fmt: skip
        self.output = folder.parent / f"{folder.name}.log"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def said(self) -> str:
        return self.output.read_text()

    def start(self) -> "Council":
        with self.output.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "borough.config.run"], cwd=ROOT, env=self.environment, stdout=log,
                stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        return self

    def wait_until_ready(self, seconds: int = PATIENCE) -> "Council":
        deadline = time.monotonic() + seconds
        while "Press ctrl-C" not in self.said:
            assert self.process.poll() is None, f"it ended by itself:\n{self.said}"
            assert time.monotonic() < deadline, f"not ready after {seconds} s:\n{self.said}"
            time.sleep(0.1)
        return self

    def get(self, path: str) -> str:
        with urllib.request.urlopen(self.url + path, timeout=PATIENCE) as answer:
            return answer.read().decode()

    def interrupt(self) -> int:
        """Ctrl-C, and what it ended with."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(PATIENCE)

    def left_over(self) -> list[str]:
        """Processes that still work in this council's folder."""
        found = subprocess.run(["ps", "-eo", "pid,args"], capture_output=True, text=True).stdout
        return [line for line in found.splitlines() if re.search(re.escape(str(self.folder)), line)]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
