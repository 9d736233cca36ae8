"""Areas with a border: conservation areas, and which surgery takes whom. Simple shapes, invented."""

import json
from typing import Any

import numpy as np
import polars as pl

from synthetic.people.borough import Borough
from synthetic.places.postcodes import OPENDATA
from synthetic.registers.homes import DEGREES_A_METRE, Homes
from synthetic.streams import Stream, stream

CORNERS = 14


def conservation_areas(b: Borough, homes: Homes) -> str:
    """Thirty, round streets of the borough."""
    rng = stream(b.seed, "registers", "conservation")
    at = homes.table[np.sort(rng.choice(len(homes.table), 30, replace=False))]
    features = [
        feature(
            {"id": f"CA{i + 1:02d}", "name": f"{row['street']} conservation area",
             "designated": f"{rng.integers(1968, 2012)}-{rng.integers(1, 13):02d}-01"},
            rough_circle(row["lat"], row["lon"], float(rng.integers(120, 380)), rng),
        )
        for i, row in enumerate(at.iter_rows(named=True))
    ]  # fmt: skip
    return collection(features)


def gp_boundaries(b: Borough, homes: Homes) -> str:
    """An invented boundary for each real surgery in the borough."""
    rng = stream(b.seed, "registers", "surgeries")
    places = pl.read_csv(OPENDATA / "places.csv", infer_schema=False)
    surgeries = places.filter((pl.col("kind") == "gp") & (pl.col("in_borough") == "1")).sort("id")
    features = [
        feature(
            {"id": row["id"], "surgery": row["name"], "address": row["address"], "postcode": row["postcode"]},
            rough_circle(float(row["lat"]), float(row["lon"]), float(rng.integers(700, 1_500)), rng),
        )
        for row in surgeries.iter_rows(named=True)
    ]
    return collection(features)


def rough_circle(lat: float, lon: float, metres: float, rng: Stream) -> dict[str, Any]:
    """A polygon of uneven radius, anticlockwise as RFC 7946 wants it."""
    turn = np.linspace(0, 2 * np.pi, CORNERS, endpoint=False)
    radius = metres * rng.uniform(0.7, 1.2, CORNERS)
    north, east = radius * np.sin(turn) * DEGREES_A_METRE[0], radius * np.cos(turn) * DEGREES_A_METRE[1]
    ring = [
        [round(lon + e, 6), round(lat + n, 6)] for n, e in zip(north.tolist(), east.tolist(), strict=True)
    ]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def feature(properties: dict[str, Any], geometry: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(features: list[dict[str, Any]]) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False) + "\n"
