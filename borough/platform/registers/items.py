"""An item: what the feed says of it with what editors laid over that. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .declaration import Register

GONE = "_gone"
"""The field by which an editor says that an item is no more."""

Shape = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """`values`: every field of the register, "" where nothing is said. Degrees of WGS84, metres of the British
    National Grid; None without a position. `shape`: a GeoJSON geometry. `since`: the day of the extract that
    said so first, or of the newest amendment. `source_date`: when it was so, as the source writes it.
    `amended`: the fields that an editor wrote.
    """

    register: str
    key: str
    label: str
    values: Mapping[str, str]
    lat: float | None
    lon: float | None
    easting: float | None
    northing: float | None
    shape: Shape | None
    since: date
    source_date: str
    amended: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Said:
    """One version as the feed gave it."""

    key: str
    values: Mapping[str, str]
    lat: float | None
    lon: float | None
    easting: float | None
    northing: float | None
    shape: Shape | None
    since: date


@dataclass(frozen=True, slots=True)
class Laid:
    """One amendment that counts: the newest of its item and field."""

    key: str
    field: str
    value: str
    on: date


def item_of(
    register: Register, said: Said, laid: Iterable[Laid] = (), newest: date | None = None
) -> Item | None:
    """None where an editor said that it is no more. `newest`: the day of the extract that was looked at."""
    values = dict.fromkeys(register.fields, "") | dict(said.values)
    lat, lon, easting, northing, since = said.lat, said.lon, said.easting, said.northing, said.since
    over = {one.field: one for one in laid}
    if GONE in over and over[GONE].value:
        return None
    if over:
        values |= {name: one.value for name, one in over.items() if name in values}
        since = max(since, *(one.on for one in over.values()))
        place = register.contract.position
        if place and over.keys() & {place.lat, place.lon}:
            lat, lon, easting, northing = _moved(values[place.lat], values[place.lon])
    return Item(
        register=register.name, key=said.key, label=values[register.label] or said.key, values=values,
        lat=lat, lon=lon, easting=easting, northing=northing, shape=said.shape, since=since,
        source_date=_dated(register, values, newest or said.since), amended=frozenset(over) - {GONE},
    )  # fmt: skip


def _dated(register: Register, values: Mapping[str, str], newest: date) -> str:
    own = values[register.dated] if register.dated else ""
    return own or newest.isoformat()


def _moved(lat: str, lon: str) -> tuple[float | None, float | None, float | None, float | None]:
    from .grid import grid  # PROJ is loaded only where something was moved

    if not (lat and lon):
        return None, None, None, None
    place = float(lat), float(lon)
    (metres,) = grid([place[0]], [place[1]])
    return (*place, *(metres or (None, None)))
