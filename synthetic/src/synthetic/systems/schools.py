"""Pupils and admissions applications: one full file, then deltas. CSV, UTF-8 with a byte order mark."""

from pathlib import Path

import numpy as np
import polars as pl

from synthetic.dates import END, NEVER, day, since
from synthetic.files.text import write_delimited
from synthetic.people.borough import Borough
from synthetic.streams import Stream, chance
from synthetic.systems.school_list import schools, urn
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

CHILD = Habit(
    birth=0.995,
    uprn=0.8,
    title=0.0,
    middle=0.4,
    nickname=0.03,
    initial=0.0,
    former=0.1,
    birth_slip=0.006,
    birth_placeholder=0.0005,
    no_name=0.0,
)
PARENT = Habit(phone=0.85, email=0.75, title=0.6, middle=0.02, initial=0.05, former=0.25, old_phone=0.3)
TERM = day(2026, 9, 1)
ROLL, APPLY = 0.72, 0.5
LEFT = day(2026, 7, 22)


def plan(b: Borough, rng: Stream) -> pl.DataFrame:
    """One row a pupil or an application: p1 the child, p2 a parent, p3 a second contact."""
    children = ordinary(
        b, np.flatnonzero((b.people.birth > END - 18 * 365) & (b.people.birth < END - 3 * 365))
    )
    age = (TERM - b.people.birth[children]) / 365.25
    pupils = children[chance(rng, len(children), ROLL) & (age > 4)]
    entering = ((age > 3.2) & (age < 5.2)) | ((age > 10) & (age < 12.2))
    applicants = children[entering & chance(rng, len(children), APPLY)]
    who = np.concatenate([pupils, applicants])
    home = home_held(b, who, TERM - rng.integers(0, 1200, len(who)), 0.12, rng)
    kept = home >= 0
    kind = np.repeat(["PUPIL", "APPLICATION"], [len(pupils), len(applicants)])[kept]
    return rows(b, who[kept], home[kept], kind, rng)


def rows(b: Borough, who: np.ndarray, home: np.ndarray, kind: np.ndarray, rng: Stream) -> pl.DataFrame:
    """The plan's columns for these children."""
    n, p = len(who), b.people
    age = (TERM - p.birth[who]) / 365.25
    primary, secondary = (pl.Series(s) for s in schools())
    place = b.homes.postcode[home]
    school = primary[(place // 3) % len(primary)].zip_with(
        pl.Series(age < 11), secondary[(place // 7 + who % 3) % len(secondary)]
    )
    gone = b.spells.home_at(who, END) < 0
    entry = (p.birth[who] + np.where(age < 11, 4.6, 11.6) * 365.25).astype(np.int32)
    on = np.minimum(entry, TERM + rng.integers(0, 55, n) * chance(rng, n, 0.06))
    apply = pl.Series(kind == "APPLICATION")
    return pl.DataFrame(
        {
            "key": keys("S", n, rng),
            "kind": kind,
            "p1": who,
            "p2": np.where(chance(rng, n, 0.85), p.mother[who], p.father[who]),
            "p3": np.where(chance(rng, n, 0.35), p.father[who], -1),
            "home": home,
            "on": on,
            "since": since(on),
            "school": school,
            "year": np.clip(age - 4, -1, 13).astype(np.int32),
            "entered": entry,
            "left": np.where(gone, LEFT, NEVER).astype(np.int32),
            "reason": pl.Series(["", "Moved"])[gone.astype(np.int32)],
            "enrolment": pl.Series(["C"] * n),
            "absent": np.where(chance(rng, n, 0.04), rng.integers(1, 30, n), 0),
        }
    ).with_columns(
        enrolment=pl.when(apply).then(pl.lit("")).otherwise("enrolment"),
        entered=pl.when(apply).then(day(2027, 9, 1)).otherwise("entered"),
    )


def render(b: Borough, plan: pl.DataFrame, rng: Stream) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The columns of pupils and applications."""
    home, on = plan["home"].to_numpy(), plan["on"].to_numpy()
    child, parent, other = (
        take_down(b, plan[c].to_numpy(), home, on, h, rng)
        for c, h in (("p1", CHILD), ("p2", PARENT), ("p3", PARENT))
    )
    for contact in (parent, other):
        contact.replace_column(contact.get_column_index("uprn"), child["uprn"])
        contact.replace_column(contact.get_column_index("postcode"), child["postcode"])
    pupil = plan["kind"] == "PUPIL"
    rows = child.select(
        RecordType=plan["kind"],
        RecordId=plan["key"],
        UPN=pl.when(pupil).then("upn"),
        LegalSurname="surname",
        LegalForename="forename",
        MiddleNames="middle",
        DateOfBirth=pl.col("birth").cast(pl.Date).dt.to_string("%d/%m/%Y"),
        Sex="sex",
        SchoolURN=urn(plan["school"]),
        SchoolName=plan["school"],
        YearGroup=plan["year"],
        EntryDate=dmy(plan["entered"]),
        LeavingDate=dmy(plan["left"]),
        LeavingReason=plan["reason"],
        EnrolStatus=plan["enrolment"],
        UnauthorisedAbsenceDays=plan["absent"],
        Address="address",
        Postcode="postcode",
        UPRN="uprn",
        Action=plan["op"],
        ParentTitle=parent["title"],
        ParentForename=parent["forename"],
        ParentSurname=parent["surname"],
        ParentRelationship=relation(b, plan["p2"].to_numpy()),
        ParentPhone=parent["phone"],
        ParentEmail=parent["email"],
        SecondContact=full_name(other) + " " + other["phone"].fill_null(""),
    )
    truth = [mentions(plan["key"], i, picture) for i, picture in enumerate((child, parent, other), 1)]
    truth[2] = truth[2].with_columns(has_email=pl.lit(False))
    return rows, pl.concat(truth)


def relation(b: Borough, who: np.ndarray) -> pl.Series:
    """Mother or Father by sex."""
    made: pl.Series = pl.Series(["Mother", "Father"])[b.people.sex[np.maximum(who, 0)].astype(np.int32)].set(
        pl.Series(who < 0), None
    )
    return made


def dmy(days: pl.Series) -> pl.Series:
    """Day numbers as 01/09/2026."""
    return days.set(days >= int(NEVER), None).cast(pl.Int32).cast(pl.Date).dt.to_string("%d/%m/%Y")


def write(path: Path, rows: pl.DataFrame, delivery: Delivery) -> None:
    """One delivery."""
    write_delimited(path, rows, "utf-8", newline="\r\n", before="\ufeff")


SYSTEM = System("schools", "csv", {0: FULL, 1: DELTA, 2: DELTA, 3: DELTA}, plan, render, write)
