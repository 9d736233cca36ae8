"""Splink and we with one model and the same rules: every pair, its rule and its weight, in how long and how much.

Both read the same file of values written one way and the same settings JSON, each in a fresh process on two
threads, from reading the file to all pairs weighed: our encoding included, left out what a program loads before
it looks at its file (interpreter, libraries, compiled kernels). The model is the one that a competent user of
Splink sets up (`_splink`), trained by Splink once. With training: u from ten million random pairs and the same
sessions on both sides.
Four boroughs, each of a seed of its own, keep pairs of weight 0 and more only, on both sides.
DuckDB may hold MEMORY, and spills what is more to a folder beside the files; nothing else bounds either side.

One part by itself, of a borough of so many thousand people: `python -m benchmarks.parity predict 260`; also
`with_training` (which keeps the model that the others need) and `four_boroughs`.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import polars as pl

from . import SEED, report
from ._borough import KEPT
from ._files import BOROUGH, file, people_of

SPLINK = "Splink 5, same model and rules"
THREADS = 2
EVERY_PAIR = "-inf"
# What DuckDB may hold under Splink: its own default, four fifths of the machine, would leave too little beside.
MEMORY = os.environ.get("SPLINK_MEMORY") or "12GB"
GIB = 2**20


def main(thousands: str = BOROUGH) -> None:
    for part in PARTS.values():
        part(thousands)


def with_training(thousands: str) -> None:
    with _folder() as folder:
        one = _written([thousands], folder / "people.parquet")
        model, start = _model(thousands), folder / "start.json"
        theirs = _run("splink", one, start, folder / "taught.parquet", EVERY_PAIR, "train", str(model))
        ours = _run("ours", one, start, folder / "learned.parquet", EVERY_PAIR, "train")
        _figures("parity.with_training", ours, theirs, 8, 0.5, people_of(thousands))


def predict(thousands: str) -> None:
    with _folder() as folder:
        one = _written([thousands], folder / "people.parquet")
        ours, theirs = _both(one, _model(thousands), folder, EVERY_PAIR)
        _figures("parity.predict", ours, theirs, 10, 0.5, people_of(thousands))
        _equal("parity.predict", folder, people_of(thousands))


def four_boroughs(thousands: str) -> None:
    people = 4 * people_of(thousands)
    names = [thousands, *(f"{thousands} seed {SEED + n}" for n in range(1, 4))]
    with _folder() as folder:
        four = _written(names, folder / "four.parquet")
        ours, theirs = _both(four, _model(thousands), folder, "0")
        _figures("parity.four_boroughs", ours, theirs, 12, 0.4, people)
        _equal("parity.four_boroughs", folder, people)


PARTS = {"with_training": with_training, "predict": predict, "four_boroughs": four_boroughs}


@contextmanager
def _folder() -> Iterator[Path]:
    """On the disk that keeps the files: what DuckDB spills may be more than the system's temporary folder holds."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=KEPT, prefix="parity-") as name:
        yield Path(name)


def _model(thousands: str) -> Path:
    """Splink's, of one borough."""
    (KEPT / "parity").mkdir(parents=True, exist_ok=True)
    return KEPT / "parity" / f"{thousands}.json"


def _both(records: Path, model: Path, folder: Path, at_least: str) -> tuple[dict, dict]:
    ours = _run("ours", records, model, folder / "ours.parquet", at_least)
    return ours, _run("splink", records, model, folder / "splink.parquet", at_least)


def _figures(name: str, ours: dict, theirs: dict, faster: float, memory: float, people: int) -> None:
    report(f"{name}.records", ours["records"], "records", 4 * people, "higher", people=people)
    goal = theirs["seconds"] / faster
    report(f"{name}.seconds", ours["seconds"], "s", goal, "lower", SPLINK, theirs["seconds"], people)
    goal, peak = theirs["peak"] * memory / GIB, theirs["peak"] / GIB
    report(f"{name}.memory", ours["peak"] / GIB, "GiB", goal, "lower", SPLINK, peak, people)


def _equal(name: str, folder: Path, people: int) -> None:
    """Pairs that one side lacks or gives to another rule, and the largest difference of a weight."""
    ours, theirs = (pl.read_parquet(folder / f"{its}.parquet") for its in ("ours", "splink"))
    odd, largest = ours.height - theirs.height, 0.0
    for part in range(8):
        mine, other = (its.filter(pl.col("low") % 8 == part) for its in (ours, theirs))
        both = mine.join(other, on=["low", "high"], how="full", coalesce=True)
        odd += both.filter((pl.col("rule") != pl.col("rule_right")).fill_null(True)).height
        largest = max(largest, (both["weight"] - both["weight_right"]).abs().max() or 0.0)
    report(f"{name}.pairs", theirs.height, "pairs", 1, "higher", people=people)
    report(f"{name}.pairs_that_differ", abs(odd), "pairs", 0, "lower", people=people)
    report(f"{name}.largest_difference", largest, "bits", 1e-6, "lower", people=people)


def _written(names: list[str], path: Path) -> Path:
    """In a process of its own, whose memory then goes back to the machine."""
    subprocess.run([sys.executable, "-m", "benchmarks.parity", "written", path, *names], check=True)
    return path


