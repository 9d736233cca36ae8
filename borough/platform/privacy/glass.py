"""Breaking the glass in an emergency, and reviewing it."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from borough.platform.access.api import Actor, Request, Role, addresses_of, manager_of
from borough.platform.audit import api as audit
from borough.platform.correspondence import api as correspondence

from .calendar import holidays
from .models import Glass
from .operations import Refused, finish
from .queries import SESSION_KEY
from .register import purposes
from .rules import Stated, due, reason_problem

MESSAGE = """An officer has opened people's records in an emergency, beyond their role.

Number: {number}
Reason: in the register of emergency access; this message names nobody
Ends:   {ends}
Review: by {due}, by somebody who is neither the officer nor their manager

{address}
"""


def break_glass(request: Request, *, code: str, reason: str, now: datetime) -> Stated | Refused:
    """State an emergency purpose that the role does not offer, for four hours. The log and the message come first."""
    purpose = purposes().get(code)
    if purpose is None or not purpose.emergency:
        return Refused("purpose", "Select what the emergency is")
    if problem := reason_problem(reason, purpose):
        return Refused("reason", problem)
    finish(request)
    reason = " ".join(reason.split())
    with transaction.atomic():
        made = Glass.objects.create(
            broken_by=request.actor.id, broken_by_name=request.actor.name, purpose=code, reason=reason[:200], at=now,
            due=due(timezone.localdate(now), holidays()),
        )  # fmt: skip
        stated = Stated(purpose, reason, now, now, made.pk)
        _tell(request, made, stated, now)
        audit.record(
            "glass.broken", actor=request.actor, subject=f"glass:{made.pk}", purpose=code, reason=reason
        )
    request.session[SESSION_KEY] = {
        "code": code, "reason": reason, "since": now.isoformat(), "used": now.isoformat(), "glass": made.pk,
    }  # fmt: skip
    return stated


def _tell(request: Request, made: Glass, stated: Stated, now: datetime) -> None:
    """At once, to every privacy officer, without personal data: an e-mail lies about for years."""
    ends = f"{timezone.localtime(stated.ends):%-d %B %Y, %H:%M}"
    text = MESSAGE.format(
        number=made.pk, ends=ends, due=f"{made.due:%-d %B %Y}",
        address=request.build_absolute_uri(reverse("privacy:review", args=[made.pk])),
    )  # fmt: skip
    for address in addresses_of(Role.PRIVACY_OFFICER):
        correspondence.write(
            to=address, subject=f"Emergency access {made.pk}", text=text, about=f"glass:{made.pk}",
            by=audit.SYSTEM, now=now,
        )  # fmt: skip


def review(number: int, *, verdict: str, found: str, by: Actor, now: datetime) -> Glass | Refused:
    """Say whether it was justified. Refused to the user, to their manager, and when somebody has done so."""
    if verdict not in Glass.Verdict.values:
        return Refused("verdict", "Select whether it was justified")
    if not found.strip():
        return Refused("found", "Enter what you found, without names")
    with transaction.atomic():
        its = Glass.objects.select_for_update().filter(pk=number, reviewed_at=None).first()
        if its is None:
            return Refused("verdict", "Nothing is to be reviewed: somebody has done so")
        if by.id in (its.broken_by, manager_of(its.broken_by)):
            return Refused(
                "verdict",
                "Ask another privacy officer: who broke the glass, or manages them, does not review it",
            )
        its.reviewed_by, its.reviewed_by_name, its.reviewed_at = by.id, by.name, now
        its.verdict, its.found = verdict, found.strip()
        its.save()
        audit.record("glass.reviewed", actor=by, subject=f"glass:{number}", detail={"verdict": verdict})
    return its
