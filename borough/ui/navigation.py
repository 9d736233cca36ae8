"""The links at the top of each door. Doors and mechanisms add theirs; nobody sees one they may not follow.

A package writes `navigation.py` (found by itself, like Django's `admin.py`):

    from borough.ui import api as ui

    ui.navigation.add(ui.Link("Feeds", "feeds:list", door="staff", order=30))
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from django.http import HttpRequest
from django.urls import reverse

from .components.wayfinding import NavigationItem

Door = Literal["public", "staff", "footer"]
Check = Callable[[HttpRequest, str], bool]


@dataclass(frozen=True)
class Link:
    """A top-level link: its words, the name of its route, the door (or footer) it stands in, its place."""

    text: str
    route: str
    door: Door
    order: int = 50


_links: list[Link] = []
_checks: list[Check] = []


def add(link: Link) -> None:
    _links.append(link)


def only_if(check: Check) -> None:
    """Every link must pass `check(request, route)`: the access mechanism gives its policy here."""
    _checks.append(check)


def items(request: HttpRequest, door: Door) -> list[NavigationItem]:
    """What this actor may follow, in order; the one that holds the present page is marked."""
    links = [link for link in _links if link.door == door and _allowed(request, link.route)]
    links.sort(key=lambda link: (link.order, link.text))
    addresses = [reverse(link.route) for link in links]
    here = max((a for a in addresses if request.path.startswith(a) and a != "/"), key=len, default="")
    return [
        NavigationItem(
            text=link.text,
            href=address,
            current=address == request.path,
            active=address in (here, request.path),
        )
        for link, address in zip(links, addresses, strict=True)
    ]


def _allowed(request: HttpRequest, route: str) -> bool:
    return all(check(request, route) for check in _checks)
