"""CSV, JSON and GeoJSON, an item at a time: a register of any size is sent from little memory."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, cast

from django.http import HttpResponseBase

from borough.platform.registers.declaration import Register
from borough.platform.registers.items import Item
from borough.platform.registers.public.addresses import item_page
from borough.platform.registers.public.values import typed
from borough.ui import api as ui

from .said import MARK, about, data, feature, fields, origin


def as_csv(register: Register, items: Iterable[Item]) -> HttpResponseBase:
    """A line an item; the first line names the columns. No cell runs in a spreadsheet."""
    listed = ui.ListPage(
        name=register.file_name,
        title=register.title,
        sort="key",
        columns=[ui.Column(heading=name, value=_cell(register, name)) for name in fields(register)],
    )
    return listed.file(cast(Any, items))


def _cell(register: Register, name: str) -> Any:
    if name == MARK:
        return lambda item: "invented"
    if name == "key" or name not in register.fields:
        return name
    column = register.column(name)
    return lambda item: typed(column, item.values[name])


def as_json(register: Register, items: Iterable[Item], newest: date | None, at: date | None) -> Iterator[str]:
    head = json.dumps(about(register, newest, at), ensure_ascii=False)
    yield f'{head[:-1]}, "items": ['
    yield from _joined(data(register, item) | origin(item) | _shape(item) for item in items)
    yield "]}\n"


def as_geojson(
    register: Register, items: Iterable[Item], newest: date | None, at: date | None
) -> Iterator[str]:
    """A FeatureCollection; what it says of itself stands beside its features, as RFC 7946 allows."""
    head = json.dumps({"type": "FeatureCollection"} | about(register, newest, at), ensure_ascii=False)
    yield f'{head[:-1]}, "features": ['
    yield from _joined(feature(register, item, item_page(register.name, item.key)) for item in items)
    yield "]}\n"


def _shape(item: Item) -> dict[str, Any]:
    return {"geometry": item.shape} if item.shape else {}


def _joined(things: Iterable[dict[str, Any]]) -> Iterator[str]:
    before = "\n"
    for thing in things:
        yield before + json.dumps(thing, ensure_ascii=False, separators=(",", ":"))
        before = ",\n"
