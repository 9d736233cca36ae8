"""Which areas a point lies in. Shapes and points are WGS84 degrees; an R-tree for each register of shapes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import shapely
from shapely.geometry import shape


@dataclass(frozen=True, slots=True)
class Area:
    """One area. `kind` is the register that it is in."""

    kind: str
    key: str
    name: str


class Shapes:
    """The areas of one register, in the order of its rows: of two that overlap, the first is meant."""

    def __init__(self, kind: str, rows: Sequence[tuple[str, str, Mapping[str, Any]]]) -> None:
        """`rows`: key, name and GeoJSON geometry of each area. A shape that crosses itself is mended."""
        self.areas = [Area(kind, key, name) for key, name, _ in rows]
        self._shapes = [shapely.make_valid(shape(geometry)) for _, _, geometry in rows]

    @cached_property
    def _tree(self) -> shapely.STRtree:
        shapely.prepare(self._shapes)
        return shapely.STRtree(self._shapes)

    def all_at(self, lat: float, lon: float) -> list[Area]:
        """Those that the point is in, or on the edge of."""
        found = self._tree.query(shapely.Point(lon, lat), predicate="intersects")
        return [self.areas[i] for i in sorted(found.tolist())]

    def at(self, lat: float, lon: float) -> Area | None:
        return next(iter(self.all_at(lat, lon)), None)
