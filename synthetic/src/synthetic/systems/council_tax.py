"""Council tax accounts: a monthly full list.

Fixed width, cp1252, with header and trailer; names jointly in one field.
"""

from pathlib import Path

import numpy as np
import polars as pl

from synthetic.dates import END, NEVER
from synthetic.files.text import fixed, fixed_number, write_lines
from synthetic.people.borough import Borough
from synthetic.people.households import ADULT_DAYS
from synthetic.streams import Stream
from synthetic.systems.system import FULL, Delivery, System, full_name
from synthetic.systems.tax_accounts import plan
from synthetic.written import Habit, take_down
from synthetic.written.picture import mentions

HABIT = Habit(
    phone=0.5,
    email=0.62,
    uprn=0.96,
    postcode=0.99,
    title=0.85,
    middle=0.08,
    initial=0.3,
    nickname=0.02,
    former=0.35,
    no_name=0.002,
)
COLUMNS = (
    ("account_ref", 9),
    ("property_ref", 12),
    ("band", 1),
    ("charge_pence", 9),
    ("balance_pence", 10),
    ("liability_start", 8),
    ("liability_end", 8),
    ("discount", 4),
    ("exemption", 2),
    ("spare", 2),
    ("uprn", 12),
    ("liable_names", 60),
    ("address1", 35),
    ("address2", 35),
    ("address3", 35),
    ("postcode", 8),
    ("forwarding_address", 90),
    ("telephone", 20),
    ("email", 60),
)
NUMBERS = {"charge_pence", "balance_pence"}


def joint_names(first: pl.DataFrame, second: pl.DataFrame, style: np.ndarray) -> pl.Series:
    """MR & MRS A KHAN, MR A KHAN & MRS B KHAN, A KHAN AND B KHAN; one name where there is one."""
    one, two = full_name(first, upper=True), full_name(second, upper=True)
    frame = pl.DataFrame(
        {
            "one": one,
            "two": two,
            "s": style,
            "t1": first["title"],
            "t2": second["title"],
            "f": first["forename"],
            "s1": first["surname"],
            "s2": second["surname"],
        }
    )
    short = (
        pl.col("t1") + " & " + pl.col("t2") + " " + pl.col("f").str.head(1) + " " + pl.col("s1")
    ).str.to_uppercase()
    same = (pl.col("s") < 4) & (pl.col("s1") == pl.col("s2")) & short.is_not_null()
    joined = (
        pl.when(same)
        .then(short)
        .when(pl.col("s") < 8)
        .then(pl.col("one") + " & " + pl.col("two"))
        .otherwise(pl.col("one") + " AND " + pl.col("two"))
    )
    return frame.select(pl.when(pl.col("two").is_null()).then("one").otherwise(joined)).to_series()


def render(b: Borough, accounts: pl.DataFrame, rng: Stream) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The columns of the account record."""
    home, lead = accounts["home"].to_numpy(), accounts["p1"].to_numpy()
    grown = b.people.birth[lead] + ADULT_DAYS  # nobody is liable before that
    on = np.maximum(accounts["on"].to_numpy(), grown)
    first = take_down(b, accounts["p1"].to_numpy(), home, on, HABIT, rng)
    second = take_down(b, accounts["p2"].to_numpy(), home, on, HABIT, rng)
    gone = accounts["forwarded"].to_numpy()
    moved = take_down(
        b,
        gone,
        b.spells.home_at(np.maximum(gone, 0), np.minimum(accounts["ended"].to_numpy() + 1, END)),
        on,
        HABIT,
        rng,
    )
    rows = first.select(
        account_ref=accounts["key"],
        property_ref=pl.lit("P") + pl.Series(home + 4_000_000).cast(pl.String),
        band=pl.Series(list("ABCDEFGH"))[accounts["band"].to_numpy()],
        charge_pence=accounts["charge"],
        balance_pence=accounts["balance"],
        liability_start=ymd(accounts["started"]),
        liability_end=ymd(accounts["ended"]),
        discount=accounts["discount"],
        exemption=accounts["exemption"],
        spare=pl.lit(""),
        uprn="uprn",
        liable_names=joint_names(first, second, rng.integers(0, 10, len(accounts))),
        address1=pl.col("line1").str.to_uppercase(),
        address2=pl.col("line2").str.to_uppercase(),
        address3=pl.lit("LONDON"),
        postcode="postcode",
        forwarding_address=moved["address"].str.to_uppercase() + ", " + moved["postcode"],
        telephone="phone",
        email="email",
    )
    # The record has one address, telephone and e-mail, shared by both names.
    shared = [first[c] for c in ("uprn", "postcode", "phone", "email")]
    second = second.with_columns(shared, nino=pl.lit(None), birth=pl.lit(None, dtype=pl.Int32))
    return rows, pl.concat([mentions(accounts["key"], 1, first), mentions(accounts["key"], 2, second)])


def ymd(days: pl.Series) -> pl.Series:
    """Day numbers as YYYYMMDD, empty for no such day."""
    return days.set(days >= NEVER, None).cast(pl.Int32).cast(pl.Date).dt.to_string("%Y%m%d")


def write(path: Path, rows: pl.DataFrame, delivery: Delivery) -> None:
    """Header (H, date, name), one D record an account, trailer (T, count, sum of balances in pence)."""
    cells = [fixed_number(c, w) if c in NUMBERS else fixed(c, w) for c, w in COLUMNS]
    lines = rows.select(pl.lit("D") + pl.concat_str(cells)).to_series()
    total = int(rows["balance_pence"].sum())
    header = f"H{delivery.date.replace('-', '')}CTAX LIABILITY EXTRACT\r\n"
    trailer = f"T{len(rows):09d}{'-' if total < 0 else '0'}{abs(total):013d}\r\n"
    write_lines(path, lines, "cp1252", newline="\r\n", before=header, after=trailer)


SYSTEM = System("council_tax", "txt", {0: FULL, 3: FULL}, plan, render, write)
