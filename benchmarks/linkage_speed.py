"""The whole of linkage, from file to entities without labels: seconds and peak memory, each in a fresh process.

At 1.1 million records beside Splink's whole run (`_splink`: read, train, predict; its clusters not counted) on the
same file, two threads each; on the whole borough, by the same goals in proportion; and at ten million records, which
are nine boroughs, each with a seed of its own, as far as ten million reach: Splink is not run on these.

One part by itself: `python -m benchmarks.linkage_speed ten_million`; also `cold`, `million`, `borough`.
"""

import sys
import tempfile
from pathlib import Path

import polars as pl

from . import PEOPLE, SEED, report
from ._files import BOROUGH, File, file, people_of
from .synthetic import measured

SPLINK = "Splink 5, competent model, whole run"
THREADS = "2"
GIB = 2**20
# So many people have 1.1 million records.
MILLION = f"{min(PEOPLE, 231_000) / 1000:g}"
BOROUGHS, TEN_MILLION = 9, 10_000_000
# What 1.1 million records may take.
SECONDS, MEMORY, RECORDS = 40, 2.5, 1_100_000


def main() -> None:
    for part in PARTS.values():
        part()


def cold() -> None:
    """5,000 records in a fresh process, kernels compiled before."""
    its = file("febrl3")
    with tempfile.TemporaryDirectory() as folder:
        _linked(its, folder)
        seconds, _ = _linked(its, folder)
        peer, _ = _by_splink(its, folder)
    report("linkage_speed.cold_seconds", seconds, "s", 5, "lower", SPLINK, peer, people=0)


def million() -> None:
    its, people = file(MILLION), people_of(MILLION)
    with tempfile.TemporaryDirectory() as folder:
        seconds, peak = _linked(its, folder)
        peer, peer_peak = _by_splink(its, folder)
    report("linkage_speed.records", _records(its), "records", 4 * people, "higher", people=people)
    goal = min(SECONDS, peer / 2)
    report("linkage_speed.seconds", seconds, "s", goal, "lower", SPLINK, peer, people)
    report("linkage_speed.memory", peak / GIB, "GiB", MEMORY, "lower", SPLINK, peer_peak / GIB, people)


def borough() -> None:
    its, people = file(BOROUGH), people_of(BOROUGH)
    with tempfile.TemporaryDirectory() as folder:
        seconds, peak = _linked(its, folder)
    times = _records(its) / RECORDS
    report("linkage_speed.borough.records", _records(its), "records", 4 * people, "higher", people=people)
    report("linkage_speed.borough.seconds", seconds, "s", SECONDS * times, "lower", people=people)
    report("linkage_speed.borough.memory", peak / GIB, "GiB", MEMORY * times, "lower", people=people)


def ten_million() -> None:
    parts = [file(BOROUGH), *(file(f"{BOROUGH} seed {SEED + n}") for n in range(1, BOROUGHS))]
    with tempfile.TemporaryDirectory() as folder:
        together = File("ten million", Path(folder))
        frames = [
            pl.scan_parquet(its.records).with_columns(id=pl.format("{}:{}", pl.lit(place), "id"))
            for place, its in enumerate(parts)
        ]
        pl.concat(frames).head(TEN_MILLION).sink_parquet(together.records)
        together.schema.write_text(parts[0].schema.read_text())
        seconds, peak = _linked(together, folder)
        records = _records(together)
    people = BOROUGHS * people_of(BOROUGH)
    most = min(TEN_MILLION, 4 * people)
    report("linkage_speed.ten_million.records", records, "records", most, "higher", people=people)
    report("linkage_speed.ten_million.seconds", seconds, "s", 600, "lower", people=people)
    report("linkage_speed.ten_million.memory", peak / GIB, "GiB", 12, "lower", people=people)


PARTS = {"cold": cold, "million": million, "borough": borough, "ten_million": ten_million}


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


if __name__ == "__main__":
    PARTS[sys.argv[1]]()
