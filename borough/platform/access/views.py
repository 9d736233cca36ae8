"""Pages of this mechanism that are not allauth's."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from .actions import SIGN_IN
from .demonstration import PASSWORD, demonstration_accounts
from .middleware import Request
from .policy import allow


@allow(SIGN_IN)
def demonstration(request: Request) -> HttpResponse:
    """How to sign in to the demonstration. Where DEMO is off there is no such page."""
    if not settings.DEMO:
        raise Http404
    now = timezone.now()
    page = {"accounts": demonstration_accounts(now), "password": PASSWORD, "now": now}
    return render(request, "access/demonstration.html", page)
