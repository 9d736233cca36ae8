"""The shells show a link only to those whom the policy lets follow it."""

from django.http import HttpRequest

from borough.ui import api as ui

from .policy import may_open
from .rules import ANONYMOUS


def may_follow(request: HttpRequest, route: str) -> bool:
    return may_open(getattr(request, "actor", ANONYMOUS), route)


ui.navigation.only_if(may_follow)
ui.navigation.add(ui.Link("Accounts", "access:people", door="staff", order=90))
ui.navigation.add(ui.Link("Your account", "mfa_index", door="staff", order=95))
