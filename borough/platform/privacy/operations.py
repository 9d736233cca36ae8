"""Stating a purpose, using it, finishing it."""

from dataclasses import dataclass
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from borough.platform.access.api import Request
from borough.platform.audit import api as audit

from .queries import SESSION_KEY, stated
from .register import purposes_for
from .rules import Stated, reason_problem

A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a purpose was not accepted, as an instruction; `field` is the input that it concerns."""

    field: str
    reason: str


def state(request: Request, *, code: str, reason: str) -> Stated | Refused:
    """Begin to work under a purpose. The log has it before anything can be opened with it."""
    offered = {purpose.code: purpose for purpose in purposes_for(request.actor.roles)}
    if code not in offered:
        return Refused("purpose", "Select why you need to look at people")
    if problem := reason_problem(reason, offered[code]):
        return Refused("reason", problem)
    finish(request)
    now, reason = timezone.now(), " ".join(reason.split())
    audit.record("purpose.stated", actor=request.actor, purpose=code, reason=reason)
    request.session[SESSION_KEY] = {
        "code": code, "reason": reason, "since": now.isoformat(), "used": now.isoformat(),
    }  # fmt: skip
    return Stated(offered[code], reason, now, now)


def touch(request: Request) -> None:
    """The purpose is in use: its idle time starts again. Written at most once a minute."""
    now, purpose = timezone.now(), stated(request)
    if purpose and not purpose.glass and now - purpose.used > A_MINUTE:
        request.session[SESSION_KEY] = request.session[SESSION_KEY] | {"used": now.isoformat()}


def finish(request: Request) -> None:
    """Stop working under the stated purpose, if any."""
    if purpose := stated(request):
        audit.record(
            "purpose.finished", actor=request.actor, purpose=purpose.purpose.code, reason=purpose.reason
        )
        del request.session[SESSION_KEY]


def forget_sessions() -> int:
    """Remove sessions that have ended, and what is known of where they were. Returns how many."""
    ended, _ = Session.objects.filter(expire_date__lte=timezone.now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return ended


def forget_jobs() -> None:
    """Remove background work that was done, or failed, 30 days ago (retention class `job`)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE status NOT IN ('todo', 'doing') AND id IN ("
            "SELECT job_id FROM procrastinate_events GROUP BY job_id HAVING max(at) < now() - interval '30 days')"
        )
