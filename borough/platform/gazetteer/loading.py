"""The gazetteer, made from the registers and the addresses; made again when one of them has changed."""

import dataclasses
import threading
import time
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from borough.platform.registers import api as registers

from .ingest import FEED
from .models import Address, Standing
from .queries import AddressBook
from .rules.areas import Shapes
from .rules.gathering import Along, Seen, gathered
from .rules.gazetteer import Gazetteer, Street, Unit
from .rules.making import differing
from .rules.text import cleaned

UNITS = ("postcodes", "postcodes_outside", "postcodes_old")
SHAPES = ("wards", "cpz", "lsoa", "msoa", "borough")


def _places() -> Gazetteer:
    """Postcodes and areas: what the registers know."""
    shapes = {name: Shapes(name, _shapes(name)) for name in SHAPES}
    borough = next(iter(registers.items("borough")), None)
    return Gazetteer(
        units=list(_units()),
        shapes=shapes,
        book=AddressBook(),
        district=borough.label if borough else "",
        district_code=borough.key if borough else "",
    )


def _shapes(name: str) -> list[tuple[str, str, Any]]:
    field = "sub_zone" if name == "cpz" else ""
    return [
        (item.key, item.values[field] if field else item.label, item.shape)
        for item in registers.items(name)
        if item.shape
    ]


def _units() -> Iterable[Unit]:
    for name in UNITS:
        for item in registers.items(name):
            if item.lat is not None:
                yield _unit(item)


def _unit(item: registers.Item) -> Unit:
    """A row of any of the three registers: each has some of these fields."""
    said = item.values
    return Unit(
        code=item.key,
        lat=item.lat or 0.0,
        lon=item.lon or 0.0,
        easting=float(said.get("easting") or item.easting or 0),
        northing=float(said.get("northing") or item.northing or 0),
        ward_code=said.get("ward_code", ""),
        ward_name=said.get("ward_name", ""),
        lsoa=said.get("lsoa11_code", ""),
        msoa=said.get("msoa11_code", ""),
        cpz=said.get("cpz_sub_zone", ""),
        codes_at_point=int(said.get("codes_at_point") or 1),
        district=said.get("district_name", ""),
        district_code=said.get("district_code", ""),
        last_seen=said.get("last_seen", ""),
    )


def _streets(g: Gazetteer) -> list[Street]:
    return gathered(_along(), _seen(), {unit.code: unit for unit in g.live if not unit.district})


class _At(NamedTuple):
    ward_code: str
    lat: float
    lon: float


def _differs(g: Gazetteer) -> dict[str, tuple[str, ...]]:
    """Of every postcode at once, in one query."""
    doors: dict[str, list[_At]] = {}
    rows = Address.objects.order_by().values_list("postcode", "ward_code", "lat", "lon").distinct()
    for code, ward, lat, lon in rows:
        doors.setdefault(code, []).append(_At(ward, lat, lon))
    found = {code: differing(g, those) for code, those in doors.items() if len(those) > 1}
    return {code: differs for code, differs in found.items() if differs}


def _along() -> Iterable[Along]:
    addresses = Address.objects.order_by()
    for name, postcode, known in addresses.values_list("street", "postcode", "street_known").distinct():
        yield Along(cleaned(name), postcode, known)
    named = addresses.exclude(building="").values_list("building", "postcode", "street_known").distinct()
    for name, postcode, known in named:
        yield Along(cleaned(name), postcode, known, building=True)


def _seen() -> Iterable[Seen]:
    for item in registers.items("streets"):
        if item.lat is None or item.lon is None or item.easting is None or item.northing is None:
            continue
        outcodes = tuple(item.values.get("outcodes", "").split("|"))
        yield Seen(cleaned(item.label), item.lat, item.lon, item.easting, item.northing,
                   item.values.get("ward_name", ""), outcodes)  # fmt: skip


def _holidays() -> dict[date, str]:
    if not registers.find("bank_holidays"):
        return {}
    return {date.fromisoformat(item.values["date"]): item.label for item in registers.items("bank_holidays")}


_from_registers = registers.Snapshot(_places, *UNITS, *SHAPES)
_from_holidays = registers.Snapshot(_holidays, "bank_holidays")


class _Kept:
    """The whole gazetteer, until the registers or the addresses change. Looks once a second at most."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: Gazetteer | None = None
        self._of: tuple[Gazetteer, int] | None = None
        self._looked = float("-inf")

    def get(self) -> Gazetteer:
        places = _from_registers.get()
        made, of = self._made, self._of
        if made and of and of[0] is places and time.monotonic() - self._looked < CHECK_EVERY:
            return made
        with self._lock:
            number = Standing.objects.filter(name=FEED).values_list("number", flat=True).first() or 0
            self._looked = time.monotonic()
            if not self._made or not self._of or self._of[0] is not places or self._of[1] != number:
                self._made = dataclasses.replace(places, streets=_streets(places), differs=_differs(places))
                self._of = (places, number)
            return self._made


CHECK_EVERY = 1.0  # seconds; nothing in tests
_kept = _Kept()


def gazetteer() -> Gazetteer:
    return _kept.get()


def bank_holidays() -> dict[date, str]:
    """The day and what it is called."""
    return _from_holidays.get()
