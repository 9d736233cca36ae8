"""The nearest of a kind, in process: candidates by the national grid, ranked by the geodesic (decision 72).

On the British National Grid a metre of the ellipsoid measures between 0.9996 and 1.0008 (its scale factor, from
the central meridian to the grid's edge). So whatever belongs to the k nearest by geodesic lies, on the grid, within
1.0008 / 0.9996 of the k-th nearest there: MARGIN and SLACK hold that and rounding. Those few are measured on
the WGS84 ellipsoid (Karney's algorithm, in pyproj). Places are kept in the order of their names, so that two at
exactly one distance come by name.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

import numpy as np
from pyproj import Geod, Transformer
from scipy.spatial import cKDTree

MARGIN, SLACK = 1.002, 0.1  # times, metres
LARGE = 1_500  # places; above, a tree is faster than a look at each
GEODESIC = Geod(ellps="WGS84")
TO_GRID = Transformer.from_crs(4326, 27700, always_xy=True)
SAME = 150  # metres: within this, one name of one kind is one place with several entries


class Placed(Protocol):
    """What has a name and lies somewhere (WGS84 degrees)."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def lat(self) -> float: ...
    @property
    def lon(self) -> float: ...


P = TypeVar("P", bound=Placed)
Keep = Callable[[P], bool]


@dataclass(frozen=True, slots=True)
class Found(Generic[P]):
    """A place and how far it is: metres along the ellipsoid. `others`: more entries of the same place."""

    place: P
    metres: float
    others: tuple[P, ...] = ()


class Field(Generic[P]):
    """The places of one kind, by name, with where they lie."""

    def __init__(self, places: Iterable[P]) -> None:
        self.places = sorted(places, key=lambda place: (place.name.casefold(), place.id))
        self._lons = [place.lon for place in self.places]
        self._lats = [place.lat for place in self.places]
        east, north = TO_GRID.transform(np.array(self._lons, float), np.array(self._lats, float))
        self._east, self._north = np.asarray(east, float), np.asarray(north, float)
        self._tree = cKDTree(self.positions) if len(self.places) > LARGE else None

    @property
    def positions(self) -> Any:
        """A row of easting and northing for each place."""
        return np.c_[self._east, self._north]

    def nearest(
        self, lat: float, lon: float, count: int, keep: Keep[P] | None = None, *, grouped: bool = False
    ) -> list[Found[P]]:
        """The `count` nearest that `keep` keeps, nearest first: never a radius, so never empty for a reason of
        distance. Grouped: entries of one place (Euston, by tube and by train) come as one."""
        wanted = count if keep is None and not grouped else count * 2
        while True:
            ranked = self._ranked(lat, lon, wanted)
            kept = [each for each in ranked if keep is None or keep(self.places[each[1]])]
            found = self._together(kept) if grouped else [Found(self.places[row], m) for m, row in kept]
            if len(found) >= count or wanted >= len(self.places):
                return found[:count]
            wanted *= 4

    def _ranked(self, lat: float, lon: float, count: int) -> list[tuple[float, int]]:
        """Metres and row of each, nearest first; at one distance by row, which is by name."""
        rows = self._candidates(*TO_GRID.transform(lon, lat), min(count, len(self.places)))
        there = [self._lons[i] for i in rows], [self._lats[i] for i in rows]
        _, _, metres = GEODESIC.inv([lon] * len(rows), [lat] * len(rows), *there)
        return sorted(zip(metres, rows, strict=True))[:count]

    def _candidates(self, east: float, north: float, count: int) -> list[int]:
        """Rows that may be among the nearest, with all that are hardly further on the grid."""
        if not count:
            return []
        if self._tree is not None:
            return self._from_tree(east, north, count)
        square = (self._east - east) ** 2
        square += (self._north - north) ** 2
        limit = float(np.partition(square, count - 1)[count - 1]) ** 0.5 * MARGIN + SLACK
        rows: list[int] = np.flatnonzero(square <= limit * limit).tolist()
        return rows

    def _from_tree(self, east: float, north: float, count: int) -> list[int]:
        assert self._tree is not None
        more = count + 8
        while True:
            more = min(more, len(self.places))
            distances, rows = self._tree.query((east, north), more)
            distances, rows = np.atleast_1d(distances), np.atleast_1d(rows)
            limit = distances[count - 1] * MARGIN + SLACK
            if more == len(self.places) or distances[-1] > limit:
                return [int(row) for row in rows[distances <= limit]]
            more *= 4

    def _together(self, ranked: Sequence[tuple[float, int]]) -> list[Found[P]]:
        """Each with the entries of its name near it, at the place of the nearest of them."""
        heads: dict[int, tuple[float, list[int]]] = {}
        for metres, row in ranked:
            head = next((head for head in heads if self._same(head, row)), row)
            heads.setdefault(head, (metres, []))[1].append(row)
        return [
            Found(self.places[head], metres, tuple(self.places[row] for row in rows[1:]))
            for head, (metres, rows) in heads.items()
        ]

    def _same(self, one: int, other: int) -> bool:
        if self.places[one].name.casefold() != self.places[other].name.casefold():
            return False
        away = np.hypot(self._east[one] - self._east[other], self._north[one] - self._north[other])
        return bool(away <= SAME)


class Engine(Generic[P]):
    """A field for each kind."""

    def __init__(self, places: Mapping[str, Iterable[P]]) -> None:
        self.fields = {kind: Field(each) for kind, each in places.items()}

    def nearest(
        self,
        kind: str,
        lat: float,
        lon: float,
        count: int = 5,
        keep: Keep[P] | None = None,
        *,
        grouped: bool = False,
    ) -> list[Found[P]]:
        """The nearest of a kind; nothing when it holds none. Degrees of WGS84, in or near Great Britain."""
        field = self.fields.get(kind)
        return field.nearest(lat, lon, count, keep, grouped=grouped) if field else []
