"""How near each kind of place is to where people live, by ward: from postcodes, in metres of the national grid.

A postcode stands for its addresses, about fifteen of them; those that share a point with many others are
delivery boxes and offices, and are left out. Distances are straight.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from scipy.spatial import cKDTree

from borough.platform.places.holding import holding
from borough.platform.places.kinds import Kind, kinds
from borough.platform.registers import api as registers

from .queries import ward_names
from .rules import Reach, reach

BOXES = 20
"""So many postcodes at one point are boxes or offices (opendata/README.md)."""
ALL = ""
"""The ward that is the whole borough."""


@dataclass(frozen=True)
class Homes:
    """Postcodes where people live: grid positions, and the ward of each."""

    positions: Any
    wards: tuple[str, ...]


@dataclass(frozen=True)
class Covered:
    """One kind in one ward (`ward_code` "": the borough)."""

    kind: Kind
    ward_code: str
    ward: str
    reach: Reach


def coverage(kind: Kind) -> list[Covered]:
    """By ward, the borough first. Empty where there is no such place or no postcode."""
    return _snapshot.get().of(kind)


def covered_kinds() -> list[Covered]:
    """The whole borough, every kind that has places."""
    first = (coverage(kind) for kind in kinds().kinds.values() if kind.shape == "point")
    return [rows[0] for rows in first if rows]


def gaps() -> list[Covered]:
    """Wards where less than half of the postcodes have a common kind within 800 m, the widest first."""
    common = [kind for kind in kinds().kinds.values() if kind.common and kind.shape == "point"]
    rows = [row for kind in common for row in coverage(kind) if row.ward_code and row.reach.within_800 < 50]
    return sorted(rows, key=lambda row: (row.reach.within_800, -row.reach.median))


class _Snapshot:
    """What is read from the registers once; each kind is worked out when it is asked for."""

    def __init__(self) -> None:
        self.ward_names = ward_names()
        self.homes = _homes() if registers.find("postcodes") else Homes(np.empty((0, 2)), ())
        self.fields = holding().engine.fields
        self.of = lru_cache(maxsize=None)(self._of)

    def _of(self, kind: Kind) -> list[Covered]:
        there = self.fields.get(kind.key)
        if there is None or not len(self.homes.positions):
            return []
        metres, _ = cKDTree(there.positions).query(self.homes.positions)
        by_ward: dict[str, list[float]] = {ALL: [float(one) for one in metres]}
        for ward, one in zip(self.homes.wards, metres, strict=True):
            by_ward.setdefault(ward, []).append(float(one))
        names: Mapping[str, str] = {ALL: "The whole borough", **self.ward_names}
        rows = [
            Covered(kind, code, names[code], found)
            for code, near in by_ward.items()
            if code in names and (found := reach(near))
        ]
        return sorted(rows, key=lambda row: (row.ward_code != ALL, row.ward))


def _homes() -> Homes:
    lived = [
        item
        for item in registers.items("postcodes")
        if item.easting is not None and int(item.values.get("codes_at_point") or 1) < BOXES
    ]
    positions = np.array([(item.easting, item.northing) for item in lived]).reshape(-1, 2)
    return Homes(positions, tuple(item.values["ward_code"] for item in lived))


_snapshot = registers.Snapshot(_Snapshot)
