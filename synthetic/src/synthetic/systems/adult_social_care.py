"""Adults with care: a monthly full list. Tab-separated, UTF-16 little-endian with a byte order mark."""

from pathlib import Path

import numpy as np
import polars as pl

from synthetic.dates import END, NEVER, START, since
from synthetic.files.text import write_delimited
from synthetic.people.borough import Borough
from synthetic.streams import Stream, chance, pick
from synthetic.systems.housing import pence
from synthetic.systems.schools import dmy
from synthetic.systems.system import FULL, Delivery, System, full_name, home_held, keys, ordinary
from synthetic.written import Habit, take_down
from synthetic.written.picture import mentions

HABIT = Habit(
    birth=0.98,
    nhs=0.85,
    nino=0.3,
    phone=0.7,
    email=0.15,
    uprn=0.6,
    title=0.85,
    middle=0.2,
    former=0.2,
    nickname=0.04,
    landline=0.6,
)
KIN = Habit(phone=0.9, title=0.3, former=0.2, nickname=0.15, initial=0.05)
SERVICES = ("Home care", "Direct payment", "Day centre", "Equipment", "Residential care", "Supported living")


def plan(b: Borough, rng: Stream) -> pl.DataFrame:
    """One row a person with care, now or once: p1 the person, p2 next of kin."""
    p = b.people
    adults = ordinary(b, np.flatnonzero(p.birth < END - 18 * 365))
    age = (np.minimum(END, p.death[adults]) - p.birth[adults]) / 365.25
    share = np.where(age > 85, 0.55, np.where(age > 75, 0.3, np.where(age > 65, 0.12, 0.02)))
    who = adults[chance(rng, len(adults), share) & (p.death[adults] > START)]
    n = len(who)
    began = np.maximum(START, np.minimum(END, p.death[who]) - rng.integers(20, 2600, n)).astype(np.int32)
    ended = np.where(
        p.death[who] < END, p.death[who], np.where(chance(rng, n, 0.25), np.minimum(END, began + 300), NEVER)
    )
    home = home_held(b, who, began, 0.25, rng)
    return pl.DataFrame(
        {
            "key": keys("", n, rng, 6),
            "p1": who,
            "p2": np.where(chance(rng, n, 0.7), p.partner[who], -1),
            "home": home,
            "on": began,
            "since": since(began),
            "began": began,
            "ended": ended.astype(np.int32),
            "died": np.where((p.death[who] < END) & chance(rng, n, 0.93), p.death[who], NEVER).astype(
                np.int32
            ),
            "service": pl.Series(SERVICES)[pick(rng, n, [0.4, 0.2, 0.1, 0.15, 0.1, 0.05])],
            "cost": rng.integers(2_000, 90_000, n),
            "paid": np.minimum(np.where(ended < NEVER, ended, END), END - rng.integers(0, 28, n)).astype(
                np.int32
            ),
        }
    ).filter(pl.Series(home >= 0))


def render(b: Borough, plan: pl.DataFrame, rng: Stream) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The columns of the care list."""
    home, on = plan["home"].to_numpy(), plan["on"].to_numpy()
    picture = take_down(b, plan["p1"].to_numpy(), home, on, HABIT, rng)
    kin = take_down(b, plan["p2"].to_numpy(), home, on, KIN, rng)
    rows = picture.select(
        PersonID=plan["key"],
        NHSNumber="nhs",
        NINumber="nino",
        Title="title",
        Forename="forename",
        MiddleName="middle",
        Surname="surname",
        DateOfBirth=pl.col("birth").cast(pl.Date).dt.to_string("%d/%m/%Y"),
        DateOfDeath=dmy(plan["died"]),
        Gender="sex",
        Address="address",
        Postcode="postcode",
        UPRN="uprn",
        Telephone="phone",
        Email="email",
        NextOfKin=full_name(kin),
        NextOfKinTelephone=kin["phone"],
        ServiceType=plan["service"],
        ServiceStart=dmy(plan["began"]),
        ServiceEnd=dmy(plan["ended"]),
        WeeklyCost=pence(plan["cost"]),
        LastPaymentDate=dmy(plan["paid"]),
    )
    none = pl.lit(None, dtype=pl.String)
    kin = kin.with_columns(uprn=none, postcode=none, email=none)
    return rows, pl.concat([mentions(plan["key"], 1, picture), mentions(plan["key"], 2, kin)])


def write(path: Path, rows: pl.DataFrame, delivery: Delivery) -> None:
    """One monthly list."""
    write_delimited(path, rows, "utf-16-le", separator="\t", newline="\r\n", before="\ufeff")


SYSTEM = System("adult_social_care", "txt", {0: FULL, 3: FULL}, plan, render, write)
