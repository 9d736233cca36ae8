"""How long somebody stays signed in: until they are idle for half an hour, and at most twelve hours."""

from collections.abc import Callable
from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
A_MINUTE = timedelta(minutes=1)


def begin(request: HttpRequest) -> None:
    now = timezone.now().isoformat()
    request.session["began"] = request.session["seen"] = now


class SessionLimits:
    """After Django's authentication: ends what is over, and notes use (at most once a minute, so that
    pages that only read do not write)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = timezone.now()
            if "began" not in request.session:
                begin(request)
            if over(request, now):
                get_adapter().logout(request)
                messages.info(request, "You were signed out to keep people's information safe.")
                return HttpResponseRedirect(str(settings.LOGIN_URL))
            if now - datetime.fromisoformat(request.session["seen"]) > A_MINUTE:
                request.session["seen"] = now.isoformat()
        return self.get_response(request)


def over(request: HttpRequest, now: datetime) -> bool:
    began, seen = (datetime.fromisoformat(request.session[key]) for key in ("began", "seen"))
    return now - began > LONGEST or now - seen > IDLE
