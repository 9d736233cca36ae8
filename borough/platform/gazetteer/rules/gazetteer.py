"""What the borough has names for: postcodes, streets, areas. Frozen; made from rows, asked by `locate`."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import takewhile
from typing import Protocol

import numpy as np

from .areas import Area, Shapes
from .postcodes import sector_of
from .streets import fold

BOX_CODES = 20  # so many postcodes on one point are boxes, or businesses with a code of their own
NEAR_METRES = 1_500.0  # beyond this from any known postcode we do not guess a council


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A postcode. `district` is the council; empty in the borough. `last_seen` (YYYY-MM) when it is no more."""

    code: str
    lat: float
    lon: float
    easting: float
    northing: float
    ward_code: str = ""
    ward_name: str = ""
    lsoa: str = ""
    msoa: str = ""
    cpz: str = ""
    codes_at_point: int = 1
    district: str = ""
    district_code: str = ""
    last_seen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A street, or the part of it in one neighbourhood: a point on it, and the postcodes along it."""

    lat: float
    lon: float
    easting: float
    northing: float
    ward_name: str = ""
    outcodes: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Street:
    """A street, or a named building. `folded` is the form in which spellings are equal."""

    name: str
    parts: tuple[Part, ...]
    invented: bool = False
    building: bool = False

    folded: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "folded", fold(self.name))

    @property
    def slug(self) -> str:
        return self.folded.replace(" ", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """An address. `token` stands for it in URLs."""

    uprn: str
    token: str
    flat: str
    building: str
    number: str
    street: str
    postcode: str
    easting: float
    northing: float
    lat: float
    lon: float
    ward_code: str = ""
    ward_name: str = ""
    as_of: date | None = None
    street_known: bool = True

    @property
    def name(self) -> str:
        """Flat 2, Alder House, 12 Mill Lane, NW6 1NE."""
        flat = f"Flat {self.flat}" if self.flat else ""
        street = f"{self.number} {self.street}".strip()
        return ", ".join(part for part in (flat, self.building, street, self.postcode) if part)

    @property
    def door(self) -> tuple[str, int, str, int, str]:
        """The order in which one passes them: 2, 10, 10A; flat 2 before flat 10."""
        return (self.street, _leading(self.number), self.number, _leading(self.flat), self.flat)


def _leading(text: str) -> int:
    digits = "".join(takewhile(str.isdecimal, text))
    return int(digits or 0)


class Door(Protocol):
    """Where a home is, and in which ward."""

    @property
    def ward_code(self) -> str: ...
    @property
    def lat(self) -> float: ...
    @property
    def lon(self) -> float: ...


class Book(Protocol):
    """Where addresses are looked up."""

    def at_postcode(self, code: str) -> Sequence[Home]: ...

    def on_street(self, name: str, number: str) -> Sequence[Home]: ...

    def by_token(self, token: str) -> Home | None: ...

    def by_uprn(self, uprn: str) -> Home | None: ...


class NoBook:
    """No addresses are known."""

    def at_postcode(self, code: str) -> Sequence[Home]:
        return ()

    def on_street(self, name: str, number: str) -> Sequence[Home]:
        return ()

    def by_token(self, token: str) -> Home | None:
        return None

    def by_uprn(self, uprn: str) -> Home | None:
        return None


@dataclass(frozen=True)
class Gazetteer:
    """`units`: postcodes of the borough, of its neighbours and retired ones. `shapes`: areas by register.
    `differs`: what is not the same for every home of a postcode, for those where something is; None: ask."""

    units: Sequence[Unit]
    streets: Sequence[Street] = ()
    shapes: Mapping[str, Shapes] = field(default_factory=dict)
    book: Book = field(default_factory=NoBook)
    district: str = "Camden"
    district_code: str = "E09000007"
    differs: Mapping[str, tuple[str, ...]] | None = None

    @cached_property
    def by_code(self) -> dict[str, Unit]:
        """A live postcode wins over a retired one, and the borough's over a neighbour's."""
        ranked = sorted(
            self.units, key=lambda unit: (bool(unit.last_seen), bool(unit.district)), reverse=True
        )
        return {unit.code: unit for unit in ranked}

    @cached_property
    def live(self) -> list[Unit]:
        return sorted((u for u in self.by_code.values() if not u.last_seen), key=lambda unit: unit.code)

    @cached_property
    def codes(self) -> list[str]:
        return [unit.code for unit in self.live]

    @cached_property
    def by_folded(self) -> dict[str, Street]:
        return {street.folded: street for street in self.streets}

    @cached_property
    def outcodes(self) -> dict[str, bool]:
        """Districts that are known, and whether any of their postcodes is in the borough."""
        known: dict[str, bool] = {}
        for unit in self.live:
            outcode = unit.code.split(" ")[0]
            known[outcode] = known.get(outcode, False) or not unit.district
        return known

    def beginning(self, start: str) -> list[Unit]:
        """Live postcodes that begin so, in order. NW1 begins NW1 0AA, not NW10 0AA."""
        begin = bisect_left(self.codes, start)
        run = takewhile(lambda unit: unit.code.startswith(start), self.live[begin:])
        return list(run)

    def beginning_packed(self, start: str) -> list[Unit]:
        """Live postcodes that begin so when written without the space, in order."""
        begin = bisect_left(self._packed, (start,))
        run = takewhile(lambda pair: pair[0].startswith(start), self._packed[begin:])
        return [self.by_code[code] for _, code in run]

    @cached_property
    def _packed(self) -> list[tuple[str, str]]:
        return sorted((code.replace(" ", ""), code) for code in self.codes)

    @cached_property
    def in_order(self) -> list[Street]:
        return sorted(self.streets, key=lambda street: street.name)

    def nearest_unit(
        self, easting: float, northing: float, *, inside: bool | None = None
    ) -> tuple[Unit, float]:
        """The live postcode nearest to a point, and how many metres away; only the borough's, or only others'."""
        points, chosen = self._points
        away = np.hypot(points[:, 0] - easting, points[:, 1] - northing)
        if inside is not None:
            away = np.where(chosen == inside, away, np.inf)
        at = int(away.argmin())
        return self.live[at], float(away[at])

    @cached_property
    def _points(
        self,
    ) -> tuple[
        "np.ndarray[tuple[int, int], np.dtype[np.float64]]", "np.ndarray[tuple[int], np.dtype[np.bool_]]"
    ]:
        points = np.array([(unit.easting, unit.northing) for unit in self.live], np.float64).reshape(-1, 2)
        return points, np.array([not unit.district for unit in self.live], np.bool_)

    def area(self, register: str, lat: float, lon: float) -> Area | None:
        shapes = self.shapes.get(register)
        return shapes.at(lat, lon) if shapes else None

    def district_at(self, lat: float, lon: float, easting: float, northing: float) -> tuple[str, str]:
        """The council's name and code; empty where nobody's postcodes are near, or none have been loaded."""
        if not self.live:
            return "", ""
        unit, metres = self.nearest_unit(easting, northing)
        borough = self.shapes.get("borough")
        if borough.at(lat, lon) is not None if borough else (not unit.district and metres < NEAR_METRES):
            return self.district, self.district_code
        other, away = self.nearest_unit(easting, northing, inside=False)
        return (other.district, other.district_code) if away < NEAR_METRES else ("", "")


def sectors(units: Iterable[Unit]) -> dict[str, list[Unit]]:
    """Postcodes by sector: NW1 0."""
    found: dict[str, list[Unit]] = {}
    for unit in units:
        found.setdefault(sector_of(unit.code), []).append(unit)
    return found
