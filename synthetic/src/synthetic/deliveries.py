"""From a system's records to its deliveries: what is new, changed or gone on each date."""

import numpy as np
import polars as pl

from synthetic.dates import DELIVERY_DAYS
from synthetic.people.borough import Borough
from synthetic.streams import Stream, chance
from synthetic.systems.system import DELETE, FULL, INSERT, UPDATE, Delivery, System

CHANGED, ERASED = 0.02, 0.003  # of the records of the first delivery, over the later ones


def with_versions(b: Borough, system: System, plan: pl.DataFrame, rng: Stream) -> pl.DataFrame:
    """The plan with a row id and an operation, and further rows for records that change or go later."""
    plan = plan.with_columns(pl.col("since").cast(pl.Int8), op=pl.lit(INSERT), row=pl.int_range(pl.len()))
    later = sorted(set(system.schedule) - {0})
    who = np.maximum(plan["p1"].to_numpy(), 0)
    touched = (plan["since"] == 0).to_numpy() & ~b.planted[who] & (b.people.death[who] > DELIVERY_DAYS[-1])
    u = rng.random(len(plan))
    changed = again(b, plan.filter(pl.Series(touched & (u < CHANGED))), later, UPDATE, rng)
    erased = plan.filter(pl.Series(touched & (u > 1 - ERASED))) if system.deltas else plan.clear()
    return pl.concat([plan, changed, again(b, erased, later, DELETE, rng)])


def again(b: Borough, rows: pl.DataFrame, later: list[int], op: str, rng: Stream) -> pl.DataFrame:
    """These records once more in a later delivery, written afresh, at the home of that day if it is known."""
    when = np.asarray(later, np.int8)[rng.integers(0, len(later), len(rows))]
    on = np.asarray(DELIVERY_DAYS, np.int32)[when]
    home = b.spells.home_at(rows["p1"].to_numpy(), on)
    moved = (home >= 0) & chance(rng, len(rows), 0.5)
    return rows.with_columns(
        since=pl.Series(when),
        op=pl.lit(op),
        on=pl.Series(on).cast(rows.schema["on"]),
        home=pl.Series(np.where(moved, home, rows["home"].to_numpy())).cast(rows.schema["home"]),
    )


def contents(rows: pl.DataFrame, system: System, delivery: Delivery) -> pl.DataFrame:
    """The rows of one delivery:

    the latest version of each record, or for a delta what is new since the last.
    """
    earlier = [k for k in system.schedule if k < delivery.index]
    floor = -1 if delivery.kind == FULL or not earlier else max(earlier)
    seen = rows.filter((pl.col("_since") <= delivery.index) & (pl.col("_since") > floor))
    latest = seen.unique("_row", keep="last", maintain_order=True).sort("_row")
    if delivery.kind == FULL:
        latest = latest.filter(pl.col("_op") != DELETE)
    return latest
