"""How right linkage is, without labels and without a threshold, beside Splink 5 at the threshold truth would choose.

For each file (`_files`) our `link` as anybody calls it; Splink with a competent model (`_splink`); and connected
components of our own pairs, both at the best of all thresholds, which nobody without the truth could know. Two
threads each, in processes of their own. `make bench NAME=linkage`; `PEOPLE` sets the size of the large borough.
"""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from . import ROOT, report
from ._files import BOROUGH, File, file, people_of
from ._splink import best

SPLINK = "Splink 5, competent model, components at the threshold that truth chooses"
COMPONENTS = "components of the same pairs at the threshold that truth chooses"
THREADS = "2"
# The goals of the issue: F1, and for the large borough precision besides.
FEBRL, LARGE, PRECISE = 0.999, 0.98, 0.985
VARIANTS = ("40", "40 nodates", "40 nocontacts", "40 errors")


@dataclass(frozen=True)
class Measured:
    """Three ways of telling who is who in one file, each judged by the truth."""

    ours: object
    splink: object
    components: object
    entities: pl.DataFrame


def main() -> None:
    for number in "1234":
        _shown(file(f"febrl{number}"), goal=FEBRL)
    for name in ("rl10000", "inventors", *VARIANTS):
        _shown(file(name))
    _shown(file(BOROUGH), goal=LARGE, precise=PRECISE)


def _shown(its: File, goal: float | None = None, precise: float | None = None) -> None:
    """F1, precision, recall of pairs in one entity. Without a goal: not below the components."""
    found = measured(its)
    name = f"linkage.{its.name.replace(' ', '_')}"
    people = people_of(its.name)
    peers = f"{SPLINK}; {COMPONENTS}: {found.components.f1:.4f}"
    report(f"{name}.f1", found.ours.f1, "share", goal or _rounded(found.components.f1), "higher", peers,
           found.splink.f1, people)  # fmt: skip
    report(f"{name}.precision", found.ours.precision, "share", precise or _rounded(found.components.precision),
           "higher", SPLINK, found.splink.precision, people)  # fmt: skip
    report(f"{name}.recall", found.ours.recall, "share", _rounded(found.components.recall), "higher", SPLINK,
           found.splink.recall, people)  # fmt: skip
    if found.ours.partial:
        report(
            f"{name}.unlike_forenames", unlike(its, found.entities), "share", 0.005, "lower", people=people
        )


def measured(its: File) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        out, edges, pairs = (str(Path(folder) / name) for name in ("entities", "edges", "pairs"))
        _run("benchmarks._ours", str(its.records), str(its.schema), out, edges, THREADS)
        _run("benchmarks._splink", str(its.records), str(its.schema), pairs, THREADS)
        entities = pl.read_parquet(out)
        ids = entities.filter(pl.col("person") == 1)["id"]
        return Measured(
            _judged(entities, its.truth),
            best(pl.read_parquet(pairs), its.truth, ids)[0],
            best(pl.read_parquet(edges), its.truth, ids)[0],
            entities,
        )


def _judged(entities: pl.DataFrame, truth: pl.DataFrame):
    import linkage

    return linkage.evaluate(entities, truth)


def _run(module: str, *arguments: str) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=ROOT, stdout=subprocess.PIPE, check=True
    )
    said = json.loads(done.stdout)
    print(f"# {module} {Path(arguments[0]).parent.name}: {said}", file=sys.stderr, flush=True)
    return said


def unlike(its: File, entities: pl.DataFrame) -> float:
    """Of pairs in one entity, the share whose forenames have nothing in common: neither alike, nor one the
    beginning of the other. Where few records are labelled it shows merges that the labels cannot."""
    from rapidfuzz.distance import JaroWinkler

    from linkage import Schema, standardise

    people = standardise(pl.read_parquet(its.records), Schema.read(its.schema)).select(
        "id", "person", "forename"
    )
    named = people.join(entities, on=["id", "person"]).drop_nulls("forename")
    counts = named.group_by("entity", "forename").agg(n=pl.len().cast(pl.Int64))
    both = counts.join(counts.rename({"forename": "other", "n": "k"}), on="entity")
    both = both.filter(pl.col("forename") < pl.col("other"))
    names = both.select("forename", "other").unique()
    apart = [
        not a.startswith(b) and not b.startswith(a) and JaroWinkler.similarity(a, b) < 0.85
        for a, b in names.iter_rows()
    ]
    wrong = both.join(names.filter(pl.Series(apart)), on=["forename", "other"], how="semi")
    size = counts.group_by("entity").agg(pl.col("n").sum())["n"]
    return int((wrong["n"] * wrong["k"]).sum()) / max(1, int((size * (size - 1) // 2).sum()))


def _rounded(value: float) -> float:
    return round(value, 4)
