"""Measures how near each kind of place is to where people live, and keeps it: by night, never while a page waits.

From each address, where there is an address register; else from each postcode, which stands for about fifteen of
them; those that share a point with many others are delivery boxes and offices, and are left out. Distances are
straight, in metres of the national grid. Nothing of one home is kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from django.db import transaction
from scipy.spatial import cKDTree

from borough.platform.gazetteer import api as gazetteer
from borough.platform.places.holding import holding, names_of_registers
from borough.platform.places.kinds import kinds
from borough.platform.registers import api as registers

from .models import Measured
from .rules import Reach, reach

BOXES = 20
"""So many postcodes at one point are boxes or offices (opendata/README.md)."""
ALL = ""
"""The ward that is the whole borough."""
Counted = Measured.Counted


@dataclass(frozen=True)
class Homes:
    """Where people live: grid positions, the ward of each, and whether they are addresses or postcodes."""

    positions: Any
    wards: tuple[str, ...]
    counted: str


def measure(now: datetime) -> int:
    """Measure every kind that has places, unless nothing has changed since; how many figures were made."""
    state = _state()
    if not Measured.objects.exclude(state=state).exists() and Measured.objects.exists():
        return 0
    lived = homes()
    rows = [
        Measured(
            kind=key, ward_code=ward, counted=lived.counted, homes=found.homes, within_400=found.near[0],
            within_800=found.near[1], within_mile=found.near[2], median=found.median, measured_at=now,
            state=state,
        )
        for key, ward, found in _reaches(lived)
    ]  # fmt: skip
    with transaction.atomic():
        Measured.objects.all().delete()
        Measured.objects.bulk_create(rows)
    return len(rows)


def _reaches(lived: Homes) -> Iterator[tuple[str, str, Reach]]:
    """Kind, ward and how near: only what may be shown."""
    if not len(lived.positions):
        return
    wards = np.array(lived.wards)
    apart = {ALL: np.ones(len(wards), dtype=bool)} | {
        ward: wards == ward for ward in set(lived.wards) if ward
    }
    for key, there in holding().engine.fields.items():
        metres, _ = cKDTree(there.positions).query(lived.positions)
        for ward, mine in apart.items():
            if (found := reach(metres[mine].tolist())) and found.may_be_shown:
                yield key, ward, found


def homes() -> Homes:
    """The addresses; postcodes where no address has come."""
    addresses = gazetteer.homes_on_grid()
    if addresses:
        counted, rows = Counted.ADDRESSES, addresses
    else:
        counted, rows = Counted.POSTCODES, list(_postcodes())
    positions = np.array([(easting, northing) for easting, northing, _ in rows]).reshape(-1, 2)
    return Homes(positions, tuple(ward for _, _, ward in rows), counted)


def _postcodes() -> Iterator[tuple[float, float, str]]:
    for item in registers.each_item("postcodes") if registers.find("postcodes") else ():
        if item.easting is not None and int(item.values.get("codes_at_point") or 1) < BOXES:
            yield item.easting, item.northing or 0.0, item.values["ward_code"]


def _state() -> str:
    """What the figures are made from: the same words, the same figures."""
    named = [kind.key for kind in kinds().kinds.values()]
    changed = registers.revision(*names_of_registers(), "postcodes", "wards")
    return f"{changed}/{gazetteer.addresses_changed()}/{len(named)}"
