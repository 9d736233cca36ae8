"""Benchmarks: each module's `main()` measures beside a named peer in the same run and reports figures.

Run all with `make bench`, one with `make bench NAME=feeds`. SEED and PEOPLE are honoured.
"""

import datetime
import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).parents[1]
FIGURES = ROOT / "docs" / "benchmarks.jsonl"
PEOPLE = int(os.environ.get("PEOPLE") or 260_000)  # over 1.1 million records
SEED = int(os.environ.get("SEED") or 1)


def report(
    name: str,
    value: float,
    unit: str,
    goal: float,
    better: Literal["lower", "higher"],
    peer: str = "",
    peer_value: float | None = None,
    people: int = PEOPLE,
) -> None:
    """Print one figure as a JSON line and append it to docs/benchmarks.jsonl.

    `ratio` says how many times better than the peer we are: above 1 is better, whichever way is better.
    """
    ratio = None
    if peer_value:
        ratio = peer_value / value if better == "lower" else value / peer_value
    figure = {
        "name": name,
        "value": _rounded(value),
        "unit": unit,
        "goal": goal,
        "better": better,
        "peer": peer,
        "peer_value": _rounded(peer_value),
        "ratio": _rounded(ratio),
        "people": people,
        "seed": SEED,
        "commit": _commit(),
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "machine": machine(),
    }
    line = json.dumps(figure)
    print(line, flush=True)
    with FIGURES.open("a") as file:
        file.write(line + "\n")


def machine() -> str:
    """Processor, cores and memory, as the figures need them to be compared."""
    model = next(
        (line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.processor(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{model}, {len(os.sched_getaffinity(0))} cores, {memory:.0f} GiB"


def synthetic_borough(folder: Path) -> Path:
    """The synthetic borough of PEOPLE and SEED; made once in `folder`, then found there."""
    out = folder / f"people-{PEOPLE}-seed-{SEED}"
    if not out.exists():
        subprocess.run(
            [
                sys.executable,
                "-m",
                "synthetic",
                "--people",
                str(PEOPLE),
                "--seed",
                str(SEED),
                "--out",
                str(out),
            ],
            check=True,
        )
    return out


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines() if Path(path).exists() else []


def _commit() -> str:
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip()


def _rounded(value: float | None) -> float | None:
    """Six digits: four would turn an F1 of .998999 into one that meets .999."""
    return None if value is None else float(f"{value:.6g}")
