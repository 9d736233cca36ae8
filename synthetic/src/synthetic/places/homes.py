"""Homes: houses, conversions and blocks of flats, each with a UPRN from a made-up range."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from synthetic.places.postcodes import residential, spread
from synthetic.places.streets import name_blocks, name_streets
from synthetic.streams import pick, stream

OWNED, PRIVATE, SOCIAL, TEMPORARY = range(4)
TENURES = ("owned", "private", "social", "temporary")
HOUSE, CONVERSION, BLOCK = range(3)
HOMES_A_POSTCODE = 15
FIRST_UPRN = 990_000_000_000  # no council's range begins here


@dataclass(frozen=True)
class Homes:
    """One row a home, in every array and in `table`."""

    table: pl.DataFrame  # uprn, flat, building, number, street, postcode, ward_code, ward_name, zone
    tenure: np.ndarray  # (n,) int8: OWNED, PRIVATE, SOCIAL, TEMPORARY
    postcode: np.ndarray  # (n,) int32: which postcode, for neighbours

    def __len__(self) -> int:
        return len(self.tenure)


def make_homes(count: int, seed: int) -> Homes:
    """About `count` homes on real postcodes."""
    rng = stream(seed, "homes")
    codes = spread(residential(), count // HOMES_A_POSTCODE, rng)
    streets = pl.Series(name_streets(codes, rng), dtype=pl.String)
    size = np.maximum(1, rng.gamma(4.0, count / len(codes) / 4.0, len(codes)).astype(np.int32))
    kind = pick(rng, len(codes), [0.24, 0.32, 0.44])
    at = np.repeat(np.arange(len(codes), dtype=np.int32), size)
    nth = np.arange(len(at)) - np.repeat(np.cumsum(size) - size, size)
    table = (
        codes[at]
        .select("postcode", "outcode", "ward_code", "ward_name", "zone")
        .with_columns(
            *addresses(
                kind[at], nth, street_numbers(streets, rng)[at], pl.Series(name_blocks(len(codes), rng))[at]
            ),
            street=streets[at],
            uprn=pl.Series(FIRST_UPRN + np.arange(len(at)) * 7 + rng.integers(0, 7, len(at))).cast(pl.String),
        )
    )
    return Homes(table, tenures(kind, codes, rng)[at], at)


def street_numbers(streets: pl.Series, rng: np.random.Generator) -> np.ndarray:
    """The first number of each postcode: postcodes along one street follow one another."""
    order = pl.DataFrame({"s": streets}).select(pl.int_range(pl.len()).over("s")).to_series().to_numpy()
    return 1 + 32 * order + rng.integers(0, 3, len(streets))


def addresses(kind: np.ndarray, nth: np.ndarray, first: np.ndarray, block: pl.Series) -> list[pl.Series]:
    """The columns flat, building and number (text), null where a home has none."""
    per_house = np.where(kind == CONVERSION, 3, 1)
    number = np.where(kind == BLOCK, first, first + 2 * (nth // per_house))
    letters = pl.Series(["A", "B", "C"])[(nth % 3).astype(np.int32)]
    flat_number = pl.Series(nth + 1).cast(pl.String)
    is_block, is_conversion = pl.Series(kind == BLOCK), pl.Series(kind == CONVERSION)
    none = pl.Series([None], dtype=pl.String)
    flat = flat_number.zip_with(is_block, letters.zip_with(is_conversion, none))
    shown = pl.Series(number).cast(pl.String).zip_with(pl.Series((kind != BLOCK) | (first % 3 == 0)), none)
    return [flat.alias("flat"), block.zip_with(is_block, none).alias("building"), shown.alias("number")]


def tenures(kind: np.ndarray, codes: pl.DataFrame, rng: np.random.Generator) -> np.ndarray:
    """A tenure for each postcode: blocks are mostly social, houses mostly owned or let."""
    weights = np.array([[0.62, 0.36, 0.01, 0.01], [0.34, 0.60, 0.04, 0.02], [0.20, 0.22, 0.54, 0.04]])
    edges = np.cumsum(weights, axis=1)[kind]
    made: np.ndarray = (rng.random(len(codes))[:, None] >= edges).sum(axis=1).clip(0, 3).astype(np.int8)
    return made
