"""The profile: what each system holds, what is missing, what is wrong, and how much people share."""

import json
from pathlib import Path
from typing import Any

import polars as pl

from synthetic.dates import END
from synthetic.people import Borough
from synthetic.truth import Truth

MANY = 15
DETAILS = ("birth", "nino", "phone", "email", "uprn", "postcode")


def profile_of(b: Borough, truth: Truth, folder: Path) -> dict[str, Any]:
    """The profile, also written as profile.json. Shares between 0 and 1."""
    records = pl.concat(truth.records)
    kinds = dict(truth.case_table().group_by("control").len().iter_rows())
    rows = {
        s: rows_of(r) for s, r in zip((r["system"][0] for r in truth.records), truth.records, strict=True)
    }
    profile: dict[str, Any] = {
        "seed": b.seed,
        "people": len(b.people),
        "living here at the end": len(b.living_here(END)),
        "homes": len(b.homes),
        "records": len(records),
        "rows": sum(rows.values()),
        "records a person": round(len(records) / len(b.people), 2),
        "missing": {d: round(1 - mean(records[f"has_{d}"]), 3) for d in DETAILS},
        "systems": {
            s: system_profile(r, rows[s]) | {"shared": truth.sharing[s]}
            for s, r in ((r["system"][0], r) for r in truth.records)
        },
        "records of a person": histogram(records),
        "planted": {"cases": kinds.get(False, 0), "controls": kinds.get(True, 0)},
        "defects": dict(truth.defect_table().group_by("kind").len().sort("kind").iter_rows()),
    }
    (folder / "profile.json").write_text(json.dumps(profile, indent=1) + "\n", "utf-8")
    return profile


def histogram(records: pl.DataFrame) -> dict[str, int]:
    """How many people have one record, two, ... and "15+"."""
    each = records.group_by("person").len()["len"].clip(upper_bound=MANY)
    counts = each.value_counts().sort("len").iter_rows()
    return {f"{MANY}+" if n == MANY else str(n): count for n, count in counts}


def mean(column: pl.Series) -> float:
    """The share of a column that is true; nought of an empty one."""
    return float(column.sum()) / max(len(column), 1)


def rows_of(records: pl.DataFrame) -> int:
    """Rows of a system: different keys (housing and benefits send a row a person)."""
    if records["system"][0] in ("housing", "benefits"):
        return len(records)
    return records["source_key"].n_unique()


def system_profile(records: pl.DataFrame, rows: int) -> dict[str, Any]:
    """Of one system: rows, people, missing details, wrong names and dates, homes of several records."""
    dated = records.filter(pl.col("has_birth"))
    return {
        "rows": rows,
        "mentions": len(records),
        "people": records["person"].n_unique(),
        "missing": {d: round(1 - mean(records[f"has_{d}"]), 3) for d in DETAILS},
        "name differs": round(mean(records["name_error"]), 3),
        "birth date wrong": round(mean(dated["birth_error"]), 4),
        "home out of date": round(mean(records["stale"]), 3),
        "people in several records": round(1 - records["person"].n_unique() / len(records), 3),
    }
