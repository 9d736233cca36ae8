"""Shapes as GeoJSON writes them (RFC 7946): checked, and in one form. Pure."""

import json
import math
from collections.abc import Callable
from typing import Any


def geometry_in_form(text: str) -> str | None:
    """The geometry as compact JSON; None where it is not one."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    kind = found.get("type") if isinstance(found, dict) else None
    check = CHECKS.get(kind) if isinstance(kind, str) else None
    if check is None or not check(found.get("coordinates")):
        return None
    shape = {"type": kind, "coordinates": found["coordinates"]}
    return json.dumps(shape, separators=(",", ":"))


def _position(value: Any) -> bool:
    """Longitude and latitude; a height may follow."""
    if not isinstance(value, list) or not 2 <= len(value) <= 3:
        return False
    if not all(isinstance(n, int | float) and not isinstance(n, bool) and math.isfinite(n) for n in value):
        return False
    return bool(-180 <= value[0] <= 180 and -90 <= value[1] <= 90)


def _several(check: Callable[[Any], bool], least: int = 1) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and len(value) >= least and all(map(check, value))


def _ring(value: Any) -> bool:
    """Closed: its last position is its first."""
    return _several(_position, 4)(value) and value[0] == value[-1]


CHECKS: dict[str, Callable[[Any], bool]] = {
    "Point": _position,
    "MultiPoint": _several(_position),
    "LineString": _several(_position, 2),
    "MultiLineString": _several(_several(_position, 2)),
    "Polygon": _several(_ring),
    "MultiPolygon": _several(_several(_ring)),
}
