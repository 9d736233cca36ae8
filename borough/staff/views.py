from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from borough.platform.access.api import Request, allow, may_open, waiting_for

from .actions import ENTER


@allow(ENTER)
def home(request: Request) -> HttpResponse:
    """What waits for this officer, and where they can go."""
    waiting = waiting_for(request.actor, timezone.now())
    looks = may_open(request.actor, "staff:people")
    return render(request, "staff/home.html", {"waiting": waiting, "looks": looks})
