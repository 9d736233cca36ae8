"""Homes with a point each, and the postcodes that have any."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from synthetic.people.borough import Borough
from synthetic.places.homes import addresses, street_numbers
from synthetic.places.postcodes import OPENDATA, residential, spread
from synthetic.places.streets import name_blocks, name_streets
from synthetic.streams import pick, stream

COLUMNS = ["uprn", "flat", "building", "number", "street", "postcode", "ward_code", "ward_name"]
FIRST_OTHER_UPRN = 995_000_000_000  # beyond those of the borough's homes
HOMES_A_POSTCODE = 4
OTHERS_A_PERSON = 0.15  # postcodes: all of them from 40,000 people on
SPREAD_METRES = 22.0  # about how far homes lie from the middle of their postcode
DEGREES_A_METRE = np.array([1 / 111_260, 1 / 69_250])  # latitude, longitude, at Camden


@dataclass(frozen=True)
class Homes:
    """`table`: uprn, flat, building, number, street, known (a real street), postcode, ward_code, ward_name,
    easting, northing, lat, lon. The first rows are `Borough.homes`, in their order.

    `postcodes`: every one where people can live, with its ward and point. `wards`: code and name.
    """

    table: pl.DataFrame
    postcodes: pl.DataFrame

    @property
    def wards(self) -> pl.DataFrame:
        return self.postcodes.select("ward_code", "ward_name").unique().sort("ward_code")


def homes_of(b: Borough) -> Homes:
    """The homes of the borough, and those in which nobody is known to live. Homes behind one door share a point."""
    rng = stream(b.seed, "registers", "points")
    known = pl.read_csv(OPENDATA / "streets_partial.csv")["street"].str.replace("'S ", "'s ", literal=True)
    points = residential().select("postcode", "lat", "lon", "easting", "northing")
    table = pl.concat([b.homes.table.select(COLUMNS), others(b)])
    table = table.join(points, on="postcode", how="left", maintain_order="left").with_columns(
        known=pl.col("street").is_in(sorted(set(known)))
    )
    doors = table.select(pl.struct("postcode", "building", "number").rank("dense")).to_series().to_numpy() - 1
    shift = rng.normal(0, SPREAD_METRES / 2, (int(doors.max()) + 1, 2))[doors]  # metres north, east
    table = table.with_columns(
        (pl.col("northing") + pl.Series(shift[:, 0])).round(1),
        (pl.col("easting") + pl.Series(shift[:, 1])).round(1),
        (pl.col("lat") + pl.Series(shift[:, 0] * DEGREES_A_METRE[0])).round(6),
        (pl.col("lon") + pl.Series(shift[:, 1] * DEGREES_A_METRE[1])).round(6),
    )
    return Homes(table, residential())


def others(b: Borough) -> pl.DataFrame:
    """A few homes in postcodes where the index knows nobody, so that any real postcode has some to choose from."""
    rng = stream(b.seed, "registers", "other homes")
    rest = residential().filter(~pl.col("postcode").is_in(b.homes.table["postcode"].unique().to_list()))
    codes = spread(rest, min(len(rest), int(len(b.people) * OTHERS_A_PERSON)), rng)
    streets = pl.Series(name_streets(codes, rng), dtype=pl.String)
    at = np.repeat(np.arange(len(codes), dtype=np.int32), HOMES_A_POSTCODE)
    nth = np.tile(np.arange(HOMES_A_POSTCODE), len(codes))
    kind = pick(rng, len(codes), [0.5, 0.3, 0.2])
    parts = addresses(
        kind[at], nth, street_numbers(streets, rng)[at], pl.Series(name_blocks(len(codes), rng))[at]
    )
    uprn = pl.Series(FIRST_OTHER_UPRN + np.arange(len(at)) * 7).cast(pl.String)
    return codes[at].with_columns(*parts, street=streets[at], uprn=uprn).select(COLUMNS)


def words(
    rng: np.random.Generator, choices: list[str], n: int, weights: list[float] | None = None
) -> pl.Series:
    """`n` of the choices."""
    p = None if weights is None else np.asarray(weights) / sum(weights)
    return pl.Series(choices)[rng.choice(len(choices), n, p=p).astype(np.int32)]


def days(rng: np.random.Generator, n: int, first: int, last: int) -> pl.Series:
    """`n` days from `first` to `last`, day numbers, as dates."""
    return pl.Series(rng.integers(first, last + 1, n).astype(np.int32)).cast(pl.Date)
