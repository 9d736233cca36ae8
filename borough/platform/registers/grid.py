"""Degrees of WGS84 to metres of the British National Grid, by PROJ without the OSTN15 grid: about 5 m."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from pyproj import Transformer


@cache
def _transformer() -> Transformer:
    return Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)


def grid(lats: Sequence[float | None], lons: Sequence[float | None]) -> list[tuple[float, float] | None]:
    """(easting, northing) in metres to the decimetre, None where there is no position."""
    at = [
        i for i, (lat, lon) in enumerate(zip(lats, lons, strict=True)) if lat is not None and lon is not None
    ]
    found: list[tuple[float, float] | None] = [None] * len(lats)
    if at:
        x = np.array([lons[i] for i in at], dtype=float)
        y = np.array([lats[i] for i in at], dtype=float)
        eastings, northings = _transformer().transform(x, y)
        for i, easting, northing in zip(at, eastings, northings, strict=True):
            found[i] = (round(float(easting), 1), round(float(northing), 1))
    return found
