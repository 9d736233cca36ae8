"""Business and landlord licences: a monthly full list.

CSV with preamble lines, addresses over several lines, a total.
"""

from pathlib import Path

import numpy as np
import polars as pl

from synthetic.dates import END, since
from synthetic.files.text import write_delimited
from synthetic.people.borough import Borough
from synthetic.places.homes import PRIVATE
from synthetic.streams import Stream, chance, pick
from synthetic.systems.system import FULL, Delivery, System, full_name, home_held, keys, ordinary
from synthetic.written import Habit, take_down
from synthetic.written.picture import mentions

HABIT = Habit(
    birth=0.35, phone=0.75, email=0.8, uprn=0.0, title=0.5, middle=0.2, former=0.3, short_street=0.1
)
KINDS = (
    ("HMO (mandatory)", 0.3),
    ("HMO (additional)", 0.4),
    ("Premises", 0.15),
    ("Street trading", 0.1),
    ("Animal boarding", 0.05),
)
FEES = np.array([145_000, 130_000, 31_500, 62_000, 38_000])
TRADES = ("Stores", "Kitchen", "Cafe", "Food & Wine", "Grill", "Bakery", "Lettings", "Properties")
HOLDERS = 0.035


def plan(b: Borough, rng: Stream) -> pl.DataFrame:
    """One row a licence: p1 the licensee, p2 a joint licensee; the premises are another home, let to
    others.
    """
    p = b.people
    adults = ordinary(b, np.flatnonzero((p.birth < END - 25 * 365) & (p.death > END)))
    once = adults[chance(rng, len(adults), HOLDERS)]
    who = np.sort(np.concatenate([once, once[chance(rng, len(once), 0.3)]]))
    n, kind = len(who), pick(rng, len(who), [w for _, w in KINDS])
    on = (END - rng.random(n) * 1800).astype(np.int32)
    let = np.flatnonzero(b.homes.tenure == PRIVATE)
    home = home_held(b, who, on, 0.3, rng)
    return pl.DataFrame(
        {
            "key": "LN/" + keys("", n, rng, 6),
            "p1": who,
            "p2": np.where(chance(rng, n, 0.2), p.partner[who], -1),
            "home": home,
            "on": on,
            "since": since(on),
            "premises": let[rng.integers(0, len(let), n)],
            "kind": pl.Series([k for k, _ in KINDS])[kind],
            "fee": FEES[kind],
            "company": chance(rng, n, 0.15),
            "trading": pl.Series(TRADES)[rng.integers(0, len(TRADES), n)],
            "expires": on + 1826,
        }
    ).filter(pl.Series(home >= 0))


def several_lines(picture: pl.DataFrame, postcode: bool = True) -> pl.Series:
    """An address over several lines in one cell."""
    parts = ["line1", "line2", pl.lit("London")] + (["postcode"] if postcode else [])
    return picture.select(
        pl.when(pl.col("line1").is_not_null()).then(pl.concat_str(parts, separator="\n", ignore_nulls=True))
    ).to_series()


def render(b: Borough, plan: pl.DataFrame, rng: Stream) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The columns of the register."""
    home, on, n = plan["home"].to_numpy(), plan["on"].to_numpy(), len(plan)
    first, second = (take_down(b, plan[c].to_numpy(), home, on, HABIT, rng) for c in ("p1", "p2"))
    premises = take_down(b, plan["p1"].to_numpy(), plan["premises"].to_numpy(), on, HABIT, rng)
    trading = first["surname"] + " " + plan["trading"]
    rows = first.select(
        pl.lit(plan["key"]).alias("Licence No"),
        pl.lit(plan["kind"]).alias("Licence Type"),
        pl.lit(
            pl.select(
                pl.concat_str([full_name(first), full_name(second)], separator=" and ", ignore_nulls=True)
            ).to_series()
        ).alias("Licensee"),
        pl.when(plan["company"]).then(trading + " Ltd").otherwise(trading).alias("Trading As"),
        pl.when(plan["company"])
        .then(pl.lit("99") + pl.Series(rng.integers(100_000, 999_999, n)).cast(pl.String))
        .alias("Company No"),
        pl.lit(several_lines(first)).alias("Licensee Address"),
        pl.lit(several_lines(premises)).alias("Premises Address"),
        pl.lit(b.homes.table["uprn"][plan["premises"].to_numpy()]).alias("Premises UPRN"),
        pl.col("birth").cast(pl.Date).dt.to_string("%d %b %Y").alias("Date of Birth"),
        pl.col("phone").alias("Telephone"),
        pl.col("email").alias("Email"),
        pl.lit(plan["on"].cast(pl.Int32).cast(pl.Date).dt.to_string("%d %b %Y")).alias("Granted"),
        pl.lit(plan["expires"].cast(pl.Int32).cast(pl.Date).dt.to_string("%d %b %Y")).alias("Expires"),
        pl.lit((plan["fee"] // 100).cast(pl.String) + ".00").alias("Fee"),
    )
    second = second.with_columns(
        first["postcode"], first["phone"], first["email"], birth=pl.lit(None, dtype=pl.Int32)
    )
    return rows, pl.concat([mentions(plan["key"], 1, first), mentions(plan["key"], 2, second)])


def write(path: Path, rows: pl.DataFrame, delivery: Delivery) -> None:
    """Three preamble lines and an empty one, the header, the rows, and a total of licences and fees."""
    before = f"Licensing Register\r\nReport run: {delivery.date}\r\nAll licences, all statuses\r\n\r\n"
    fees = int(rows["Fee"].cast(pl.Float64).sum())
    after = f"Total,{len(rows)}" + "," * 11 + f",{fees}.00\r\n"
    write_delimited(path, rows, "utf-8", newline="\r\n", before=before, after=after)


SYSTEM = System("licensing", "csv", {0: FULL, 3: FULL}, plan, render, write)
