"""What is known by ward: who speaks for it, and which office serves it. The people and parties are invented."""

import numpy as np
import polars as pl

from synthetic.people.borough import Borough
from synthetic.registers.homes import Homes, words
from synthetic.streams import stream

SEATS = 3
PARTIES = ["Red Kite", "Oak and Acorn", "Heath and Canal", "Independent"]
OFFICES = ["North", "West", "Central", "East", "South"]


def councillors(b: Borough, homes: Homes) -> pl.DataFrame:
    """Three for each ward, of parties that do not exist."""
    rng = stream(b.seed, "registers", "councillors")
    wards = homes.wards
    n = len(wards) * SEATS
    community, sex = rng.integers(0, len(b.names.communities), n), rng.integers(0, 2, n)
    born = np.full(n, -1_000, np.int32)
    first = b.names.text(b.names.draw_forenames(community, sex, born, rng))
    last = b.names.text(b.names.draw_surnames(community, sex, rng))
    each = np.repeat(np.arange(len(wards)), SEATS)
    address = pl.Series([f"councillor{i + 1}@example.org" for i in range(n)])
    return wards[each].with_columns(
        id=pl.Series([f"C{i + 1:03d}" for i in range(n)]),
        name=first + " " + last,
        party=words(rng, PARTIES, n, [4, 2, 2, 1]),
        email=address,
        surgery=words(rng, ["First Saturday of the month, 10:00 to 11:00", "Every Friday, 18:00 to 19:00",
                            "By appointment"], n),
    )  # fmt: skip


def neighbourhood_offices(b: Borough, homes: Homes) -> pl.DataFrame:
    """One of five invented offices for each ward."""
    rng = stream(b.seed, "registers", "offices")
    wards = homes.wards
    which = rng.integers(0, len(OFFICES), len(wards))
    return wards.with_columns(
        office=pl.Series([f"{OFFICES[i]} neighbourhood office" for i in which]),
        telephone=pl.Series([f"020 7946 0{100 + i:03d}" for i in which]),  # Ofcom's numbers for drama
        email=pl.Series([f"{OFFICES[i].lower()}.office@example.org" for i in which]),
        opening_hours=pl.lit("Mo-Fr 09:00-17:00"),
    )
