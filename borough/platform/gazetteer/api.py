"""A text or a point becomes a location, and a location lies in areas.

    match gazetteer.locate("nw5 2aa"):
        case Location(ward_name=ward): ...
        case Choice(options=options): ...
        case Refusal(reason=reason, remedy=remedy): ...

Postcodes, areas and streets are those of the registers; addresses those of the feed `addresses`.
"""

from datetime import date

from . import loading, queries
from .about import answers
from .actions import READ
from .home import COOKIE, KEPT, home, saved_home
from .open_api import SEARCHED, router, sendable
from .rules import grid
from .rules.answers import Answer, Choice, Kind, Location, Option, Refusal, Status, tells_of_homes
from .rules.locating import coded as _coded
from .rules.locating import exactly as _exactly
from .rules.locating import locate as _locate
from .rules.suggesting import LIMIT, Suggestion
from .rules.suggesting import suggest as _suggest
from .sections import add_section

__all__ = [
    "COOKIE",
    "KEPT",
    "READ",
    "SEARCHED",
    "Answer",
    "Choice",
    "Kind",
    "Location",
    "Option",
    "Refusal",
    "Status",
    "Suggestion",
    "add_section",
    "addresses_changed",
    "answers",
    "bank_holidays",
    "coded",
    "district_of",
    "exactly",
    "home",
    "homes_on_grid",
    "locate",
    "metres_from_borough",
    "property_of",
    "router",
    "saved_home",
    "sendable",
    "suggest",
    "tells_of_homes",
]


def locate(text: str) -> Answer:
    """What a text means: as typed, or as `Location.where` and `Option.where` name it in our URLs."""
    return _locate(text, loading.gazetteer())


def coded(text: str) -> Answer | None:
    """What is written as a postcode, a point or a number, or cannot be read; None for words."""
    return _coded(text, loading.gazetteer())


def exactly(text: str) -> Answer | None:
    """As `locate`, but never misspelt: for the many texts of a program. None where that says nothing."""
    return _exactly(text, loading.gazetteer())


def suggest(text: str, limit: int = LIMIT) -> list[Suggestion]:
    """What somebody may be about to type, likeliest first. No flat and no token before a postcode is whole."""
    return _suggest(text, loading.gazetteer(), limit)


def district_of(easting: float, northing: float) -> str:
    """The council at a point of the British National Grid; empty where nobody's postcodes are near."""
    lat, lon = grid.to_degrees(easting, northing)
    return loading.gazetteer().district_at(lat, lon, easting, northing)[0]


def metres_from_borough(location: Location) -> float:
    """To the nearest of the borough's postcodes; 0 inside it."""
    if location.inside:
        return 0.0
    return loading.gazetteer().nearest_unit(location.easting, location.northing, inside=True)[1]


def property_of(token: str) -> str:
    """The UPRN for which a token stands; empty where it is no token of ours."""
    home = loading.gazetteer().book.by_token(token)
    return home.uprn if home else ""


def bank_holidays() -> dict[date, str]:
    """Of England and Wales: the day and what it is called."""
    return loading.bank_holidays()


def homes_on_grid() -> list[tuple[float, float, str]]:
    """Easting, northing (metres) and ward code of every address; nothing that says which is whose."""
    return queries.on_grid()


def addresses_changed() -> int:
    """Grows with every change of the addresses."""
    return queries.changed()
