"""Between degrees (WGS84) and the British National Grid (metres).

Without OSTN15, which is not in the wheel: up to about 5 metres from the surveyed truth, the same as the open data.
"""

from functools import cache

from pyproj import Transformer


@cache
def _to_grid() -> Transformer:
    return Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)


@cache
def _from_grid() -> Transformer:
    return Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)


def to_grid(lat: float, lon: float) -> tuple[float, float]:
    """Easting and northing."""
    easting, northing = _to_grid().transform(lon, lat)
    return round(easting, 1), round(northing, 1)


def to_degrees(easting: float, northing: float) -> tuple[float, float]:
    """Latitude and longitude, to about a decimetre."""
    lon, lat = _from_grid().transform(easting, northing)
    return round(lat, 6), round(lon, 6)
