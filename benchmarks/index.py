"""The real-time index of the whole borough: one record against all of it, and deltas of one and ten thousand linked.

Questions are records of the file with a slip in a name (half of them) and without telephone or e-mail (a third
each), asked one by one in one thread; between two questions a record is added and another removed. Beside it,
Splink's `predict_between` for a few of the same questions, in the same process, with frequencies counted before.

Deltas, one after the other: new records, the same with other values, the same gone; then ten times as many new ones.
After the first and the last, all that is in is linked anew with the model, and pairs are compared.
"""

import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import polars as pl

from . import SEED, report
from ._files import BOROUGH, File, file, people_of

QUESTIONS, WARM, ASKED_OF_SPLINK = 1_000, 100, 10
DELTA, LARGE = 1_000, 10_000
SPLINK = "Splink 5, predict_between"
THREADS = 2


def main(name: str = BOROUGH) -> None:
    its = file(name)
    records, delta, large = _apart(pl.read_parquet(its.records))
    index, model = _built(its, records, people_of(name))
    questions = _questions(records)
    seconds = _asked(index, questions, people_of(name))
    _by_splink(its, records, questions, seconds, people_of(name))
    _linked(index, model, its, records, delta, large, people_of(name))


def _apart(records: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """All but a small delta and a large one, and those."""
    mixed = records.sample(fraction=1, shuffle=True, seed=SEED)
    return mixed[DELTA + LARGE :], mixed[:DELTA], mixed[DELTA : DELTA + LARGE]


def _built(its: File, records: pl.DataFrame, people: int):
    from linkage.index import Index

    from linkage import Schema, link

    schema = Schema.read(its.schema)
    linked = link(records, schema, threads=THREADS)
    start = time.perf_counter()
    index = Index.build(records, schema, linked.model, linked, threads=THREADS)
    report("index.build", time.perf_counter() - start, "s", 30, "lower", people=people)
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        index.save(folder)
        report("index.save", time.perf_counter() - start, "s", 10, "lower", people=people)
        start = time.perf_counter()
        index = Index.open(folder)
        report("index.open", time.perf_counter() - start, "s", 5, "lower", people=people)
        size = sum(path.stat().st_size for path in Path(folder).iterdir())
    report("index.size", size / 2**30, "GiB", 2, "lower", people=people)
    return index, linked.model


def _questions(records: pl.DataFrame) -> list[dict]:
    chance = np.random.default_rng(SEED)
    asked = records.sample(QUESTIONS + WARM, seed=SEED + 1).to_dicts()
    for its in asked:
        if chance.random() < 0.5:
            name = "surname" if chance.random() < 0.5 else "forename"
            its[name] = _slip(its[name], chance)
        for contact in ("phone", "email"):
            if chance.random() < 0.3:
                its[contact] = None
    return asked


def _slip(text: str | None, chance: np.random.Generator) -> str | None:
    """Two neighbours swapped, or a letter left out."""
    if not text or len(text) < 3:
        return text
    at = int(chance.integers(1, len(text) - 1))
    return (
        (text[:at] + text[at + 1 :])
        if chance.random() < 0.5
        else text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    )


def _asked(index, questions: list[dict], people: int) -> float:
    """The median in milliseconds."""
    entity = dict(index.entities().filter(pl.col("person") == 1).select("id", "entity").iter_rows())
    took: dict[str, list[float]] = {"find": [], "add": [], "remove": []}
    first = 0
    for number, its in enumerate(questions):
        start = time.perf_counter()
        found = index.find(its)
        asked = time.perf_counter()
        index.add(its | {"id": f"new {number}"})
        added = time.perf_counter()
        index.remove([f"new {number}"])
        if number >= WARM:
            for step, seconds in zip(
                took, (asked - start, added - asked, time.perf_counter() - added), strict=True
            ):
                took[step].append(1000 * seconds)
            first += bool(found) and found[0].entity == entity[its["id"]]
    for step, (half, last) in {"find": (0.5, 2), "add": (1, 4), "remove": (1, 4)}.items():
        report(f"index.{step}.p50", float(np.median(took[step])), "ms", half, "lower", people=people)
        report(f"index.{step}.p99", float(np.quantile(took[step], 0.99)), "ms", last, "lower", people=people)
    report("index.own_entity_first", first / QUESTIONS, "share", 0.95, "higher", people=people)
    return float(np.median(took["find"]))


def _by_splink(its: File, records: pl.DataFrame, questions: list[dict], ours: float, people: int) -> None:
    import duckdb
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    from ._splink import MOST, _comparisons, _pairs, _people, _rules

    def table(frame: pl.DataFrame):
        return api.register(frame.to_arrow())

    held = _people(records, its.schema)
    has = set(held.columns)
    with duckdb.connect(":memory:", config={"threads": THREADS}) as connection:
        api = DuckDBAPI(connection)
        base = table(held)
        rules = [block_on(*rule) for rule in _rules(has) if _pairs(held, rule) <= MOST * held.height]
        settings = SettingsCreator(link_type="dedupe_only", unique_id_column_name="id", comparisons=_comparisons(has),
                                   blocking_rules_to_generate_predictions=rules)  # fmt: skip
        linker = Linker(base, settings, log_level=None)
        for column in linker._settings_obj._term_frequency_columns:
            linker.table_management.compute_tf_table(column.unquote().name)
        asked = _people(pl.DataFrame(questions[: ASKED_OF_SPLINK + 3], schema=records.schema), its.schema)
        took = []
        for row in asked.iter_slices(1):
            start = time.perf_counter()
            one = table(row.select(pl.col(name) if name in row.columns else pl.lit(None, pl.String).alias(name)
                                   for name in held.columns))  # fmt: skip
            linker.inference.predict_between(base, one, warning_mode="never").as_record_list()
            took.append(1000 * (time.perf_counter() - start))
    report("index.find.beside", ours, "ms", 0.5, "lower", SPLINK, float(np.median(took[3:])), people)


def _linked(
    index, model, its: File, records: pl.DataFrame, delta: pl.DataFrame, large: pl.DataFrame, people: int
):
    from linkage import Schema, link

    schema = Schema.read(its.schema)
    index.link(large[:20], threads=THREADS)  # compiles
    records, large = pl.concat([records, large[:20]]), large[20:]
    changed = records[:DELTA].with_columns(delta[name] for name in ("forename", "surname", "phone", "email"))
    gone = records[DELTA : 2 * DELTA]["id"]
    steps = {
        "delta": (delta, []),
        "changed": (changed, []),
        "removed": (None, gone.to_list()),
        "large": (large, []),
    }
    for step, (more, removed) in steps.items():
        start = time.perf_counter()
        told = index.link(more, removed=removed, threads=THREADS)
        goal = 2 if step != "large" else 10
        name = "index.delta" if step == "delta" else f"index.delta.{step}"
        report(name, time.perf_counter() - start, "s", goal, "lower", people=people)
        print(f"# {step}: {told}", file=sys.stderr)
        if more is not None:
            records = pl.concat([records.join(more, on="id", how="anti"), more])
        records = records.filter(~pl.col("id").is_in(removed))
        if step in ("changed", "removed"):
            continue
        whole = link(records, schema, model=model, threads=THREADS).entities
        share = _alike(index.entities(), whole)
        report(f"{name}.pairs_of_the_whole", share, "share", 0.999, "higher", people=people)


def _alike(one: pl.DataFrame, other: pl.DataFrame) -> float:
    """Of the pairs of records that stand together in either, the share that do in both."""

    def pairs(*by: str) -> float:
        sizes = both.group_by(*by).len()["len"].cast(pl.Float64)
        return float((sizes * (sizes - 1) / 2).sum())

    both = one.join(other, on=["id", "person"], suffix="_other")
    shared = pairs("entity", "entity_other")
    return shared / max(pairs("entity") + pairs("entity_other") - shared, 1)
