"""The whole of linkage, from file to entities without labels: seconds and peak memory, each in a fresh process.

Beside Splink's whole run (`_splink`: read, train, predict; its clusters not counted) on the same file, two threads
each. Ten million records are ten boroughs, each with a seed of its own; Splink is not run on them.
"""

import sys
import tempfile
from pathlib import Path

import polars as pl

from . import SEED, report
from ._files import BOROUGH, File, file, people_of
from .synthetic import measured

SPLINK = "Splink 5, competent model, whole run"
THREADS = "2"
GIB = 2**20
BOROUGHS = 10


def main() -> None:
    _cold(file("febrl3"))
    _whole(file(BOROUGH))
    _ten_boroughs()


def _cold(its: File) -> None:
    """5,000 records in a fresh process, kernels compiled before."""
    with tempfile.TemporaryDirectory() as folder:
        _linked(its, folder)
        seconds, _ = _linked(its, folder)
        peer, _ = _by_splink(its, folder)
    report("linkage_speed.cold_seconds", seconds, "s", 5, "lower", SPLINK, peer, people=0)


def _whole(its: File) -> None:
    with tempfile.TemporaryDirectory() as folder:
        seconds, peak = _linked(its, folder)
        peer_seconds, peer_peak = _by_splink(its, folder)
    people = people_of(its.name)
    report("linkage_speed.records", _records(its), "records", 4 * people, "higher", people=people)
    report(
        "linkage_speed.seconds",
        seconds,
        "s",
        min(40, peer_seconds / 2),
        "lower",
        SPLINK,
        peer_seconds,
        people,
    )
    report("linkage_speed.memory", peak / GIB, "GiB", 2.5, "lower", SPLINK, peer_peak / GIB, people)


def _ten_boroughs() -> None:
    thousands = BOROUGH
    parts = [file(f"{thousands} seed {seed}") for seed in range(SEED, SEED + BOROUGHS)]
    with tempfile.TemporaryDirectory() as folder:
        together = File("ten boroughs", Path(folder))
        frames = [
            pl.scan_parquet(its.records).with_columns(id=pl.format("{}:{}", pl.lit(place), "id"))
            for place, its in enumerate(parts)
        ]
        pl.concat(frames).sink_parquet(together.records)
        together.schema.write_text(parts[0].schema.read_text())
        seconds, peak = _linked(together, folder)
        records = _records(together)
    people = BOROUGHS * people_of(parts[0].name)
    report("linkage_speed.ten_boroughs.records", records, "records", 4 * people, "higher", people=people)
    report("linkage_speed.ten_boroughs.seconds", seconds, "s", 600, "lower", people=people)
    report("linkage_speed.ten_boroughs.memory", peak / GIB, "GiB", 12, "lower", people=people)


def _linked(its: File, folder: str) -> tuple[float, int]:
    """As anybody calls it: `python -m linkage link`."""
    out = str(Path(folder) / "entities.parquet")
    return measured([sys.executable, "-m", "linkage", "link", str(its.records), "--schema", str(its.schema),
                     "--out", out, "--threads", THREADS, "-q"])  # fmt: skip


def _by_splink(its: File, folder: str) -> tuple[float, int]:
    pairs = str(Path(folder) / "pairs.parquet")
    return measured(
        [sys.executable, "-m", "benchmarks._splink", str(its.records), str(its.schema), pairs, THREADS]
    )


def _records(its: File) -> int:
    return pl.scan_parquet(its.records).select(pl.len()).collect().item()
