"""Streets gathered from the postcodes along them: one part for each neighbourhood that a name is found in."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .gazetteer import Part, Street, Unit
from .streets import fold

APART_METRES = 800.0  # postcodes of one name that lie farther from all others are another street of that name


@dataclass(frozen=True, slots=True)
class Along:
    """A postcode with addresses on a street, or in a building."""

    name: str
    postcode: str
    known: bool = True
    building: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """A street of which only a point is known."""

    name: str
    lat: float
    lon: float
    easting: float
    northing: float
    ward_name: str
    outcodes: tuple[str, ...]


def gathered(along: Iterable[Along], seen: Iterable[Seen], units: Mapping[str, Unit]) -> list[Street]:
    """Spellings that fold alike are one street, under its commonest name; streets win over buildings."""
    names: dict[str, Counter[str]] = {}
    codes: dict[str, dict[str, Along]] = {}
    points: dict[str, Seen] = {}
    for one in along:
        key = fold(one.name)
        if (
            key
            and one.postcode in units
            and not (one.building and key in codes and not _all_buildings(codes[key]))
        ):
            names.setdefault(key, Counter())[one.name] += 1
            codes.setdefault(key, {})[one.postcode] = one
    for spot in seen:
        key = fold(spot.name)
        names.setdefault(key, Counter())[spot.name] += 2  # as others write it
        points.setdefault(key, spot)
    return [_street(_best(names[key]), codes.get(key, {}), points.get(key), units) for key in sorted(names)]


def _all_buildings(codes: Mapping[str, Along]) -> bool:
    return all(one.building for one in codes.values())


def _best(names: Counter[str]) -> str:
    """The commonest spelling; of those, one with its apostrophe, which is what people leave out."""
    most = max(names.values())
    return max((name for name, count in names.items() if count == most), key=lambda name: ("'" in name, name))


def _street(name: str, codes: Mapping[str, Along], spot: Seen | None, units: Mapping[str, Unit]) -> Street:
    parts = [_part(group) for group in clusters([units[code] for code in sorted(codes)])]
    if spot and not parts:
        parts = [Part(lat=spot.lat, lon=spot.lon, easting=spot.easting, northing=spot.northing,
                      ward_name=spot.ward_name, outcodes=spot.outcodes)]  # fmt: skip
    return Street(
        name=name,
        parts=tuple(_told_apart(parts)),
        invented=not spot and bool(codes) and not any(one.known for one in codes.values()),
        building=bool(codes) and _all_buildings(codes),
    )


def clusters(units: list[Unit]) -> list[list[Unit]]:
    """Groups in which each is within APART_METRES of another; the largest first."""
    groups: list[list[Unit]] = []
    for unit in units:
        near = [group for group in groups if any(_metres(unit, other) < APART_METRES for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([unit, *(one for group in near for one in group)])
    return sorted(groups, key=lambda group: (-len(group), group[0].code))


def _metres(one: Unit, other: Unit) -> float:
    return float(((one.easting - other.easting) ** 2 + (one.northing - other.northing) ** 2) ** 0.5)


def _part(group: list[Unit]) -> Part:
    """Its point is that of the postcode nearest to the middle, so that it lies on the street."""
    east = sum(unit.easting for unit in group) / len(group)
    north = sum(unit.northing for unit in group) / len(group)
    middle = min(
        group, key=lambda unit: ((unit.easting - east) ** 2 + (unit.northing - north) ** 2, unit.code)
    )
    return Part(
        lat=middle.lat,
        lon=middle.lon,
        easting=middle.easting,
        northing=middle.northing,
        ward_name=middle.ward_name,
        outcodes=tuple(sorted({unit.code.split(" ")[0] for unit in group})),
        postcodes=tuple(sorted(unit.code for unit in group)),
    )


def _told_apart(parts: list[Part]) -> list[Part]:
    """Parts in one ward and district could not be told apart: the larger stands for both."""
    kept: dict[tuple[str, tuple[str, ...]], Part] = {}
    for part in parts:
        kept.setdefault((part.ward_name, part.outcodes), part)
    return list(kept.values())
