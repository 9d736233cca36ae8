"""The purpose that a request is made under."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from borough.platform.access.api import Request

from .register import purposes
from .rules import Stated

SESSION_KEY = "purpose"


def stated(request: HttpRequest) -> Stated | None:
    """What the session says, live or not."""
    kept = request.session.get(SESSION_KEY)
    if not kept or not (purpose := purposes().get(kept["code"])):
        return None
    since, used = datetime.fromisoformat(kept["since"]), datetime.fromisoformat(kept["used"])
    return Stated(purpose, kept["reason"], since, used)


def current_purpose(request: Request) -> Stated | None:
    """The live purpose of this request, or None: never stated, finished, expired or no longer allowed."""
    purpose = stated(request)
    live = purpose and purpose.live(roles=request.actor.roles, now=timezone.now())
    return purpose if live else None
