"""No page about a person without a live purpose: the officer is sent to state one, and comes back."""

import math
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from borough.platform.access.api import Request, action_of

from .operations import touch
from .queries import current_purpose


class PurposeMiddleware:
    """After AccessMiddleware: for views whose action needs a purpose."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if ends := getattr(request, "ends", None):
            # The page goes when the glass is whole again, also where scripts are off: it asks for itself anew
            # at that moment, and is sent to state a purpose.
            left = max(1, math.ceil((ends - timezone.now()).total_seconds()))
            response["Refresh"] = str(left)
        return response

    def process_view(self, request: Request, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        action = action_of(view)
        if action is None or not action.needs_purpose:
            return None
        if stated := current_purpose(request):
            touch(request)
            request.ends = stated.ends if stated.glass else None  # type: ignore[attr-defined]
            return None
        came = _came_from(request)
        back = "?" + urlencode({"next": came}) if came else ""
        return HttpResponseRedirect(reverse("privacy:purpose") + back)


def _came_from(request: Request) -> str:
    """This page; of a form that was sent, the page on which it stood, if that was ours."""
    if request.method == "GET":
        return request.get_full_path()
    sent_from = urlsplit(request.headers.get("Referer", ""))
    return sent_from.path if sent_from.netloc == request.get_host() else ""
