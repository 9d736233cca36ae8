"""`make run`: from nothing to a council in the foreground, and back to nothing on ctrl-C.

Every step may be killed at any moment: what is half made is recognised and made again, what is made is
kept. One run a data folder, held by a lock that dies with the process; the web server and the worker die
with it too (PR_SET_PDEATHSIG), and a database server that outlived it is taken over.
"""

import contextlib
import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

from . import database
from .environment import ROOT, environment

PR_SET_PDEATHSIG = 1


class CannotRun(Exception):
    """The council cannot start; the message says what to do."""


def run() -> None:
    for number in (signal.SIGINT, signal.SIGTERM):  # a shell's background job is born deaf to SIGINT
        signal.signal(number, _as_interrupt)
    try:
        with only_run(), contextlib.ExitStack() as processes:
            wait_for_port(environment.port)
            processes.enter_context(database_server())
            _checked([sys.executable, "-m", "borough.config.prepare"])
            web, worker = (
                processes.enter_context(child(command)) for command in (web_command(), worker_command())
            )
            wait_until_ready(web)
            announce()
            _watch(web, worker)
    except KeyboardInterrupt:
        print("\nStopped.", flush=True)
    except (CannotRun, database.DatabaseFault) as fault:
        sys.exit(f"\n{fault}")


@contextlib.contextmanager
def only_run() -> Iterator[None]:
    """Refuses a second run on the same data folder, naming the first."""
    environment.data_dir.mkdir(parents=True, exist_ok=True)
    with open(environment.data_dir / "run.lock", "a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise CannotRun(f"Borough already runs here: {lock.read().strip()}") from None
        lock.truncate(0)
        lock.write(f"process {os.getpid()}, http://127.0.0.1:{environment.port}\n")
        lock.flush()
        yield


@contextlib.contextmanager
def database_server() -> Iterator[None]:
    """The embedded server, ours to stop whoever started it; nothing where DATABASE_URL names another."""
    if environment.database_url:
        yield
        return
    server = database.embedded_server(environment.data_dir)
    _say("Starting PostgreSQL")
    server.start()
    server.create(environment.borough_name)
    environment.remember()
    try:
        yield
    finally:
        server.stop()


@contextlib.contextmanager
def child(command: list[str]) -> Iterator["subprocess.Popen[bytes]"]:
    """A process that ends with us, however we end."""
    process = subprocess.Popen(command, cwd=ROOT, start_new_session=True, preexec_fn=_die_with_parent)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def web_command() -> list[str]:
    return [sys.executable, "-m", "gunicorn", "-c", "python:borough.config.gunicorn", "borough.config.wsgi"]


def worker_command() -> list[str]:
    return [sys.executable, "-m", "borough.config.worker"]


def wait_for_port(port: int) -> None:
    """A server of an interrupted run may need a moment to let go of its port."""
    for _ in range(50):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return
        time.sleep(0.2)
    raise CannotRun(f"Port {port} is taken by another program. Choose another: PORT={port + 1} make run")


def wait_until_ready(web: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and web.poll() is None:
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(f"http://127.0.0.1:{environment.port}/health/", timeout=2)
            return
        time.sleep(0.1)
    raise CannotRun("The web server did not start; the lines above say why.")


def announce() -> None:
    print(f"\nReady: http://127.0.0.1:{environment.port}", flush=True)
    if environment.demo:
        print((environment.data_dir / "demonstration-accounts.txt").read_text(), flush=True)
    print("Press ctrl-C to stop.", flush=True)


def _watch(*processes: "subprocess.Popen[bytes]") -> None:
    while all(process.poll() is None for process in processes):
        time.sleep(0.5)
    raise CannotRun("A process ended by itself; the lines above say why. Start again with: make run")


def _checked(command: list[str]) -> None:
    process = subprocess.Popen(command, cwd=ROOT, preexec_fn=_die_with_parent)
    try:
        if process.wait():
            raise CannotRun("Preparing the council failed; the lines above say why.")
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _as_interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    run()
