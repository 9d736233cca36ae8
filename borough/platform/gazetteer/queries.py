"""Addresses by postcode, street, token and number."""

from collections.abc import Iterable, Sequence

from django.db.models import Q

from .ingest import FEED
from .models import Address, Standing
from .rules.gazetteer import Home
from .rules.streets import fold


class AddressBook:
    """The addresses of the database, as `rules` asks for them; in the order in which doors stand."""

    def at_postcode(self, code: str) -> Sequence[Home]:
        return _homes(Address.objects.filter(postcode=code))

    def on_street(self, name: str, number: str) -> Sequence[Home]:
        key = fold(name)
        found = Address.objects.filter(Q(street_key=key) | Q(building_key=key))
        return _homes(found.filter(number__iexact=number) if number else found)

    def by_token(self, token: str) -> Home | None:
        return _first(Address.objects.filter(token=token))

    def by_uprn(self, uprn: str) -> Home | None:
        return _first(Address.objects.filter(uprn=uprn))


def on_grid() -> list[tuple[float, float, str]]:
    """Easting, northing and ward of every address: where homes are, without which is whose."""
    return list(Address.objects.order_by().values_list("easting", "northing", "ward_code"))


def changed() -> int:
    """Grows with every change of the addresses."""
    return Standing.objects.filter(name=FEED).values_list("number", flat=True).first() or 0


def _first(found: Iterable[Address]) -> Home | None:
    return next((_home(row) for row in found), None)


def _homes(found: Iterable[Address]) -> list[Home]:
    return sorted((_home(row) for row in found), key=lambda home: home.door)


def _home(row: Address) -> Home:
    return Home(
        uprn=row.uprn,
        token=row.token,
        flat=row.flat,
        building=row.building,
        number=row.number,
        street=row.street,
        postcode=row.postcode,
        easting=row.easting,
        northing=row.northing,
        lat=row.lat,
        lon=row.lon,
        ward_code=row.ward_code,
        ward_name=row.ward_name,
        as_of=row.as_of,
        street_known=row.street_known,
    )
