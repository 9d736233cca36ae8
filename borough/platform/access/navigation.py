"""The shells show a link only to those whom the policy lets follow it."""

from django.http import HttpRequest
from django.urls import resolve, reverse

from borough.ui import api as ui

from .policy import action_of, policy
from .rules import ANONYMOUS, Allowed, decide


def may_follow(request: HttpRequest, route: str) -> bool:
    actor = getattr(request, "actor", ANONYMOUS)
    return isinstance(decide(actor, action_of(resolve(reverse(route)).func), policy()), Allowed)


ui.navigation.only_if(may_follow)
ui.navigation.add(ui.Link("Accounts", "access:people", door="staff", order=90))
ui.navigation.add(ui.Link("Your account", "mfa_index", door="staff", order=95))