def _write_people(path: str, *names: str) -> None:
    """The boroughs' people with values written one way, ids numbered through: what both sides read."""
    from ._splink import _people

    frames = [_people(pl.read_parquet(its.records), its.schema) for its in map(file, names)]
    shared = [column for column in frames[0].columns if all(column in its.columns for its in frames)]
    together = pl.concat([its.select(shared) for its in frames])
    together.with_columns(id=pl.int_range(pl.len(), dtype=pl.Int64)).write_parquet(path)


def _run(who: str, *arguments: object) -> dict:
    command = [sys.executable, "-m", "benchmarks.parity", who, *map(str, arguments)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    print(f"# {who}: {done.stdout.strip().splitlines()[-1]}", file=sys.stderr, flush=True)
    return json.loads(done.stdout.strip().splitlines()[-1])


def _ours(records: str, model: str, out: str, at_least: str, train: str = "") -> None:
    from linkage.comparing import scan
    from linkage.splink import pairs as splink_pairs
    from linkage.splink import settings as splink_json
    from linkage.splink import training as splink_training
    from linkage.splink.columns import table

    from ._splink import RANDOM_PAIRS, _sessions

    its = splink_json.read(model)
    few = pl.read_parquet(records, n_rows=100)  # loads the kernels
    list(splink_pairs.pairs(table(few, its), its))
    start = time.perf_counter()
    people = pl.read_parquet(records)
    if train:
        sessions = [_sql(rule) for rule in _sessions(set(people.columns))]
        its = splink_training.train(people, its, sessions, sampled_pairs=int(RANDOM_PAIRS), threads=THREADS)
    held = table(people, its, threads=THREADS)
    found = list(splink_pairs.pairs(held, its, at_least=float(at_least), threads=THREADS))
    _done(start, people.height)
    pairs = scan.Pairs.of(found)
    ids = people["id"].to_numpy()
    a, b = ids[pairs.a], ids[pairs.b]
    _write(np.minimum(a, b), np.maximum(a, b), pairs.weight, pairs.rule, out)


def _splink(records: str, model: str, out: str, at_least: str, train: str = "", kept: str = "") -> None:
    import contextlib
    import logging

    import duckdb
    from splink import DuckDBAPI, Linker, block_on

    from ._splink import RANDOM_PAIRS, _sessions

    logging.getLogger("splink").disabled = True
    start = time.perf_counter()
    people = pl.read_parquet(records)
    spill = str(Path(out).with_suffix(".spilled"))
    config = {"threads": THREADS, "memory_limit": MEMORY, "temp_directory": spill}
    connection = duckdb.connect(":memory:", config=config)
    settings = _settings(people, model) if train else model
    linker = Linker(DuckDBAPI(connection).register(people.to_arrow()), settings, log_level=None)
    if train:
        linker.training.estimate_u_using_random_sampling(RANDOM_PAIRS, seed=1)
        for session in _sessions(set(people.columns)):
            linker.training.estimate_parameters_using_expectation_maximisation(block_on(*session))
    bound = None if at_least == EVERY_PAIR else float(at_least)
    table = linker.inference.predict(threshold_match_weight=bound, warning_mode="never")
    _done(start, people.height)
    with contextlib.redirect_stdout(sys.stderr):
        if kept:
            linker.misc.save_model_to_json(kept, overwrite=True)
    pairs = connection.sql(
        f"SELECT id_l, id_r, match_weight, match_key::SMALLINT AS rule FROM {table.physical_name}"
    ).pl()
    low, high = (
        pairs.select(its("id_l", "id_r")).to_series() for its in (pl.min_horizontal, pl.max_horizontal)
    )
    _write(low, high, pairs["match_weight"], pairs["rule"], out)


def _settings(people: pl.DataFrame, kept: str) -> object:
    """Untrained, written to `kept` for the other side too."""
    from splink import SettingsCreator, block_on

    from ._splink import MOST, _comparisons, _pairs, _rules

    has = set(people.columns)
    rules = [block_on(*rule) for rule in _rules(has) if _pairs(people, rule) <= MOST * people.height]
    settings = SettingsCreator(
        link_type="dedupe_only", unique_id_column_name="id", comparisons=_comparisons(has),
        blocking_rules_to_generate_predictions=rules, retain_matching_columns=False,
        probability_two_random_records_match=1e-5,
    )  # fmt: skip
    Path(kept).write_text(json.dumps({**settings.create_settings_dict("duckdb"), "sql_dialect": "duckdb"}))
    return settings


def _sql(rule: tuple[str, ...]) -> str:
    return " AND ".join(f'l."{column}" = r."{column}"' for column in rule)


def _done(start: float, records: int) -> None:
    """Said before pairs are put together and written for the comparison of both, which is nobody's time."""
    seconds, peak = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": seconds, "peak": peak, "records": records}), flush=True)


def _write(low: object, high: object, weight: object, rule: object, out: str) -> None:
    pl.DataFrame({"low": low, "high": high, "weight": weight, "rule": rule}).cast(
        {"low": pl.Int32, "high": pl.Int32, "rule": pl.Int16}
    ).write_parquet(out)


if __name__ == "__main__":
    {"ours": _ours, "splink": _splink, "written": _write_people, **PARTS}[sys.argv[1]](*sys.argv[2:])
