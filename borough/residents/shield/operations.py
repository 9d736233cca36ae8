"""Setting and lifting a shield, each by two people; naming who may look behind it.

The log speaks of the shield by its number, never of the person: who reads the log must not find them there.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from borough.platform.audit import api as audit
from borough.platform.audit.api import Actor
from borough.platform.privacy.api import purposes
from borough.residents.identifiers import read_identifier
from borough.residents.models import Person

from .likeness import spread
from .models import Named, Shield
from .rules import Kind
from .searchable import forget, restore

LONGEST = 90  # days for which somebody may be named


@dataclass(frozen=True, slots=True)
class NotDone:
    """Why nothing was done, as an instruction; `field` is the input that it concerns."""

    field: str
    reason: str


def put_up(*, identifier: str, kind: Kind, because: str, by: Actor, now: datetime) -> Shield | NotDone:
    """Shield a person, at once; a second person confirms it later. Reaches all who may be the same person."""
    person = _living(identifier)
    if person is None:
        return NotDone("identifier", "Check the identifier: it is ten letters and digits, as in 7KQ2M-4XT9P")
    if not because.strip():
        return NotDone("because", "Enter the reference of the decision")
    try:
        with transaction.atomic():
            made = Shield.objects.create(
                person=person, kind=kind, how=Shield.How.SET, because=because.strip(), set_by=by.id,
                set_by_name=by.name, set_at=now,
            )  # fmt: skip
            forget([person.pk, *spread(made)])
            _log("shield.set", made, by, because)
    except IntegrityError:
        return NotDone("kind", "Choose another reason: a shield for this one is in force already")
    return made


def confirm(number: int, *, by: Actor, now: datetime) -> Shield | NotDone:
    """The second person's word."""
    with transaction.atomic():
        its = _in_force(number)
        if its is None or its.confirmed_at:
            return NotDone("shield", "Nothing is to be confirmed: somebody has done so, or it was lifted")
        if its.set_by == by.id:
            return NotDone("shield", "Ask somebody else: who set a shield does not confirm it")
        its.confirmed_by, its.confirmed_by_name, its.confirmed_at = by.id, by.name, now
        its.save()
        _log("shield.confirmed", its, by)
    return its


def ask_to_lift(number: int, *, because: str, by: Actor, now: datetime) -> Shield | NotDone:
    """The first of two. The shield stays until the second agrees."""
    if not because.strip():
        return NotDone("because", "Enter the reference of the decision")
    with transaction.atomic():
        its = _in_force(number)
        if its is None or its.lift_asked_at:
            return NotDone("because", "Nothing is to be asked: somebody has done so, or it was lifted")
        its.lift_asked_by, its.lift_asked_by_name, its.lift_asked_at = by.id, by.name, now
        its.lift_because = because.strip()
        its.save()
        _log("shield.lift_asked", its, by, because)
    return its


def keep(number: int, *, by: Actor) -> Shield | NotDone:
    """The second of two says no: the shield stays."""
    with transaction.atomic():
        its = _in_force(number)
        if its is None or not its.lift_asked_at:
            return NotDone("shield", "Nobody has asked to lift this shield")
        its.lift_asked_by = its.lift_asked_by_name = its.lift_because = ""
        its.lift_asked_at = None
        its.save()
        _log("shield.kept", its, by)
    return its


def lift(number: int, *, by: Actor, now: datetime) -> Shield | NotDone:
    """The second of two agrees."""
    with transaction.atomic():
        its = _in_force(number)
        if its is None or not its.lift_asked_at:
            return NotDone("shield", "Nobody has asked to lift this shield")
        if its.lift_asked_by == by.id:
            return NotDone("shield", "Ask somebody else: who asks to lift a shield does not lift it")
        its.lifted_by, its.lifted_by_name, its.lifted_at = by.id, by.name, now
        its.save()
        if not Shield.objects.filter(person=its.person_id, lifted_at=None).exists():
            restore([its.person_id])
        _log("shield.lifted", its, by, its.lift_because)
    return its


def name(*, number: int, holder: Actor, purpose: str, days: int, because: str, by: Actor,
         now: datetime) -> Named | NotDone:  # fmt: skip
    """Let one officer look at the person behind a shield, under one purpose that allows it, for some days."""
    its = Shield.objects.filter(pk=number, lifted_at=None).first()
    declared = purposes().get(purpose)
    if its is None:
        return NotDone("holder", "This shield was lifted: nobody needs to be named")
    if declared is None or not declared.restricted or not declared.roles & set(holder.roles):
        return NotDone(
            "purpose", "Choose a purpose that opens people under a shield, and that this officer may state"
        )
    if holder.id == by.id:
        return NotDone("holder", "Ask somebody else: nobody names themselves")
    if not 1 <= days <= LONGEST:
        return NotDone("days", f"Enter a number of days from 1 to {LONGEST}")
    if not because.strip():
        return NotDone("because", "Enter the reference of the case")
    with transaction.atomic():
        made = Named.objects.create(
            person_id=its.person_id, holder=holder.id, holder_name=holder.name, purpose=purpose,
            because=because.strip(), given_by=by.id, given_by_name=by.name, since=now,
            until=now + timedelta(days=days),
        )  # fmt: skip
        detail = {"holder": holder.id, "days": days}
        audit.record("shield.named", actor=by, subject=f"shield:{number}", purpose=purpose, reason=because,
                     detail=detail)  # fmt: skip
    return made


def _in_force(number: int) -> Shield | None:
    return Shield.objects.select_for_update().filter(pk=number, lifted_at=None).first()


def _living(identifier: str) -> Person | None:
    """Who has this identifier's records now."""
    person = Person.objects.filter(identifier=read_identifier(identifier)).first()
    for _ in range(100):
        if person is None or person.gone_to_id is None:
            break
        person = Person.objects.get(pk=person.gone_to_id)
    return person


def _log(event: str, its: Shield, by: Actor, reason: str = "") -> None:
    audit.record(event, actor=by, subject=f"shield:{its.pk}", reason=reason)
