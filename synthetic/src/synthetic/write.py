"""Write a whole borough: extracts by date, truth apart. Into a folder beside, renamed at the end."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

from synthetic.deliveries import contents, with_versions
from synthetic.make import make_borough
from synthetic.people import Borough
from synthetic.planted import play
from synthetic.planted.bytes import spoil_lines, spoil_whole
from synthetic.planted.defects import spoil_cells
from synthetic.profile.figures import profile_of
from synthetic.registers import write_registers
from synthetic.streams import stream
from synthetic.systems import SYSTEMS
from synthetic.systems.system import Delivery, System
from synthetic.truth import Truth

Progress = Callable[[str], None]
DRAWS = 200
MIXED = ("key", "row", "since", "op")  # columns of the plan that travel with the rows to the deliveries


def write_borough(
    people: int,
    seed: int,
    out: Path,
    progress: Progress = lambda step: None,
    errors: float = 1.0,
    planted: float = 1.0,
) -> dict[str, Any]:
    """Make a borough and write it to `out`, replacing what is there. Returns the profile.

    `errors`: how many times as often systems err as they usually do. `planted`: how many times as many planted cases.
    """
    part = out.with_name(out.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    (part / "truth").mkdir(parents=True)
    progress("people and homes")
    borough = make_borough(people, seed, errors, planted)
    truth = Truth(borough)
    for system in SYSTEMS:
        progress(system.slug.replace("_", " "))
        write_system(borough, system, part / "extracts", truth)
    progress("registers")
    write_registers(borough, part / "extracts")
    progress("truth and profile")
    truth.write(part / "truth")
    profile = profile_of(borough, truth, part)
    shutil.rmtree(out, ignore_errors=True)
    part.rename(out)
    return profile


def write_system(b: Borough, system: System, folder: Path, truth: Truth) -> None:
    """Write every delivery of one system, and note its truth."""
    rng = {use: stream(b.seed, system.slug, use) for use in ("planted", "changes", "written")}
    plan = play.set_among(ordinary_plan(b, system), system.slug, b.played.rows, rng["planted"])
    plan = with_versions(b, system, system.finish(b, plan), rng["changes"])
    rows, mentions = system.render(b, plan, rng["written"])
    rows = play.as_written(rows, plan, b.played.rows, b.names)
    truth.note_records(system.slug, mentions)
    truth.note_cases(system.slug, plan)
    travelling = [plan[c].alias(f"_{c}") for c in MIXED]
    rows = rows.with_columns(*travelling, (plan["batch"] >= 0).alias("_planted"))
    for index, kind in system.schedule.items():
        write_delivery(b, system, rows, Delivery(index, kind), folder, truth)


def ordinary_plan(b: Borough, system: System) -> pl.DataFrame:
    """The system's plan. In a hamlet chance may leave a system with nobody: then it is drawn again."""
    for attempt in range(DRAWS):
        plan = system.plan(b, stream(b.seed, system.slug, "plan", attempt))
        if len(plan):
            return plan
    raise ValueError(f"too few people for {system.slug}: make a larger borough")


def write_delivery(
    b: Borough, system: System, rows: pl.DataFrame, delivery: Delivery, folder: Path, truth: Truth
) -> None:
    """Write one file with its defects."""
    rng = stream(b.seed, system.slug, "defects", delivery.date)
    spoilt, log = spoil_cells(contents(rows, system, delivery), system.slug, rng)
    path = folder / delivery.date / f"{system.slug}.{system.extension}"
    path.parent.mkdir(parents=True, exist_ok=True)
    system.write(path, spoilt.select(pl.exclude("^_.*$")), delivery)
    log += spoil_lines(path, system.slug, spoilt["_key"].to_list(), spoilt["_planted"].to_numpy(), rng)
    log += spoil_whole(path, system.slug, delivery.date)
    truth.note_defects(system.slug, delivery.date, log)
