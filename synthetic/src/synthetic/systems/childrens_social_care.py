"""Children known to social care: JSON lines, one full file and then deltas of upserts and deletions."""

from pathlib import Path

import numpy as np
import polars as pl

from synthetic.dates import DELIVERIES, END, NEVER, since
from synthetic.people.borough import Borough
from synthetic.streams import Stream, chance, pick
from synthetic.systems.system import (
    DELTA,
    FULL,
    Delivery,
    System,
    full_name,
    home_held,
    keys,
    operation,
    ordinary,
)
from synthetic.written import Habit, take_down
from synthetic.written.picture import mentions

CHILD = Habit(birth=0.97, nhs=0.6, uprn=0.35, title=0.0, former=0.3, nickname=0.08, variant=0.1, postcode=0.9)
CARER = Habit(
    birth=0.45, phone=0.7, email=0.1, title=0.2, former=0.4, nickname=0.1, variant=0.1, initial=0.06
)
PLANS = (("CIN", 0.6), ("CP", 0.25), ("LAC", 0.15))
KNOWN = 0.07


def plan(b: Borough, rng: Stream) -> pl.DataFrame:
    """One row a referred child, past or present: p1 the child, p2 the mother, p3 another carer."""
    p = b.people
    children = ordinary(b, np.flatnonzero((p.birth > END - 19 * 365) & (p.birth < END - 20)))
    who = children[chance(rng, len(children), KNOWN)]
    n = len(who)
    first = np.searchsorted(b.spells.person, who)
    begin = np.maximum(b.spells.start[first], END - 2200)
    on = (begin + (END - begin) * rng.random(n)).astype(np.int32)
    ended = np.where(chance(rng, n, 0.55), np.minimum(on + rng.integers(60, 500, n), END), NEVER)
    home = home_held(b, who, on, 0.3, rng)
    kept = home >= 0
    return pl.DataFrame(
        {
            "key": keys("CSC", n, rng),
            "p1": who,
            "p2": p.mother[who],
            "p3": np.where(chance(rng, n, 0.5), p.father[who], -1),
            "home": home,
            "on": on,
            "since": since(on),
            "began": on,
            "ended": ended.astype(np.int32),
            "plan": pl.Series([k for k, _ in PLANS])[pick(rng, n, [w for _, w in PLANS])],
            "note": pl.Series([None] * n, dtype=pl.String),
            "restricted": chance(rng, n, 0.01),
            "worker": "SW" + pl.Series(rng.integers(100, 190, n)).cast(pl.String),
        }
    ).filter(pl.Series(kept))


def render(b: Borough, plan: pl.DataFrame, rng: Stream) -> tuple[pl.DataFrame, pl.DataFrame]:
    """One nested record a child."""
    home, on = plan["home"].to_numpy(), plan["on"].to_numpy()
    child, mother, carer = (
        take_down(b, plan[c].to_numpy(), home, on, h, rng)
        for c, h in (("p1", CHILD), ("p2", CARER), ("p3", CARER))
    )
    held = [
        pl.struct(
            given_name="forename",
            family_name="surname",
            date_of_birth=iso("birth"),
            sex="sex",
            nhs_number="nhs",
        ).alias("child"),
        pl.struct(text="address", postcode="postcode", uprn="uprn").alias("address"),
    ]
    rows = child.select(
        *held,
        op=operation(plan["op"]),
        id=plan["key"],
        plan_type=plan["plan"],
        plan_start=iso(plan["began"]),
        plan_end=iso(plan["ended"]),
        mother=person(mother),
        other_carer=person(carer),
        allocated_worker=plan["worker"],
        restricted=plan["restricted"],
        note=plan["note"],
    )
    for contact in (mother, carer):
        for c in ("uprn", "postcode"):
            contact.replace_column(contact.get_column_index(c), child[c])
    return rows, pl.concat([mentions(plan["key"], i, x) for i, x in enumerate((child, mother, carer), 1)])


def person(picture: pl.DataFrame) -> pl.Series:
    """A carer as {name, date_of_birth, phone}, null where there is none."""
    frame = picture.with_columns(name=full_name(picture))
    whole = pl.struct("name", date_of_birth=iso("birth"), phone="phone", email="email")
    return frame.select(pl.when(pl.col("name").is_not_null()).then(whole)).to_series()


def iso(days: str | pl.Series) -> pl.Expr:
    """Day numbers as 2026-10-01."""
    column = pl.col(days) if isinstance(days, str) else pl.lit(days)
    return pl.when(column < int(NEVER)).then(column).cast(pl.Int32).cast(pl.Date).dt.to_string("%Y-%m-%d")


def write(path: Path, rows: pl.DataFrame, delivery: Delivery) -> None:
    """Upserts whole; deletions with op and id only."""
    stamp = pl.lit(DELIVERIES[delivery.index] + "T02:15:00Z").alias("updated")
    rows = rows.select("op", "id", stamp, pl.exclude("op", "id"))
    lines = rows.select(
        pl.when(pl.col("op") == "delete")
        .then(pl.struct("op", "id", "updated").struct.json_encode())
        .otherwise(pl.struct(pl.all()).struct.json_encode())
    ).to_series()
    path.write_text("".join(line + "\n" for line in lines.to_list()), "utf-8", newline="\n")


SYSTEM = System(
    "childrens_social_care", "jsonl", {0: FULL, 1: DELTA, 2: DELTA, 3: DELTA}, plan, render, write
)
