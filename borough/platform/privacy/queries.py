"""The purpose that a request is made under."""

from datetime import date, datetime

from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from borough.platform.access.api import Request

from .actions import MAY_OPEN_PEOPLE
from .models import Glass
from .register import purposes
from .rules import Stated

SESSION_KEY = "purpose"


def stated(request: HttpRequest) -> Stated | None:
    """What the session says, live or not."""
    kept = request.session.get(SESSION_KEY)
    if not kept or not (purpose := purposes().get(kept["code"])):
        return None
    since, used = datetime.fromisoformat(kept["since"]), datetime.fromisoformat(kept["used"])
    return Stated(purpose, kept["reason"], since, used, kept.get("glass", 0))


def current_purpose(request: Request) -> Stated | None:
    """The live purpose of this request, or None: never stated, finished, expired or no longer allowed."""
    purpose = stated(request)
    if purpose is None:
        return None
    roles = request.actor.roles & MAY_OPEN_PEOPLE if purpose.glass else request.actor.roles
    return purpose if purpose.live(roles=roles, now=timezone.now()) else None


def glasses() -> "QuerySet[Glass]":
    """Every emergency access, those not reviewed first, the earliest due first."""
    return Glass.objects.order_by(F("reviewed_at").asc(nulls_first=True), "due", "pk")


def glass(number: int) -> Glass | None:
    return Glass.objects.filter(pk=number).first()


def unreviewed(today: date) -> tuple[int, int]:
    """How many emergency accesses wait for their review, and how many of them are overdue."""
    waiting = Glass.objects.filter(reviewed_at=None)
    return waiting.count(), waiting.filter(due__lt=today).count()
