"""Parking permits and penalty charge notices in one file: one full, then deltas. CSV, UTF-8, ISO dates."""

from pathlib import Path

import numpy as np
import polars as pl

from synthetic.dates import END, NEVER, since
from synthetic.files.text import write_delimited
from synthetic.people.borough import Borough
from synthetic.streams import Stream, chance, pick
from synthetic.systems.childrens_social_care import iso
from synthetic.systems.system import (
    DELTA,
    FULL,
    Delivery,
    System,
    full_name,
    home_held,
    keys,
    ordinary,
)
from synthetic.written import Habit, take_down
from synthetic.written.picture import mentions

HABIT = Habit(
    birth=0.02,
    phone=0.6,
    email=0.7,
    uprn=0.9,
    title=0.5,
    middle=0.06,
    initial=0.22,
    nickname=0.05,
    former=0.35,
)
KEEPER = Habit(
    title=0.7, middle=0.3, initial=0.08, nickname=0.0, former=0.5, phone=0.12, email=0.22, uprn=0.6
)
PERMITS = (("RESIDENT", 0.62), ("VISITOR", 0.28), ("BLUE BADGE", 0.07), ("CARER", 0.03))
CONTRAVENTIONS = ("01", "12", "16", "21", "27", "30", "34J", "47", "62")
DRIVERS, NOTICES = 0.27, 0.5


def plan(b: Borough, rng: Stream) -> pl.DataFrame:
    """One row a permit or a notice.

    Notices carry the keeper's address with the licensing agency, often an old one.
    """
    p = b.people
    adults = ordinary(b, np.flatnonzero(p.birth < END - 19 * 365))
    drivers = adults[chance(rng, len(adults), DRIVERS)]
    permits = drivers[chance(rng, len(drivers), 0.8)]
    notices = rng.permutation(np.repeat(drivers, rng.poisson(NOTICES / DRIVERS * 0.6, len(drivers))))
    who = np.concatenate([permits, notices])
    permit = np.arange(len(who)) < len(permits)
    first = np.maximum(b.spells.start[np.searchsorted(b.spells.person, who)], END - 2000)
    last = np.minimum(p.death[who], END)
    on = (first + np.maximum(last - first, 1) * rng.random(len(who)) ** 0.6).astype(np.int32)
    home = home_held(b, who, on, 0.5, rng)
    return details(b, who, home, on, permit, rng).filter(pl.Series(home >= 0))


def details(
    b: Borough, who: np.ndarray, home: np.ndarray, on: np.ndarray, permit: np.ndarray, rng: Stream
) -> pl.DataFrame:
    """The plan's columns for these people."""
    n = len(who)
    kind = pl.Series([k for k, _ in PERMITS])[pick(rng, n, [w for _, w in PERMITS])]
    return pl.DataFrame(
        {
            "key": pl.Series(np.where(permit, "RP", "CU")) + keys("", n, rng, 8),
            "permit": permit,
            "p1": who,
            "home": home,
            "on": on,
            "since": since(on),
            "kind": kind.zip_with(pl.Series(permit), pl.Series([""])),
            "vrm": marks(who, rng),
            "valid_to": np.where(permit, on + 365, NEVER).astype(np.int32),
            "code": pl.Series(CONTRAVENTIONS)[rng.integers(0, len(CONTRAVENTIONS), n)],
            "amount": np.where(permit, rng.integers(12_000, 46_000, n), rng.choice([11_000, 16_000], n)),
            "paid": chance(rng, n, 0.72),
        }
    )


def marks(who: np.ndarray, rng: Stream) -> pl.Series:
    """A vehicle mark for each person, the same on each of their records (made up; Q in the second place is
    never issued).
    """
    letters, n = list("ABCDEFGHJKLMNOPRSTUVWXY"), who.astype(np.int64)
    part = [pl.Series(letters)[((n * k + n // 23) % 23).astype(np.int32)] for k in (3, 5, 7, 11)]
    number = pl.Series(51 + n * 13 % 25).cast(pl.String)
    return part[0] + "Q" + number + " " + part[1] + part[2] + part[3]


def render(b: Borough, plan: pl.DataFrame, rng: Stream) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The columns of permits and notices; a birth date on blue badges only."""
    who, home, on = (plan[c].to_numpy() for c in ("p1", "home", "on"))
    permit, badge = plan["permit"], plan["kind"] == "BLUE BADGE"
    holder, keeper = take_down(b, who, home, on, HABIT, rng), take_down(b, who, home, on, KEEPER, rng)
    picture = pl.select(
        pl.when(permit).then(pl.struct(holder)).otherwise(pl.struct(keeper)).alias("x")
    ).unnest("x")
    badges = pl.Series(np.where(badge.to_numpy() & chance(rng, len(who), 0.95), b.people.birth[who], 0)).cast(
        pl.Int32
    )
    picture = picture.with_columns(birth=pl.when(badges != 0).then(badges).when(permit).then("birth"))
    rows = picture.select(
        record_type=pl.when(permit).then(pl.lit("PERMIT")).otherwise(pl.lit("PCN")),
        reference=plan["key"],
        vrm=plan["vrm"],
        name=full_name(picture),
        date_of_birth=iso("birth"),
        address="address",
        postcode="postcode",
        uprn="uprn",
        phone="phone",
        email="email",
        permit_type=plan["kind"],
        zone=pl.when(permit).then(b.homes.table["zone"][home]),
        valid_from=pl.when(permit).then(iso(plan["on"])),
        valid_to=iso(plan["valid_to"]),
        issued_at=pl.when(~permit).then(iso(plan["on"])),
        contravention=pl.when(~permit).then(plan["code"]),
        amount_pence=plan["amount"],
        paid=pl.when(plan["paid"]).then(pl.lit("Y")).otherwise(pl.lit("N")),
        action=plan["op"],
    )
    return rows, mentions(plan["key"], 1, picture)


def write(path: Path, rows: pl.DataFrame, delivery: Delivery) -> None:
    """One delivery."""
    write_delimited(path, rows, "utf-8")


SYSTEM = System("parking", "csv", {0: FULL, 1: DELTA, 2: DELTA, 3: DELTA}, plan, render, write)
