"""What programs may ask, on one page: read from the operations themselves, so that it is never behind them."""

from collections.abc import Iterator
from dataclasses import dataclass

from ninja import Router

from borough.platform.gazetteer import api as gazetteer
from borough.platform.places import open_api

from .swagger import ROUTES


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that may be asked: its `method` and `path`, what it is, how it is asked."""

    method: str
    path: str
    summary: str
    words: str


TO_TRY = {
    "found": "NW5 2AA",
    "partial": "NW1",
    "suggestion": "NWI OAA",
    "retired": "EC1M 3HQ",
    "outside": "SW1A 1AA",
    "ambiguous": "High Street",
    "unknown": "NW99 9ZZ",
    "invalid": "???",
}
"""Each status, and a text that gets it: so that a program can be tried against all of them."""


def operations() -> list[Operation]:
    """Those of the open API, by path."""
    routers = (gazetteer.router, open_api.router)
    return sorted((one for router in routers for one in _of(router)), key=lambda one: (one.path, one.method))


def _of(router: Router) -> Iterator[Operation]:
    for path, view in router.path_operations.items():
        for one in view.operations:
            for method in one.methods:
                yield Operation(method, f"/api{path}", one.summary or "", one.description or "")


def of_2015() -> list[Operation]:
    return [Operation("GET", path, summary, "") for path, (summary, _, _) in ROUTES.items()]
