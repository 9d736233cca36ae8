"""A street for each postcode: the nearest known one, else an invented one shared by its neighbours."""

import tomllib
from pathlib import Path

import numpy as np
import polars as pl

from synthetic.places.postcodes import OPENDATA

NEAR_METRES = 140.0
CELL_METRES = 150
METRES_PER_DEGREE = np.array([111_200.0, 69_300.0])  # latitude, longitude, at Camden
DATA = Path(__file__).parents[1] / "data"
STEMS = tomllib.loads((DATA / "streets.toml").read_text("utf-8"))["stems"].split()
ENDINGS = (
    "Road",
    "Street",
    "Road",
    "Street",
    "Avenue",
    "Gardens",
    "Place",
    "Terrace",
    "Grove",
    "Crescent",
    "Mews",
    "Close",
    "Square",
    "Lane",
    "Hill",
    "Rise",
)
HOUSES = ("House", "House", "House", "Court", "Court", "Mansions", "Point", "Lodge", "Tower")


def invented(rng: np.random.Generator, known: set[str]) -> list[str]:
    """Invented street names in an order of their own, none of them a known one."""
    names = sorted({f"{s} {e}" for s in STEMS for e in ENDINGS} - known)
    return [names[i] for i in rng.permutation(len(names))]


def name_streets(postcodes: pl.DataFrame, rng: np.random.Generator, opendata: Path = OPENDATA) -> list[str]:
    """One street name for each postcode, in their order."""
    known = pl.read_csv(opendata / "streets_partial.csv").sort("street")
    here = postcodes.select("lat", "lon").to_numpy() * METRES_PER_DEGREE
    there = known.select("lat", "lon").to_numpy() * METRES_PER_DEGREE
    distance = np.linalg.norm(here[:, None, :] - there[None, :, :], axis=2)
    nearest, names = (
        distance.argmin(axis=1),
        known["street"].str.replace("'S ", "'s ", literal=True).to_list(),
    )
    fresh = iter(invented(rng, set(names)))
    cells: dict[tuple[str, int, int], str] = {}
    streets = []
    for i, (outcode, e, n) in enumerate(postcodes.select("outcode", "easting", "northing").iter_rows()):
        if distance[i, nearest[i]] < NEAR_METRES:
            streets.append(names[nearest[i]])
            continue
        cell = (outcode, e // CELL_METRES, n // CELL_METRES)
        cells[cell] = cells.get(cell) or next(fresh, f"Borough {e // CELL_METRES} Street")
        streets.append(cells[cell])
    return streets


def name_blocks(n: int, rng: np.random.Generator) -> list[str]:
    """`n` names of blocks of flats."""
    stems, ends = rng.integers(len(STEMS), size=n), rng.integers(len(HOUSES), size=n)
    return [f"{STEMS[s]} {HOUSES[e]}" for s, e in zip(stems, ends, strict=True)]
