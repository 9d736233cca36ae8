"""What happens at points near an address: applications, licences, works, protected trees, readings, schools."""

import numpy as np
import polars as pl

from synthetic.dates import day
from synthetic.people.borough import Borough
from synthetic.places.postcodes import OPENDATA
from synthetic.registers.homes import Homes, days, words
from synthetic.streams import Stream, stream

WORKS = ["Rear extension", "Loft conversion with dormer", "Replacement windows", "Change of use to a café",
         "Basement excavation", "Two solar panels on the roof", "Works to one tree in the garden",
         "New shopfront", "Conversion into two flats", "Bicycle store in the front garden"]  # fmt: skip
DECISIONS = ["Registered", "Registered", "Granted", "Granted", "Granted", "Refused", "Withdrawn"]
ACTIVITIES = ["Sale of alcohol", "Late night refreshment", "Live music", "Tables and chairs on the pavement"]
DIGGERS = [
    "Demonstration Water",
    "Demonstration Gas Networks",
    "Demonstration Fibre",
    "The council's highways team",
]
HOLES = ["Replacing a water main", "Repairing a gas leak", "New fibre ducts", "Resurfacing", "New crossing",
         "Repairing a collapsed drain"]  # fmt: skip
TREES = ["London plane", "Common lime", "Silver birch", "Horse chestnut", "English oak", "Copper beech"]


def planning(b: Borough, homes: Homes) -> pl.DataFrame:
    rng = stream(b.seed, "registers", "planning")
    at = doors(homes, min(1_500, max(60, len(homes.table) // 15)), rng)
    n = len(at)
    received = days(rng, n, day(2026, 3), day(2026, 10, 28))
    status = words(rng, DECISIONS, n)
    return at.select(
        reference=pl.Series([f"2026/{1000 + i}/P" for i in range(n)]),
        address="address", postcode="postcode",
        description=words(rng, WORKS, n),
        status=status,
        received=received,
        comment_by=pl.when(status == "Registered").then(received.dt.offset_by("40d")),
        lat="lat", lon="lon",
    )  # fmt: skip


def licences(b: Borough, homes: Homes) -> pl.DataFrame:
    rng = stream(b.seed, "registers", "licences")
    at = doors(homes, min(400, max(30, len(homes.table) // 40)), rng)
    n = len(at)
    name = words(rng, ["Copper", "Canal", "Corner", "Lantern", "Magpie", "Heath", "Foundry", "Plum"], n)
    status = words(rng, ["Granted", "Granted", "Granted", "Applied for"], n)
    return at.select(
        reference=pl.Series([f"PREM-LIC/{20_000 + i}" for i in range(n)]),
        premises=name + " " + words(rng, ["Kitchen", "Bar", "Café", "Stores", "Arms"], n),
        address="address", postcode="postcode",
        activity=words(rng, ACTIVITIES, n),
        until_hour=words(rng, ["22:00", "23:00", "23:30", "01:00"], n),
        status=status,
        comment_by=pl.when(status == "Applied for").then(days(rng, n, day(2026, 11, 20), day(2026, 12, 31))),
        lat="lat", lon="lon",
    )  # fmt: skip


def roadworks(b: Borough, homes: Homes) -> pl.DataFrame:
    """Some over, some under way, some to come, into the summer of 2027."""
    rng = stream(b.seed, "registers", "roadworks")
    at = doors(homes, min(600, max(80, len(homes.table) // 40)), rng)
    n = len(at)
    starts = rng.integers(day(2026, 9), day(2027, 6), n)
    ends = starts + rng.choice([2, 5, 10, 21, 60, 120], n)
    return at.select(
        reference=pl.Series([f"DEMO{70_000 + i}" for i in range(n)]),
        organisation=words(rng, DIGGERS, n),
        street="street",
        description=words(rng, HOLES, n),
        starts=pl.Series(starts.astype(np.int32)).cast(pl.Date),
        ends=pl.Series(ends.astype(np.int32)).cast(pl.Date),
        traffic=words(rng, ["Two-way lights", "Give and take", "Road closed", "Footway only"], n),
        telephone=pl.lit("020 7946 0999"),
        lat="lat", lon="lon",
    )  # fmt: skip


def tree_preservation(b: Borough, homes: Homes) -> pl.DataFrame:
    rng = stream(b.seed, "registers", "trees")
    at = doors(homes, min(900, max(60, len(homes.table) // 20)), rng)
    n = len(at)
    return at.select(
        order=pl.Series([f"TPO {i + 1}" for i in range(n)]),
        tree=words(rng, TREES, n),
        street="street",
        made=days(rng, n, day(1985), day(2026, 6)),
        lat=(pl.col("lat") + pl.Series(rng.normal(0, 0.0001, n))).round(6),
        lon=(pl.col("lon") + pl.Series(rng.normal(0, 0.0001, n))).round(6),
    )


def air_quality(b: Borough, homes: Homes) -> pl.DataFrame:
    """Twelve invented stations: the yearly mean and the day's reading of nitrogen dioxide and fine particles."""
    rng = stream(b.seed, "registers", "air")
    at = doors(homes, 12, rng)
    no2 = rng.normal(28, 8, 12).clip(12, 55)
    fine = rng.normal(10, 2, 12).clip(5, 18)
    index = np.select([no2 < 25, no2 < 35], ["Low", "Low"], "Moderate")
    return at.select(
        site=pl.Series([f"DEMO-AQ{i + 1:02d}" for i in range(12)]),
        name=pl.col("street") + " (demonstration)",
        no2=pl.Series(no2.round(1)),
        pm25=pl.Series(fine.round(1)),
        index=pl.Series(index.tolist()),
        measured=pl.lit("2026-10-30"),
        lat="lat", lon="lon",
    )  # fmt: skip


def school_admissions(b: Borough, homes: Homes) -> pl.DataFrame:
    """For the real primary and secondary schools, an invented distance of the last place offered."""
    rng = stream(b.seed, "registers", "admissions")
    schools = (
        pl.read_csv(OPENDATA / "places.csv", infer_schema=False)
        .filter(pl.col("kind").is_in(["school_primary", "school_secondary"]) & (pl.col("in_borough") == "1"))
        .sort("id")
    )
    primary = (schools["kind"] == "school_primary").to_numpy()
    metres = np.where(primary, rng.integers(180, 900, len(schools)), rng.integers(600, 2_600, len(schools)))
    return schools.select(
        "id",
        school="name",
        phase=pl.when(pl.col("kind") == "school_primary").then(pl.lit("Primary")).otherwise(pl.lit("Secondary")),
        furthest_metres=pl.Series(metres),
        year=pl.lit("2026"),
        lat="lat", lon="lon",
    )  # fmt: skip


def doors(homes: Homes, n: int, rng: Stream) -> pl.DataFrame:
    """`n` different homes, in the order of the register, with their address in one line (no flat)."""
    chosen = np.sort(rng.choice(len(homes.table), min(n, len(homes.table)), replace=False))
    number = pl.concat_str([pl.coalesce("number", "building"), "street"], separator=" ", ignore_nulls=True)
    return homes.table[chosen].with_columns(address=number)
