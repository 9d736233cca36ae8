"""The synthetic borough as a file of records, and who each is: read by the council's own feeds, without a database.

The truth is joined here and nowhere else. Kept under `.borough/benchmarks`, so that it is made once.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl

from . import ROOT

FIELDS = ("forename", "middle_names", "surname", "date_of_birth", "sex", "address", "postcode", "uprn",
          "email", "phone", "nino", "nhs_number")  # fmt: skip
SCHEMA = {"id": "id", "feed": "source"} | {name: name for name in FIELDS}
# Systems that send a person a row: their key names the person by itself.
A_PERSON_A_ROW = ("housing", "benefits")
KEPT = ROOT / ".borough" / "benchmarks"


def borough(people: int, seed: int, errors: float = 1.0) -> tuple[Path, Path]:
    """records.parquet (`id`, `feed`, FIELDS as text), truth.parquet (`id`, `person`). Ids and order say nothing."""
    folder = KEPT / f"people-{people}-seed-{seed}-errors-{errors:g}"
    records, truth = folder / "records.parquet", folder / "truth.parquet"
    if not truth.exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [sys.executable, "-m", "benchmarks._borough", str(people), str(seed), str(errors)],
            cwd=ROOT,
            check=True,
        )
    return records, truth


def make(people: int, seed: int, errors: float) -> None:
    """In a process of its own, whose memory then goes back to the machine."""
    folder = KEPT / f"people-{people}-seed-{seed}-errors-{errors:g}"
    both = joined(made(folder / "made", people, seed, errors), seed)
    both.select(*SCHEMA).write_parquet(folder / "records.parquet")
    both.drop_nulls("person").select("id", "person").write_parquet(folder / "truth.parquet")


def made(folder: Path, people: int, seed: int, errors: float) -> Path:
    """The borough's extracts and truth; not made again where they are."""
    if not folder.exists():
        subprocess.run(
            [sys.executable, "-m", "synthetic", "--people", str(people), "--seed", str(seed), "--errors", str(errors),
             "--out", str(folder), "--quiet"],
            check=True,
        )  # fmt: skip
    return folder


def joined(folder: Path, seed: int) -> pl.DataFrame:
    """The columns of SCHEMA, and `person`: null where the truth does not know the record."""
    records = pl.concat(records_of_feeds(folder))
    both = records.join(_truth(folder), on=["feed", "source_key", "number"], how="left")
    both = both.sort("feed", "source_key", "number").sample(fraction=1, shuffle=True, seed=seed)
    return both.with_columns(id=pl.format("r{}", pl.int_range(pl.len())))


def records_of_feeds(made: Path) -> Iterator[pl.DataFrame]:
    """One feed after another: `feed`, `source_key`, `number`, and FIELDS."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "borough.config.settings")
    import django

    django.setup()
    from borough.platform.feeds.deliveries import deliveries

    files = deliveries(made / "extracts")
    contracts = {contract.slug: contract for _, contract, _ in files}
    for slug, contract in sorted(contracts.items()):
        day, current = _folded(contract, [(day, path) for day, its, path in files if its.slug == slug])
        yield _records(contract, day, current)


def _folded(contract, files: list[tuple[date, Path]]) -> tuple[date, pl.DataFrame]:
    """What is current after all files of a feed, as the council decides: held and refused ones count for nothing."""
    from borough.platform.feeds.applying import _problems, take
    from borough.platform.feeds.reading import FileFault
    from borough.platform.feeds.settling import settle

    columns = ["_row", "_key", "_cells", *contract.fields]
    current = pl.DataFrame(schema={"_row": pl.UInt32} | dict.fromkeys(columns[1:], pl.String))
    last = files[0][0]
    for day, path in files:
        try:
            taken = take(path, contract, day)
        except FileFault:
            continue
        wrong = pl.concat([taken.checked.bad["_key"], taken.distinct.bad["_key"]]).drop_nulls()
        known = current.select("_key", batch=pl.lit(0, pl.Int64), number="_row", _cells="_cells")
        change = settle(taken.distinct.rows, known, contract, protected=wrong, removes=True)
        if _problems(taken, contract, current.height, change, None):
            continue
        gone = pl.concat([change.removed, change.changed["_key"]]).to_frame("_key")
        current = pl.concat([current.join(gone, on="_key", how="anti"), change.changed.select(columns)])
        last = day
    return last, current


def _records(contract, day: date, current: pl.DataFrame) -> pl.DataFrame:
    from borough.platform.feeds.consumers import Change
    from borough.residents.ingest import records_of

    nothing = pl.Series("_key", [], dtype=pl.String)
    rows = current.with_columns(_row=pl.int_range(1, pl.len() + 1, dtype=pl.UInt32)).drop("_cells")
    people = records_of(
        Change(contract=contract, batch_id=0, extracted_on=day, changed=rows, removed=nothing)
    )
    address = pl.concat_str(
        pl.format("Flat {}", "flat"), pl.concat_str("house", "street", separator=" ", ignore_nulls=True),
        separator=", ", ignore_nulls=True,
    )  # fmt: skip
    named = people.with_columns(address=address.replace("", None), number=pl.col("number").cast(pl.Int64))
    return named.select("feed", "source_key", "number", *(pl.col(name).cast(pl.String) for name in FIELDS))


def _truth(made: Path) -> pl.DataFrame:
    truth = pl.read_parquet(made / "truth" / "records.parquet").select(
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


if __name__ == "__main__":
    make(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
