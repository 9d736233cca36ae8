"""The gate: who makes the request, and whether the view it asks for is theirs to open."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from borough.platform.audit import api as audit

from .models import User
from .policy import action_of, policy, unruled
from .queries import actor_of, has_second_factor
from .rules import Actor, Allowed, Refused, Remedy, decide


class Request(HttpRequest):
    """A request that has passed the gate."""

    actor: Actor
    user: User


class AccessMiddleware:
    """Sets `request.actor` and refuses every view that no policy allows to that actor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        if missing := unruled():
            raise ImproperlyConfigured(
                "These routes have no policy. Put @allow(ACTION) on the view and grant the action in its "
                "app's actions.py: " + ", ".join(missing)
            )

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: actor_of(request))  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: Request, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        decision = decide(request.actor, action_of(view), policy())
        request.decision = decision  # type: ignore[attr-defined]
        return None if isinstance(decision, Allowed) else refuse(request, decision)


def refuse(request: Request, refused: Refused) -> HttpResponse:
    """To sign-in, to the second factor, or a page that says why not. Strangers are not logged: they are many
    and could fill the log; somebody signed in who tries a door that is not theirs is."""
    if refused.remedy is Remedy.SIGN_IN:
        return HttpResponseRedirect(reverse("account_login") + _back(request))
    route = request.resolver_match.route if request.resolver_match else ""
    audit.record(
        "access.refused",
        actor=request.actor,
        reason=refused.reason,
        detail={"route": route, "method": request.method},
    )
    if refused.remedy is Remedy.SECOND_FACTOR:
        page = "mfa_reauthenticate" if has_second_factor(request.user) else "mfa_index"
        return HttpResponseRedirect(reverse(page) + _back(request))
    shell = "ui/staff.html" if request.actor.is_staff else "ui/page.html"
    return render(request, "access/refused.html", {"refused": refused, "shell": shell}, status=403)


def _back(request: HttpRequest) -> str:
    """The query that brings somebody back to the page they asked for; what was sent by POST is not sent again."""
    return "?" + urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
