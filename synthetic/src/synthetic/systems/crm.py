"""Customer contact: JSON lines, full then deltas.

A new contact record for many a call, so people recur with variations.
"""

from pathlib import Path

import numpy as np
import polars as pl

from synthetic.dates import END, since
from synthetic.people.borough import Borough
from synthetic.streams import Stream, pick
from synthetic.systems.childrens_social_care import iso
from synthetic.systems.system import (
    DELTA,
    FULL,
    Delivery,
    System,
    full_name,
    home_held,
    keys,
    last_here,
    operation,
    ordinary,
    written_days,
)
from synthetic.written import Habit, take_down
from synthetic.written.picture import mentions

HABIT = Habit(
    birth=0.42,
    phone=0.78,
    email=0.72,
    uprn=0.88,
    postcode=0.94,
    title=0.35,
    middle=0.03,
    nickname=0.14,
    initial=0.07,
    variant=0.1,
    typing=0.035,
    former=0.35,
    no_name=0.004,
    old_phone=0.3,
    birth_placeholder=0.02,
    street_typing=0.05,
)
CHANNELS = ("phone", "web", "email", "counter", "chat")
SUBJECTS = (
    "Missed bin",
    "Council tax enquiry",
    "Housing repair",
    "Noise complaint",
    "Parking permit",
    "School place",
    "Change of address",
    "Blue Badge",
    "Bulky waste",
    "Benefit enquiry",
)
NOTES = (
    None,
    None,
    None,
    "Caller will ring back.",
    "Advised to use online form. Caller unhappy with wait.",
    "Customer speaking on behalf of mother.",
    "Says they wrote twice;\nno reply received.",
    'Asked for "a proper answer" by Friday.',
    "Language line used.",
    "New number given, old one lost - please update.",
)
CONTACTS = 1.85  # records an adult who has been here some years, on average


def plan(b: Borough, rng: Stream) -> pl.DataFrame:
    """One row a contact record: some people never ring, some make a new record each time."""
    adults = ordinary(b, np.flatnonzero(b.people.birth < END - 17.5 * 365))
    stay = last_here(b, adults) - b.spells.start[np.searchsorted(b.spells.person, adults)]
    eager = rng.gamma(0.8, 1.25, len(adults)) * CONTACTS * np.clip(stay / 1500, 0.1, 1.3)
    who = rng.permutation(np.repeat(adults, rng.poisson(eager)))
    n, on = len(who), written_days(b, who, rng, recent=1.6)
    home = home_held(b, who, on, 0.7, rng)
    made = pl.DataFrame(
        {
            "key": keys("C-", n, rng, 8),
            "p1": who,
            "home": home,
            "on": on,
            "since": since(on),
            "channel": pl.Series(CHANNELS)[pick(rng, n, [5, 4, 2, 1, 1])],
            "subject": pl.Series(SUBJECTS)[rng.integers(0, len(SUBJECTS), n)],
            "note": pl.Series(NOTES)[rng.integers(0, len(NOTES), n)],
        }
    )
    return made.filter(pl.Series(home >= 0)).sort("on", "key")


def render(b: Borough, plan: pl.DataFrame, rng: Stream) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The columns of a contact record."""
    picture = take_down(b, plan["p1"].to_numpy(), plan["home"].to_numpy(), plan["on"].to_numpy(), HABIT, rng)
    rows = picture.select(
        op=operation(plan["op"]),
        contact_id=plan["key"],
        created=iso(plan["on"]) + pl.lit("T10:00:00Z"),
        channel=plan["channel"],
        name=full_name(picture),
        first_name="forename",
        last_name="surname",
        date_of_birth=iso("birth"),
        phone="phone",
        email="email",
        address="address",
        postcode="postcode",
        uprn="uprn",
        subject=plan["subject"],
        note=plan["note"],
    )
    return rows, mentions(plan["key"], 1, picture)


def write(path: Path, rows: pl.DataFrame, delivery: Delivery) -> None:
    """Upserts whole; deletions (the right to erasure) with op and contact_id only."""
    lines = rows.select(
        pl.when(pl.col("op") == "delete")
        .then(pl.struct("op", "contact_id").struct.json_encode())
        .otherwise(pl.struct(pl.all()).struct.json_encode())
    ).to_series()
    path.write_text("".join(line + "\n" for line in lines.to_list()), "utf-8", newline="\n")


SYSTEM = System("crm", "jsonl", {0: FULL, 1: DELTA, 2: DELTA, 3: DELTA}, plan, render, write)
