"""Who is under a shield, who may look behind it, and what waits for a second person."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from borough.platform.audit.api import Actor
from borough.platform.privacy.api import Purpose

from .models import Apart, Named, Shield

SECOND_PERSON_BY = timedelta(days=1)


def hidden(person: OuterRef, see: Collection[str] = ()) -> Exists:
    """Condition: this person (a column of the outer query) is under a shield, and not one of `see`."""
    in_force = Shield.objects.filter(lifted_at=None, person=person)
    return Exists(in_force.exclude(person__identifier__in=see) if see else in_force)


def ids_hidden() -> list[int]:
    """Of the persons under a shield."""
    return list(Shield.objects.filter(lifted_at=None).values_list("person", flat=True))


def any_in_force() -> bool:
    return Shield.objects.filter(lifted_at=None).exists()


def may_be_seen_by(actor: Actor, purpose: Purpose, *, now: datetime) -> frozenset[str]:
    """Identifiers of people under a shield whom this officer was named to see, under this purpose."""
    if not purpose.restricted:
        return frozenset()
    named = Named.objects.filter(holder=actor.id, purpose=purpose.code, since__lte=now, until__gt=now)
    return frozenset(named.values_list("person__identifier", flat=True))


def shields() -> "QuerySet[Shield]":
    """All of them, those in force first, the latest first."""
    return Shield.objects.select_related("person").order_by("lifted_at", "-set_at")


def shield(number: int) -> Shield | None:
    return shields().filter(pk=number).first()


def kept_apart() -> "QuerySet[Apart]":
    """Decisions that two identities are never joined, the latest first."""
    return Apart.objects.order_by("-set_at")


def named_to_see(person_id: int, *, now: datetime) -> list[Named]:
    """Officers who may look at this person now."""
    return list(Named.objects.filter(person=person_id, since__lte=now, until__gt=now).order_by("holder_name"))


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many shields wait for a second person: to be confirmed, to be lifted, and longer than a day."""

    to_confirm: int
    to_lift: int
    overdue: int


def waiting(now: datetime) -> Waiting:
    in_force = Shield.objects.filter(lifted_at=None)
    to_confirm = in_force.filter(confirmed_at=None, how=Shield.How.SET)
    late = Q(set_at__lt=now - SECOND_PERSON_BY)
    return Waiting(
        to_confirm.count(), in_force.exclude(lift_asked_at=None).count(), to_confirm.filter(late).count()
    )
