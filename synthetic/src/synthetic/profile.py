"""The profile: what each system holds, what is missing, what is wrong, and how much people share."""

import json
from pathlib import Path
from typing import Any

import polars as pl

from synthetic.people import Borough
from synthetic.truth import Truth

DETAILS = ("birth", "nino", "phone", "email", "uprn", "postcode")


def profile_of(b: Borough, truth: Truth, folder: Path) -> dict[str, Any]:
    """The profile, also written as profile.json. Shares between 0 and 1."""
    records = pl.concat(truth.records)
    planted = truth.planted()
    rows = {
        s: rows_of(r) for s, r in zip((r["system"][0] for r in truth.records), truth.records, strict=True)
    }
    profile: dict[str, Any] = {
        "seed": b.seed,
        "people": len(b.people),
        "living here at the end": len(b.living_here(20_757)),
        "homes": len(b.homes),
        "records": len(records),
        "rows": sum(rows.values()),
        "records a person": round(len(records) / len(b.people), 2),
        "missing": {d: round(1 - float(records[f"has_{d}"].mean()), 3) for d in DETAILS},
        "systems": {s: system_profile(r, rows[s]) for s, r in ((r["system"][0], r) for r in truth.records)},
        "planted": dict(
            planted.filter(pl.col("case").is_not_null()).group_by("control").len().sort("control").iter_rows()
        ),
        "defects": dict(truth.defect_table().group_by("kind").len().sort("kind").iter_rows()),
    }
    profile["planted"] = {
        "cases": profile["planted"].get(False, 0),
        "controls": profile["planted"].get(True, 0),
    }
    (folder / "profile.json").write_text(json.dumps(profile, indent=1) + "\n", "utf-8")
    return profile


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
        "missing": {d: round(1 - float(records[f"has_{d}"].mean()), 3) for d in DETAILS},
        "name differs": round(float(records["name_error"].mean()), 3),
        "birth date wrong": round(float(dated["birth_error"].mean() or 0), 4),
        "home out of date": round(float(records["stale"].mean() or 0), 3),
        "people in several records": round(1 - records["person"].n_unique() / len(records), 3),
    }
