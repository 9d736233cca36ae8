"""Housing benefit and council tax support: a monthly full list of claims with their people.

XML, UTF-8, totals at the end.
"""

from pathlib import Path

import numpy as np
import polars as pl

from synthetic.dates import END, since
from synthetic.files.xml import element
from synthetic.people.borough import Borough
from synthetic.places.homes import SOCIAL
from synthetic.streams import Stream, chance
from synthetic.systems.benefit_claims import claims, money
from synthetic.systems.system import FULL, Delivery, System
from synthetic.written import Habit, take_down
from synthetic.written.picture import mentions

HABIT = Habit(
    birth=0.985,
    nino=0.95,
    phone=0.55,
    email=0.4,
    uprn=0.9,
    title=0.7,
    middle=0.35,
    former=0.2,
    nickname=0.02,
    initial=0.005,
    birth_slip=0.008,
)
CLAIMS = np.array([0.06, 0.28, 0.7, 0.9])  # by tenure


def plan(b: Borough, rng: Stream) -> pl.DataFrame:
    """One row a person of a claim:

    claimant, partner, dependent children, other adults (often not declared).
    """
    stays = b.occupations.filter(
        (pl.col("end") > END - 3000) & pl.Series(~b.planted[b.occupations["lead"].to_numpy()])
    )
    likely = CLAIMS[stays["tenure"].to_numpy()] * np.where(stays["adults"].to_numpy() > 2, 0.6, 1.0)
    stays = stays.filter(pl.Series(chance(rng, len(stays), likely)))
    n = len(stays)
    stays = stays.with_columns(
        key=pl.lit("B") + pl.Series(2_000_000 + rng.permutation(n)).cast(pl.String),
        hb=pl.Series(rng.integers(4_000, 32_000, n)),
        ctr=pl.Series(rng.integers(500, 3_800, n)),
    )
    people = b.members.join(stays, on="occupation", how="inner", maintain_order="left", suffix="_stay")
    partner = pl.Series(b.people.partner[people["person"].to_numpy()])
    role = (
        pl.when(pl.col("rank") == 0)
        .then(0)
        .when(partner == pl.col("lead"))
        .then(1)
        .when("child")
        .then(2)
        .otherwise(3)
    )
    people = people.with_columns(role=role.cast(pl.Int8))
    declared = (pl.col("role") < 3) | pl.Series(chance(rng, len(people), 0.55))
    people = people.filter(declared).sort("occupation", "role", "rank")
    return people.select(
        "key",
        "role",
        number=pl.int_range(1, pl.len() + 1).over("occupation"),
        p1="person",
        home="home",
        on="start",
        since=pl.Series(since(people["start_stay"].to_numpy())),
        started="start_stay",
        ended="end_stay",
        hb="hb",
        ctr="ctr",
        tenancy=pl.when(pl.col("tenure") == SOCIAL).then(pl.lit("LA")).otherwise(pl.lit("Private")),
        household_type=pl.when(pl.col("second") >= 0).then(pl.lit("Couple")).otherwise(pl.lit("Single")),
    )


def render(b: Borough, plan: pl.DataFrame, rng: Stream) -> tuple[pl.DataFrame, pl.DataFrame]:
    """One row a person with the claim's columns beside; children and other adults have no NINO or contact of
    their own.
    """
    picture = take_down(b, plan["p1"].to_numpy(), plan["home"].to_numpy(), plan["on"].to_numpy(), HABIT, rng)
    role = plan["role"]
    picture = picture.with_columns(
        nino=pl.when(role < 2).then("nino").when((role == 3) & (pl.col("style") < 4)).then("nino"),
        phone=pl.when(role == 0).then("phone"),
        email=pl.when(role == 0).then("email"),
    )
    rows = picture.select(
        "title",
        "forename",
        "middle",
        "surname",
        "sex",
        "nino",
        "phone",
        "email",
        "uprn",
        "line1",
        "line2",
        "postcode",
        key=plan["key"],
        number=plan["number"].cast(pl.String),
        role=role,
        birth=pl.col("birth").cast(pl.Date).dt.to_string("%Y-%m-%d"),
        started=plan["started"].cast(pl.Int32).cast(pl.Date).dt.to_string("%Y-%m-%d"),
        ended=plan["ended"]
        .set(plan["ended"] > END, None)
        .cast(pl.Int32)
        .cast(pl.Date)
        .dt.to_string("%Y-%m-%d"),
        hb=plan["hb"],
        ctr=plan["ctr"],
        tenancy=plan["tenancy"],
        household_type=plan["household_type"],
    )
    return rows, mentions(plan["key"], plan["number"], picture)


def write(path: Path, rows: pl.DataFrame, delivery: Delivery) -> None:
    """The extract with <Totals>: claims, persons, weekly housing benefit and council tax reduction."""
    made, first = claims(rows), rows.unique("key", keep="first", maintain_order=True)
    totals = pl.DataFrame(
        {
            "claims": len(made),
            "persons": len(rows),
            "hb": int(first["hb"].sum()),
            "ctr": int(first["ctr"].sum()),
        }
    ).select(
        element("Claims", pl.col("claims").cast(pl.String))
        + element("Persons", pl.col("persons").cast(pl.String))
        + element("WeeklyHB", money("hb"))
        + element("WeeklyCTR", money("ctr"))
    )
    head = f'<BenefitExtract extractDate="{delivery.date}" authority="5210">'
    body = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        head,
        *made.to_list(),
        f"<Totals>{totals.item()}</Totals>",
    ]
    path.write_text("\n".join(body) + "\n</BenefitExtract>\n", "utf-8", newline="\n")


SYSTEM = System("benefits", "xml", {0: FULL, 3: FULL}, plan, render, write)
