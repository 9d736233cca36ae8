"""Play every story on the borough, and set its rows among the ordinary records of each system."""

from typing import Any

import numpy as np
import polars as pl

from synthetic.dates import END, NEVER, since
from synthetic.names import Names
from synthetic.people.state import State
from synthetic.planted import (
    care_gaps,
    discount_fraud,
    family_gaps,
    housing_fraud,
    identity,
    payment_fraud,
    permit_fraud,
    school_gaps,
)
from synthetic.planted.cast import Cast, PlantedRows
from synthetic.planted.stories import STORIES
from synthetic.streams import Stream, stream

PLAYED = (
    housing_fraud,
    discount_fraud,
    payment_fraud,
    permit_fraud,
    school_gaps,
    care_gaps,
    family_gaps,
    identity,
)  # importing them is what registers their stories
HOMES_A_CASE = (6, 52, 45)  # owned, private, social, of all stories together
GROUPED = {
    "housing": "reference",
    "benefits": "key",
}  # systems whose records hold several people under one key


def times(people: int, share: float = 1.0) -> int:
    """How often each story is played: once in a hamlet, twenty-four times in a borough; `share` of that."""
    return max(1, round(int(np.clip(people // 4000, 1, 24)) * share))


def play(s: State, spare: list[list[int]], count: int, seed: int) -> Cast:
    """Every story, `count` times."""
    cast = Cast(s, stream(seed, "planted"), count, spare)
    for story, act in STORIES:
        cast.begin(story)
        act(cast)
    return cast


def plain(system: str, on: np.ndarray) -> dict[str, Any]:
    """What a plain live record of a system says, unless the story says otherwise."""
    nobody: dict[str, Any] = {"p2": -1}
    records: dict[str, dict[str, Any]] = {
        "council_tax": nobody
        | {"started": on, "ended": NEVER, "discount": "", "exemption": "", "forwarded": -1, "balance": 0},
        "housing": {
            "role": "TENANT",
            "number": 1,
            "tenure": 2,
            "started": on,
            "ended": NEVER,
            "rtb": None,
            "arrears": 0,
        },
        "benefits": {"role": 0, "number": 1, "started": on, "ended": END + 400, "household_type": "Single"},
        "schools": nobody
        | {
            "p3": -1,
            "kind": "PUPIL",
            "left": NEVER,
            "reason": "",
            "enrolment": "C",
            "absent": 0,
            "entered": on,
        },
        "childrens_social_care": nobody
        | {"p3": -1, "plan": "CP", "began": on, "ended": NEVER, "note": None, "restricted": False},
        "adult_social_care": nobody | {"began": on, "ended": NEVER, "died": NEVER, "paid": END - 10},
        "libraries": {"used": np.minimum(on + 200, END - 5)},
        "parking": {"permit": True, "kind": "RESIDENT", "valid_to": np.maximum(on + 365, END + 30)},
        "leisure": {"visited": np.minimum(on + 100, END - 31), "by_hand": False},
        "crm": {"note": None},
        "licensing": nobody | {"company": False},
    }
    return records.get(system, {})


def set_among(plan: pl.DataFrame, system: str, played: list[PlantedRows], rng: Stream) -> pl.DataFrame:
    """The plan with planted rows in the place (and under the keys) of ordinary ones.

    Adds `batch` (which of `played`, -1 ordinary) and `nth` (which case of the story).
    """
    plan = plan.with_columns(batch=pl.lit(-1, dtype=pl.Int32), nth=pl.lit(0, dtype=pl.Int32))
    plan = plan.with_columns(place=pl.int_range(pl.len()))
    mine = [(i, p) for i, p in enumerate(played) if p.system == system]
    wanted = sum(len(p.columns["p1"]) for _, p in mine)
    places = rng.choice(len(plan), wanted, replace=wanted > len(plan) // 2)
    new, start = [], 0
    for i, rows in mine:
        new.append(planted_rows(plan[places[start : start + len(rows.columns["p1"])]], i, rows))
        start += len(rows.columns["p1"])
    if system in GROUPED:
        return (
            pl.concat([plan, *fresh_keys(plan, system, new, rng)])
            .sort("place", maintain_order=True)
            .drop("place")
        )
    kept = np.ones(len(plan), bool)
    kept[places] = False
    every = pl.concat([plan.filter(pl.Series(kept)), *new]).sort("place", maintain_order=True).drop("place")
    again = pl.int_range(pl.len()).over("key")  # a hamlet has too few places
    return every.with_columns(
        key=pl.when(again > 0).then(pl.col("key") + again.cast(pl.String)).otherwise("key")
    )


def planted_rows(frame: pl.DataFrame, batch: int, rows: PlantedRows) -> pl.DataFrame:
    """Ordinary rows with the columns of a plain record and then the story's own over them."""
    n, on = len(frame), rows.columns["on"]
    columns: dict[str, Any] = plain(rows.system, on) | rows.columns
    columns |= {"since": since(on), "batch": batch, "nth": np.arange(n)}
    if rows.system == "parking":  # a permit's reference, should the place have been a notice's
        frame = frame.with_columns(key=pl.col("key").str.replace("^CU", "RP"))
    if rows.system in GROUPED:
        columns[GROUPED[rows.system]] = [group_name(rows, batch, i) for i in range(n)]
    return frame.with_columns(
        pl.Series(name, np.broadcast_to(values, (n,)).tolist()).cast(frame.schema[name])
        for name, values in columns.items()
    )


def group_name(rows: PlantedRows, batch: int, nth: int) -> str:
    """One name for the people of one tenancy or claim: the case's, where the story groups its rows."""
    return f"{rows.story.name if GROUPED[rows.system] in rows.columns else batch}/{nth}"


def fresh_keys(plan: pl.DataFrame, system: str, new: list[pl.DataFrame], rng: Stream) -> list[pl.DataFrame]:
    """The planted tenancies and claims under numbers that no ordinary one has, of the same range and form."""
    column = GROUPED[system]
    letter, width = plan[column][0][0], len(plan[column][0]) - 1
    taken = plan[column].str.slice(1).cast(pl.Int64).to_numpy()
    names = pl.concat([f[column] for f in new]).unique(maintain_order=True)
    free = np.setdiff1d(np.arange(taken.min(), taken.max() + 2 * len(names)), taken)
    free = rng.permutation(free)
    number = dict(
        zip(names.to_list(), [f"{letter}{k:0{width}d}" for k in free[: len(names)].tolist()], strict=True)
    )
    named = [f.with_columns(pl.col(column).replace_strict(number)) for f in new]
    if system == "housing":
        named = [
            f.with_columns(key=pl.col("reference") + "/" + pl.col("number").cast(pl.String)) for f in named
        ]
    return named


def as_written(
    rows: pl.DataFrame, plan: pl.DataFrame, played: list[PlantedRows], names: Names
) -> pl.DataFrame:
    """The rendered rows with what stories say of their very words."""
    for i in plan["batch"].unique().sort().to_list():
        for column, value in played[i].written.items() if i >= 0 else ():
            text = (
                value(names)
                if callable(value)
                else pl.Series(np.broadcast_to(value, plan["batch"].eq(i).sum()).tolist())
            )
            here = plan["batch"].eq(i)
            chosen = text[plan.filter(here)["nth"].to_numpy()]
            changed = rows[column].clone().scatter(here.arg_true(), chosen)
            rows = rows.with_columns(changed.alias(column))
    return rows
