"""Linking the synthetic borough without labels, beside the usual way: plain weights and connected components.

The peer has the same candidate pairs, levels and learned weights, but one kind of two people (strangers), and
its threshold is the best that the truth can choose. We choose none.
"""

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import polars as pl

from . import PEOPLE, ROOT, SEED, report

PEER = "the same weights against strangers, connected components, threshold chosen by the truth"
FIELDS = ("forename", "middle_names", "surname", "date_of_birth", "sex", "address", "postcode", "uprn",
          "email", "phone", "nino", "nhs_number")  # fmt: skip
RECORDS = """
    SELECT id::text, feed, source_key, number, forename, middle_names, surname, date_of_birth::text, sex,
           concat_ws(', ', 'Flat ' || flat, concat_ws(' ', house, street)) AS address,
           postcode, uprn, email, phone, nino, nhs_number
      FROM residents_record
"""
# Systems that send a person a row: their key names the person by itself.
A_PERSON_A_ROW = ("housing", "benefits")
THRESHOLDS = range(0, 32, 2)


def main() -> None:
    records, truth = _records()
    start = time.perf_counter()
    ours = _ours(records)
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    judged = _judge(ours, truth)
    start = time.perf_counter()
    peer = max((_judge(found, truth) for found in _peers(records)), key=lambda its: its.f1)
    peer_seconds = time.perf_counter() - start
    print(f"# ours: {judged}\n# peer: {peer}", file=sys.stderr)
    report("linkage.records", records.height, "records", goal=4 * PEOPLE, better="higher")
    report("linkage.precision", judged.precision, "share", 0.98, "higher", PEER, peer.precision)
    report("linkage.recall", judged.recall, "share", 0.96, "higher", PEER, peer.recall)
    report("linkage.f1", judged.f1, "share", 0.97, "higher", PEER, peer.f1)
    report("linkage.entities_exact_f1", judged.clusters.f1, "share", 0.85, "higher", PEER, peer.clusters.f1)
    report("linkage.seconds", seconds, "s", 40 * max(1, PEOPLE / 40_000), "lower", PEER, peer_seconds)
    report("linkage.memory", memory, "GiB", 3, "lower")


def _ours(records: pl.DataFrame) -> pl.DataFrame:
    import linkage

    return linkage.link(records, _schema()).entities


def _peers(records: pl.DataFrame):
    """Entities at each threshold, in bits."""
    from linkage.linking import learn
    from linkage.placeholders import without_placeholders
    from linkage.splink_engine import Limits, comparing, components, with_keys
    from linkage.standard import standardise

    people = without_placeholders(standardise(records, _schema())).sort("id", "person")
    table = with_keys(people)
    with comparing(table, Limits()) as comparer:
        candidates = comparer.candidates()
        model = learn(table, comparer, candidates)
    weight = model.strangers + model.bits(candidates)[0].sum(axis=1)
    a, b = (candidates[side].to_numpy().astype(np.int64) for side in ("a", "b"))
    for bound in THRESHOLDS:
        group = components.connected(a[weight >= bound], b[weight >= bound], people.height)
        yield people.select("id", entity=pl.Series(group))


def _judge(entities: pl.DataFrame, truth: pl.DataFrame):
    import linkage

    return linkage.evaluate(entities, truth)


def _schema():
    import linkage

    return linkage.Schema.of({"id": "id", "feed": "source"} | {name: name for name in FIELDS})


def _records() -> tuple[pl.DataFrame, pl.DataFrame]:
    """The index's records as `make run` loads them, and who each is: the truth is read here and nowhere else."""
    os.environ |= {"PEOPLE": str(PEOPLE), "SEED": str(SEED), "DEMO": "1"}
    from borough.config.database import embedded_server
    from borough.config.environment import environment

    server = embedded_server(environment.data_dir)
    with server.running():
        server.create(environment.borough_name)
        subprocess.run([sys.executable, "-m", "borough.config.prepare"], cwd=ROOT, check=True)
        records = _copied()
    folder = environment.data_dir / "synthetic" / f"people-{PEOPLE}-seed-{SEED}"
    truth = records.join(_truth(folder), on=["feed", "source_key", "number"]).select("id", "person")
    return records.drop("source_key", "number"), truth


def _copied() -> pl.DataFrame:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "borough.config.settings")
    import django

    django.setup()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(RECORDS)
        names = [column.name for column in cursor.description]
        kinds = dict.fromkeys(names, pl.String) | {"number": pl.Int64}
        parts = [pl.DataFrame([], schema=kinds)]
        while rows := cursor.fetchmany(100_000):
            parts.append(pl.DataFrame(rows, schema=kinds, orient="row"))
    return pl.concat(parts)


def _truth(folder: Path) -> pl.DataFrame:
    truth = pl.read_parquet(folder / "truth" / "records.parquet").select(
        pl.col("system").cast(pl.String).alias("feed"),
        pl.col("source_key").cast(pl.String),
        pl.col("person_number").cast(pl.Int64).alias("number"),
        pl.col("person").cast(pl.String),
    )
    alone = pl.col("feed").is_in(A_PERSON_A_ROW)
    own = pl.format("{}/{}", "source_key", "number")
    return truth.with_columns(
        source_key=pl.when(alone).then(own).otherwise("source_key"),
        number=pl.when(alone).then(pl.lit(1, pl.Int64)).otherwise("number"),
    ).unique(["feed", "source_key", "number"])
