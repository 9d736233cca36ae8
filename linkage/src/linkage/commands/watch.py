"""Keeps a run under its memory limit: a step that takes too much is stopped with a sentence, not by the system.

A second thread looks at the process twenty times a second, and interrupts the first, which is waiting for
compiled code or the disk, by a signal. Only a program that owns its process may do so: the command line.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from linkage.limits import Limits, standing, too_little
from linkage.schema import BadInput

SIGNAL = signal.SIGUSR2
EVERY = 0.05  # seconds


@contextmanager
def watched(limits: Limits) -> Iterator[None]:
    """Raises BadInput in the main thread as soon as the process stands above the limit, or does already."""
    limits.check("the program by itself")
    over: list[int] = []  # bytes, once it stood above
    done = threading.Event()
    owner = threading.get_ident()

    def look() -> None:
        while not done.wait(EVERY):
            if (now := standing()) > limits.memory:
                over.append(now)
                signal.pthread_kill(owner, SIGNAL)
                return

    def stop(*_: object) -> None:
        if over:
            raise BadInput(too_little(limits, "this run", over[0]))

    before = signal.signal(SIGNAL, stop)
    watcher = threading.Thread(target=look, name="memory", daemon=True)
    watcher.start()
    try:
        yield
    except Exception:
        if over:  # a library may have made an error of its own of ours
            raise BadInput(too_little(limits, "this run", over[0])) from None
        raise
    finally:
        done.set()
        watcher.join()
        signal.signal(SIGNAL, before)
