"""Open Referral UK, KML and schema.org over the places held now."""

from math import ceil
from typing import Any

from borough.platform.places import holding
from borough.platform.places.kinds import Kind
from borough.platform.places.place import Place

from . import open_referral
from .kml import kml

PER_PAGE, MOST_PER_PAGE = 50, 500


def places_of(kind: Kind | None) -> list[Place]:
    """Of one kind, or all that are licensed as one register: the toilets of OpenStreetMap stay apart (ODbL)."""
    if kind:
        return sorted(holding.holding().by_kind.get(kind.key, []), key=lambda place: (place.name, place.id))
    return [place for place in holding.all_places() if place.register == "places"]


def services(kind: Kind | None, page: int, per_page: int, words: str) -> dict[str, Any]:
    """One page of services, as Open Referral UK lists them."""
    every = [place for place in places_of(kind) if words.casefold() in place.name.casefold()]
    size = max(1, min(per_page, MOST_PER_PAGE))
    last = max(1, ceil(len(every) / size))
    page = max(1, min(page, last))
    shown = every[(page - 1) * size : page * size]
    return {
        "total_items": len(every), "total_pages": last, "page_number": page, "size": len(shown),
        "first_page": page == 1, "last_page": page == last, "empty": not shown,
        "contents": [open_referral.short(place) for place in shown],
    }  # fmt: skip


def service(identifier: str) -> dict[str, Any] | None:
    known = {open_referral.identifier("service", place.id): place for place in holding.all_places()}
    return open_referral.full(known[identifier]) if identifier in known else None


def as_kml(kind: Kind) -> bytes:
    found = places_of(kind)
    said = " ".join(dict.fromkeys(place.attribution for place in found if place.attribution))
    return kml(kind.plural_title, found, said)
