"""The page where an officer says why."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from borough.platform.access.api import Request, allow

from . import operations
from .actions import STATE_PURPOSE
from .queries import current_purpose
from .register import purposes_for


@allow(STATE_PURPOSE)
def purpose(request: Request) -> HttpResponse:
    """Choose a purpose and give its reference; then on to the page that asked for it."""
    given, refused = request.POST, None
    if request.method == "POST":
        outcome = operations.state(request, code=given.get("purpose", ""), reason=given.get("reason", ""))
        if not isinstance(outcome, operations.Refused):
            return HttpResponseRedirect(_next(request))
        refused = outcome
    page = {
        "purposes": purposes_for(request.actor.roles), "current": current_purpose(request),
        "refused": refused, "given": given, "next": _next(request),
    }  # fmt: skip
    return render(request, "privacy/purpose.html", page, status=422 if refused else 200)


@allow(STATE_PURPOSE)
@require_POST
def finish(request: Request) -> HttpResponse:
    operations.finish(request)
    return HttpResponseRedirect(reverse("staff:home"))


def _next(request: HttpRequest) -> str:
    """Where to go on to: only within this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None, require_https=request.is_secure())
    return wanted if safe else reverse("staff:home")
