"""Giving roles and ending them."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from borough.platform.audit import api as audit
from borough.platform.audit.api import Actor

from .models import Grant, User
from .rules import Role


def give(*, holder: User, role: Role, by: Actor, because: str, until: datetime | None = None) -> Grant:
    """Give a person a role from now. IntegrityError when they hold it already."""
    with transaction.atomic():
        held = Grant.objects.create(
            holder=holder, role=role, since=timezone.now(), until=until, given_by=by.id, because=because
        )
        audit.record(
            "role.given",
            actor=by,
            subject=holder.actor_id,
            reason=because,
            detail={"role": role, "until": until},
        )
    return held
