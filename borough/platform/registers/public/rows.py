"""The rows of a register's list: read once, kept until the register changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from borough.platform.registers.declaration import Register
from borough.platform.registers.items import Item
from borough.platform.registers.queries import items
from borough.platform.registers.snapshots import Snapshot

from .values import Typed, typed

MOST_CHOICES = 200


@dataclass(frozen=True, slots=True)
class Row:
    """An item with its values in their types, for sorting. `said`: its values as text."""

    item: Item
    label: str
    said: Mapping[str, str]
    values: Mapping[str, Typed]


_kept: dict[str, Snapshot[list[Row]]] = {}


def rows(register: Register, at: date | None = None) -> list[Row]:
    """Every item by label. As it is now, from memory; as it was on a day, from the database."""
    if at is not None:
        return _made(register, at)
    key = f"{register.name} {hash(register.contract.text)}"
    if key not in _kept:
        _kept[key] = Snapshot(lambda: _made(register, None), register.name)
    return _kept[key].get()


def choices(register: Register, field: str, found: list[Row]) -> list[tuple[str, str]]:
    """The values that a field has, with their meaning, for a filter; none where they are too many."""
    meaning = register.column(field).choices
    values = sorted({row.said[field] for row in found} - {""})
    if len(values) > MOST_CHOICES:
        return []
    return [
        (value, meaning.get(value, value.replace("_", " ") if _is_code(value) else value)) for value in values
    ]


def _is_code(value: str) -> bool:
    return value.islower() and " " not in value


def _made(register: Register, at: date | None) -> list[Row]:
    columns = {name: register.column(name) for name in register.listed}

    def row(item: Item) -> Row:
        values: dict[str, Any] = {name: typed(column, item.values[name]) for name, column in columns.items()}
        return Row(item, item.label, item.values, values)

    return [row(item) for item in items(register.name, at)]
