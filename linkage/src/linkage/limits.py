"""How much memory and how many threads a run may take.

Steps budget their buffers from `room()`; `check()` stands between steps, so that a run which cannot stay
under its limit ends with one sentence and not by the system's hand.
"""

import ctypes
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from .schema import BadInput

UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}
# Of the machine's free memory, so that it stays usable where no limit is given.
SHARE = 0.9
# What to give a run that held too much when it was stopped: so many times that, and what the program itself takes
# once its compiled code is loaded.
TIMES, PROGRAM = 2, 300_000_000


@dataclass(frozen=True)
class Limits:
    """`memory` in bytes, of the whole process; `threads` at least one. `given`: the limit was asked for."""

    memory: int
    threads: int
    given: bool = False

    @classmethod
    def of(cls, memory: str | int | None = None, threads: int | None = None) -> "Limits":
        """From "2GB", "500MB" or bytes; by default what the machine has. Raises BadInput."""
        if threads is not None and threads < 1:
            raise BadInput(f"--threads {threads}: give 1 or more.")
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        given = parse_memory(memory) if isinstance(memory, str) else memory
        return cls(given or int(_free() * SHARE) + standing(), threads or cores, given is not None)

    def room(self) -> int:
        """Bytes that may still be taken; never below 0."""
        return max(self.memory - standing(), 0)

    def check(self, stage: str, more: int = 0) -> None:
        """Raises BadInput if the process, with `more` bytes that `stage` needs, stands above the limit."""
        if standing() + more > self.memory:
            raise BadInput(too_little(self, stage, standing() + more))


def too_little(limits: Limits, stage: str, needed: int) -> str:
    """The one sentence of a run that does not fit."""
    allowed = f"--memory allows {size(limits.memory)}"
    enough = size(TIMES * needed + PROGRAM)
    remedy = f"give --memory {enough} or more (twice that, and {size(PROGRAM)} for the program)"
    if not limits.given:
        allowed, remedy = f"this machine has {size(limits.memory)} for it", "free some memory"
    return (
        f"Not enough memory: {stage} needs at least {size(needed)}, and {allowed}; {remedy}, or link fewer records "
        "or columns."
    )


def parse_memory(text: str) -> int:
    """Bytes. `2GB`, `500 mb`, `1.5G`; raises BadInput."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([KMGT]?)i?B?", text.strip(), re.IGNORECASE)
    if found and not found[2] and not text.strip().upper().endswith("B"):
        raise BadInput(f"--memory {text!r}: write the unit too, such as {found[1]}MB.")
    if not found or not float(found[1]):
        raise BadInput(f"--memory {text!r}: write a number and a unit, such as 2GB or 500MB.")
    return int(float(found[1]) * UNITS[found[2].upper()])


def size(number: int) -> str:
    """Bytes as a person writes them: 350MB, 2.1GB."""
    return f"{number / 1e9:.1f}GB" if number >= 1e9 else f"{max(round(number / 1e6), 1)}MB"


def standing() -> int:
    """Bytes of memory that this process holds now; 0 where the system does not say."""
    return _status("VmRSS")


def peak() -> int:
    """The most bytes it ever held (not `ru_maxrss`, which a child inherits from the process that began it)."""
    return _status("VmHWM")


def give_back() -> None:
    """What was freed, and what libraries keep for another time, goes back to the system where it takes it."""
    if arrow := sys.modules.get("pyarrow"):
        arrow.default_memory_pool().release_unused()
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)


def _status(key: str) -> int:
    try:
        text = Path("/proc/self/status").read_text()
    except OSError:
        return 0
    found = re.search(rf"^{key}:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def _free() -> int:
    """Bytes that the machine, or the container, has free; 8 GB where the system does not say."""
    try:
        meminfo = Path("/proc/meminfo").read_text()
    except OSError:
        return 8 * 10**9
    found = re.search(r"^MemAvailable:\s+(\d+) kB", meminfo, re.MULTILINE)
    free = int(found[1]) * 1024 if found else 8 * 10**9
    return min(free, _container())


def _container() -> int:
    """What the control group of this process leaves it (version 2); without one, all there is."""
    try:
        whole = Path("/sys/fs/cgroup/memory.max").read_text().strip()
        used = Path("/sys/fs/cgroup/memory.current").read_text().strip()
    except OSError:
        return 2**63
    return max(int(whole) - int(used), 0) if whole != "max" else 2**63
