"""The places that are held now, by id and by kind, with the engine over them: one snapshot a process."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from borough.platform.gazetteer import api as gazetteer
from borough.platform.registers import api as registers

from .kinds import Kind, kinds
from .names import Names
from .nearest import Engine, Found, Keep
from .place import Place, attributes_of

PLACES = "places"


@dataclass(frozen=True)
class Holding:
    """`by_kind`: key of a kind of points -> its places, only for kinds that have any."""

    by_id: Mapping[str, Place]
    by_kind: Mapping[str, list[Place]]
    engine: Engine[Place]
    names: Names

    def holds(self, kind: Kind) -> bool:
        """Whether the public can be answered. A fact about an address is asked of the address's page."""
        if kind.shape == "point":
            return kind.key in self.by_kind
        return bool(kind.register and registers.find(kind.register))


def holding() -> Holding:
    return _snapshot.get()


def common_kinds() -> list[Kind]:
    """Those most asked for, of which places are held; the most first."""
    held = [kind for kind in kinds().kinds.values() if kind.common and holding().holds(kind)]
    return sorted(held, key=lambda kind: kind.common)


def place(identifier: str) -> Place | None:
    return holding().by_id.get(identifier)


def all_places() -> list[Place]:
    return list(holding().by_id.values())


def nearest(
    kind: Kind,
    lat: float,
    lon: float,
    count: int = 5,
    keep: Keep[Place] | None = None,
    *,
    grouped: bool = False,
) -> list[Found[Place]]:
    """The nearest of a kind, by metres along the ellipsoid; ties by name."""
    return holding().engine.nearest(kind.key, lat, lon, count, keep, grouped=grouped and kind.grouped)


def kinds_of(place: Place) -> list[Kind]:
    """The kinds that it fills."""
    points = (kind for kind in kinds().kinds.values() if kind.shape == "point")
    return [kind for kind in points if place.register == (kind.register or PLACES) and _fills(place, kind)]


def kind_filled(register: str, word: str) -> Kind | None:
    """The kind that places of a register and a word of its source are, not one of which they are only a part."""
    filled = [
        kind
        for kind in kinds().kinds.values()
        if kind.register == register or (not kind.register and word in kind.sources)
    ]
    return min(filled, key=lambda kind: (len(kind.where), len(kind.sources)), default=None)


def _built() -> Holding:
    rows = {name: list(_read(name)) for name in names_of_registers() if registers.find(name)}
    by_kind = {key: found for key, found in _filled(rows) if found}
    by_id = {each.id: each for places in rows.values() for each in places}
    return Holding(by_id, by_kind, Engine(by_kind), Names(rows.get(PLACES, [])))


def names_of_registers() -> list[str]:
    """The registers whose items are places, declared or not; the register of places is always one."""
    named = {each.register for each in kinds().kinds.values() if each.shape == "point" and each.register}
    return [PLACES, *sorted(named)]


def _filled(rows: Mapping[str, list[Place]]) -> Iterator[tuple[str, list[Place]]]:
    for kind in kinds().kinds.values():
        if kind.shape == "point":
            mine = rows.get(kind.register or PLACES, [])
            yield kind.key, [each for each in mine if _fills(each, kind)]


def _fills(place: Place, kind: Kind) -> bool:
    if not kind.register and place.kind not in kind.sources:
        return False
    return all(place.has(name, value) for name, value in kind.where)


def _read(name: str) -> Iterator[Place]:
    """The items of a register that lie somewhere."""
    register = registers.register(name)
    for item in registers.items(name):
        if item.lat is None or item.lon is None or item.easting is None or item.northing is None:
            continue
        values = item.values
        credit = register.credit(values)
        inside = values.get("in_borough", "1").casefold() not in ("0", "no", "false")
        yield Place(
            id=item.key,
            register=name,
            kind=values.get("kind") or name,
            name=item.label.strip() if item.label != item.key else _unnamed(name),
            lat=item.lat,
            lon=item.lon,
            address=values.get("address", ""),
            postcode=values.get("postcode", ""),
            ward_code=values.get("ward_code", ""),
            ward_name=values.get("ward_name", ""),
            in_borough=inside,
            district="" if inside else gazetteer.district_of(item.easting, item.northing),
            hours=values.get("opening_hours", ""),
            phone=values.get("phone", ""),
            website=values.get("website", ""),
            source=values.get("source") or register.source,
            dated=item.source_date,
            licence=values.get("licence") or register.licence.title,
            licence_url=credit.licence.url,
            attribution=credit.attribution,
            demonstration=register.demonstration,
            attributes=attributes_of(values.get("attributes", "")),
            fields=values,
        )


def _unnamed(register: str) -> str:
    """Many toilets have no name of their own."""
    return f"{registers.register(register).item} without a name"


_snapshot = registers.Snapshot(_built, *names_of_registers())
