"""What every file says of itself, and an item as data."""

from datetime import date
from typing import Any

from borough.platform.registers.declaration import Register
from borough.platform.registers.items import Item
from borough.platform.registers.public.values import typed

MARK = "demonstration_data"
"""A column of files of invented data, so that no row of them is ever taken for true."""


def about(register: Register, newest: date | None, at: date | None) -> dict[str, Any]:
    """Title, source, licence and attribution; whether it is invented."""
    return {
        "register": register.name,
        "title": register.title,
        "description": register.description,
        "source": register.source,
        "as_of": newest.isoformat() if newest else None,
        "asked_for": at.isoformat() if at else None,
        "licence": {
            "code": register.licence.code,
            "title": register.licence.title,
            "url": register.licence.url or None,
        },
        "licences": [{"code": one.code, "title": one.title, "url": one.url} for one in register.terms],
        "attribution": register.attribution,
        "demonstration": register.demonstration,
        "note": register.note,
    }


def fields(register: Register) -> list[str]:
    """The columns of a file: the key, every field, and the grid where there is a position."""
    grid = ["easting", "northing"] if register.contract.position else []
    mark = [MARK] if register.demonstration else []
    return ["key", *mark, *register.fields, *(name for name in grid if name not in register.fields)]


def data(register: Register, item: Item) -> dict[str, Any]:
    """An item as JSON: every field in its type, null where nothing is said."""
    said: dict[str, Any] = {"key": item.key}
    for name in register.fields:
        value = typed(register.column(name), item.values[name])
        said[name] = value.isoformat() if isinstance(value, date) else value
    if register.contract.position:
        said.setdefault("easting", item.easting)
        said.setdefault("northing", item.northing)
    return said


def origin(item: Item) -> dict[str, Any]:
    """Since when the item says what it says, and how old that is."""
    return {"since": item.since.isoformat(), "source_date": item.source_date, "amended": sorted(item.amended)}


def feature(register: Register, item: Item, href: str = "") -> dict[str, Any]:
    """An item as a GeoJSON feature; its `name` is for maps, its `href` the item's page."""
    point = {"type": "Point", "coordinates": [item.lon, item.lat]} if item.lat is not None else None
    return {
        "type": "Feature",
        "id": item.key,
        "geometry": item.shape or point,
        "properties": {**data(register, item), **origin(item), "name": item.label, "href": href},
    }
