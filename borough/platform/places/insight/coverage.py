"""How near each kind of place is to where people live, by ward: as it was last measured (`measuring`)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from borough.platform.places.kinds import Kind, kinds

from .measuring import ALL
from .models import Measured
from .queries import ward_names
from .rules import Reach


@dataclass(frozen=True)
class Covered:
    """One kind in one ward (`ward_code` "": the borough)."""

    kind: Kind
    ward_code: str
    ward: str
    reach: Reach


@dataclass(frozen=True)
class Basis:
    """What was counted, how many of it, and when."""

    counted: str
    homes: int
    at: datetime

    @property
    def words(self) -> str:
        return f"{self.homes:,} {self.counted}"


def basis() -> Basis | None:
    """None before anything was measured."""
    row = Measured.objects.filter(ward_code=ALL).order_by("-homes").first()
    return Basis(row.counted, row.homes, row.measured_at) if row else None


def coverage(kind: Kind) -> list[Covered]:
    """By ward, the borough first. Empty where there is no such place, or nothing was measured yet."""
    rows = _covered(Measured.objects.filter(kind=kind.key))
    return sorted(rows, key=lambda row: (row.ward_code != ALL, row.ward))


def covered_kinds() -> list[Covered]:
    """The whole borough, every kind that has places."""
    return list(_covered(Measured.objects.filter(ward_code=ALL).order_by("kind")))


def gaps() -> list[Covered]:
    """Wards where less than half of the homes have a common kind within 800 m, the widest first."""
    common = [kind.key for kind in kinds().kinds.values() if kind.common and kind.shape == "point"]
    rows = _covered(Measured.objects.filter(kind__in=common).exclude(ward_code=ALL))
    wide = [row for row in rows if row.reach.within_800 < 50]
    return sorted(wide, key=lambda row: (row.reach.within_800, -row.reach.median))


def _covered(rows: Iterable[Measured]) -> Iterator[Covered]:
    names = {ALL: "The whole borough", **ward_names()}
    for row in rows:
        kind = kinds().kinds.get(row.kind)
        if kind and row.ward_code in names:
            near = Reach(row.homes, (row.within_400, row.within_800, row.within_mile), row.median)
            yield Covered(kind, row.ward_code, names[row.ward_code], near)
