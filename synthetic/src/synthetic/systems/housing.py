"""Council tenancies: a weekly full list, one row a person.

Pipe-delimited UTF-8, dates DD-MON-YYYY, a trailer line.
"""

from pathlib import Path

import numpy as np
import polars as pl

from synthetic.dates import END, NEVER, since
from synthetic.files.text import write_delimited
from synthetic.people.borough import Borough
from synthetic.places.homes import SOCIAL, TEMPORARY
from synthetic.streams import Stream, chance
from synthetic.systems.system import FULL, Delivery, System
from synthetic.written import Habit, take_down
from synthetic.written.picture import mentions

HABIT = Habit(birth=0.9, nino=0.72, phone=0.6, email=0.35, uprn=0.98, title=0.8, middle=0.2, former=0.3)
WEEKLY_PENCE = 11_800


def plan(b: Borough, rng: Stream) -> pl.DataFrame:
    """One row a person in a tenancy of the council, past or present; household members are often not told
    of.
    """
    stays = b.occupations.filter(
        pl.col("tenure").is_in([SOCIAL, TEMPORARY]) & pl.Series(~b.planted[b.occupations["lead"].to_numpy()])
    )
    n = len(stays)
    reference = 100_000 + rng.permutation(n)
    stays = stays.with_columns(
        reference=pl.lit("T") + pl.Series(reference).cast(pl.String).str.zfill(7),
        rent=pl.Series(WEEKLY_PENCE + rng.integers(0, 9_000, n)),
        joint=pl.Series(chance(rng, n, 0.7)),
        arrears=pl.Series(np.where(chance(rng, n, 0.25), rng.integers(500, 180_000, n), 0)),
    )
    people = b.members.join(stays, on="occupation", how="inner", maintain_order="left", suffix="_stay")
    told = pl.Series(chance(rng, len(people), 0.84)) | (pl.col("rank") == 0)
    people = people.filter(told).with_columns(
        role=pl.when(pl.col("rank") == 0)
        .then(pl.lit("TENANT"))
        .when((pl.col("person") == pl.col("second")) & pl.col("joint"))
        .then(pl.lit("JOINT"))
        .otherwise(pl.lit("MEMBER")),
        number=pl.int_range(1, pl.len() + 1).over("occupation"),
    )
    started = people["start_stay"].to_numpy()
    return people.select(
        key=pl.col("reference") + "/" + pl.col("number").cast(pl.String),
        reference="reference",
        number="number",
        role="role",
        p1="person",
        home="home",
        on="start",
        since=pl.Series(since(people["start"].to_numpy())),
        started=pl.Series(started),
        ended=pl.when(pl.col("end_stay") > END).then(int(NEVER)).otherwise("end_stay"),
        tenure="tenure",
        rent="rent",
        arrears="arrears",
        rtb=pl.lit(None, dtype=pl.Int32),
    )


def relationship(b: Borough, plan: pl.DataFrame) -> pl.Series:
    """How each is related to the tenant, in the officer's word."""
    who, p = plan["p1"].to_numpy(), b.people
    first = plan.select(pl.col("p1").first().over("reference")).to_series().to_numpy()
    child = (p.mother[who] == first) | (p.father[who] == first)
    code = np.where(who == first, 0, np.where(p.partner[who] == first, 1, np.where(child, 2 + p.sex[who], 4)))
    return pl.Series(["", "Spouse/Partner", "Daughter", "Son", "Other"])[code.astype(np.int32)]


def render(b: Borough, plan: pl.DataFrame, rng: Stream) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The columns of the tenancy list; household members have no telephone or e-mail of their own."""
    picture = take_down(b, plan["p1"].to_numpy(), plan["home"].to_numpy(), plan["on"].to_numpy(), HABIT, rng)
    tenant = plan["role"] != "MEMBER"
    picture = picture.with_columns(pl.when(tenant).then(pl.col("phone", "email", "nino")))
    rows = picture.select(
        TENANCY_REF=plan["reference"],
        PERSON_NO=plan["number"],
        ROLE=plan["role"],
        WEEKLY_RENT=pence(plan["rent"]),
        TITLE="title",
        FORENAME="forename",
        MIDDLE_NAME="middle",
        SURNAME="surname",
        DOB=upper_date("birth"),
        SEX="sex",
        NI_NUMBER="nino",
        RELATIONSHIP=relationship(b, plan),
        UPRN="uprn",
        ADDRESS="address",
        POSTCODE="postcode",
        TENURE=pl.Series(["SECURE", "TEMP"])[(plan["tenure"] == TEMPORARY).cast(pl.Int32).to_numpy()],
        START_DATE=upper_date(plan["started"]),
        END_DATE=upper_date(plan["ended"]),
        STATUS=pl.Series(["CURRENT", "FORMER"])[(plan["ended"] < int(NEVER)).cast(pl.Int32).to_numpy()],
        ARREARS=pence(plan["arrears"]),
        RTB_APPLIED=upper_date(plan["rtb"]),
        PHONE="phone",
        EMAIL="email",
    )
    return rows, mentions(plan["reference"], plan["number"], picture)


def pence(amount: pl.Series) -> pl.Series:
    """Pence as pounds with two places."""
    return (amount // 100).cast(pl.String) + "." + (amount % 100).cast(pl.String).str.zfill(2)


def upper_date(days: str | pl.Series) -> pl.Expr:
    """Day numbers as 09-FEB-1984, null for none."""
    column = pl.col(days) if isinstance(days, str) else pl.lit(days)
    return (
        pl.when(column < int(NEVER))
        .then(column)
        .cast(pl.Int32)
        .cast(pl.Date)
        .dt.to_string("%d-%b-%Y")
        .str.to_uppercase()
    )


def write(path: Path, rows: pl.DataFrame, delivery: Delivery) -> None:
    """The list, then TRL, the count of rows and the sum of weekly rents."""
    total = int(rows["WEEKLY_RENT"].str.replace(".", "", literal=True).cast(pl.Int64).sum())
    trailer = f"TRL|{len(rows)}|{total // 100}.{total % 100:02d}\n"
    write_delimited(path, rows, "utf-8", separator="|", quote="never", after=trailer)


SYSTEM = System("housing", "txt", {0: FULL, 1: FULL, 2: FULL, 3: FULL}, plan, render, write)
