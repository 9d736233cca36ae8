"""Write a whole borough: extracts by date, truth apart. Into a folder beside, renamed at the end."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl

from synthetic.deliveries import contents, with_versions
from synthetic.people import Borough, make_borough
from synthetic.streams import stream
from synthetic.systems import SYSTEMS
from synthetic.systems.system import Delivery, System

Progress = Callable[[str], None]


def write_borough(people: int, seed: int, out: Path, progress: Progress = lambda step: None) -> dict:
    """Make a borough and write it to `out`, replacing what is there. Returns the profile."""
    part = out.with_name(out.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    (part / "truth").mkdir(parents=True)
    progress("people and homes")
    borough = make_borough(people, seed)
    truths = []
    for system in SYSTEMS:
        progress(system.slug.replace("_", " "))
        truths.append(write_system(borough, system, part / "extracts"))
    progress("truth and profile")
    profile = write_truth(borough, pl.concat(truths), part)
    shutil.rmtree(out, ignore_errors=True)
    part.rename(out)
    return profile


def write_system(b: Borough, system: System, folder: Path) -> pl.DataFrame:
    """Write every delivery of one system; returns the truth of its mentions."""
    plan = with_versions(
        b, system, system.plan(b, stream(b.seed, system.slug, "plan")), stream(b.seed, system.slug, "changes")
    )
    rows, truth = system.render(b, plan, stream(b.seed, system.slug, "written"))
    rows = rows.with_columns(
        plan["row"].alias("_row"), plan["since"].alias("_since"), plan["op"].alias("_op")
    )
    for index, kind in system.schedule.items():
        delivery = Delivery(index, kind)
        place = folder / delivery.date
        place.mkdir(parents=True, exist_ok=True)
        system.write(place / f"{system.slug}.{system.extension}", contents(rows, system, delivery), delivery)
    first = truth.unique(["source_key", "person_number"], keep="first", maintain_order=True)
    return first.select(pl.lit(system.slug).alias("system"), pl.all())


def write_truth(b: Borough, records: pl.DataFrame, part: Path) -> dict:
    """records.parquet, people.parquet and profile.json."""
    records.write_parquet(part / "truth" / "records.parquet")
    profile = {"seed": b.seed, "people": len(b.people), "records": len(records)}
    (part / "profile.json").write_text(json.dumps(profile, indent=1) + "\n", "utf-8")
    return profile
