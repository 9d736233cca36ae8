"""What is known by UPRN: the address itself, its council tax band, where its voters vote."""

import numpy as np
import polars as pl

from synthetic.people.borough import Borough
from synthetic.registers.homes import Homes
from synthetic.streams import pick, stream
from synthetic.systems import council_tax
from synthetic.systems.tax_accounts import BAND_D_PENCE, NATURAL_BANDS, RATIO

BUILDINGS = (
    "Community Hall",
    "Primary School",
    "Library Hall",
    "Church Hall",
    "Sports Hall",
    "Tenants' Hall",
)


def addresses(b: Borough, homes: Homes) -> pl.DataFrame:
    """The address register. `street_known`: yes where the street is a real one."""
    return homes.table.select(
        "uprn", "flat", "building", "number", "street", "postcode", "ward_code", "ward_name",
        "easting", "northing", "lat", "lon",
        street_known=pl.when("known").then(pl.lit("yes")).otherwise(pl.lit("no")),
    )  # fmt: skip


def council_tax_bands(b: Borough, homes: Homes) -> pl.DataFrame:
    """The band that the newest account of each home has in the revenues system; drawn where there is none."""
    band = pick(stream(b.seed, "registers", "bands"), len(homes.table), NATURAL_BANDS)
    accounts = council_tax.SYSTEM.plan(b, stream(b.seed, "council_tax", "plan", 0)).sort(
        "on", maintain_order=True
    )
    band[accounts["home"].to_numpy()] = accounts["band"].to_numpy()
    charge = (BAND_D_PENCE * RATIO[band]).astype(np.int64)
    return homes.table.select("uprn").with_columns(
        band=pl.Series(list("ABCDEFGH"))[band],
        year=pl.lit("2026 to 2027"),
        charge=pl.Series(charge / 100).round(2),
    )


def polling(b: Borough, homes: Homes) -> pl.DataFrame:
    """Each ward has a few districts, split by street; each district votes in one invented hall."""
    rng = stream(b.seed, "registers", "polling")
    streets = homes.table.select("ward_code", "street").unique().sort("ward_code", "street")
    letters = {code: chr(65 + i // 26) + chr(65 + i % 26) for i, code in enumerate(homes.wards["ward_code"])}
    streets = streets.with_columns(part=pl.Series(rng.integers(0, 4, len(streets))))
    district = [letters[w] + "ABCD"[p] for w, p in streets.select("ward_code", "part").iter_rows()]
    streets = streets.with_columns(district=pl.Series(district, dtype=pl.String))
    halls = streets.group_by("district", maintain_order=True).agg(hall=pl.col("street").first())
    kinds = pl.Series(BUILDINGS)[rng.integers(0, len(BUILDINGS), len(halls)).astype(np.int32)]
    stem = halls["hall"].str.split(" ").list.first()
    halls = halls.with_columns(station=stem + " " + kinds, station_address=pl.col("hall"))
    return (
        homes.table.select("uprn", "ward_code", "street")
        .join(streets, on=["ward_code", "street"], how="left", maintain_order="left")
        .join(halls, on="district", how="left", maintain_order="left")
        .select("uprn", "district", "station", "station_address")
    )
