"""People who may sign in, and the roles they hold. Each change is in the log with who made it and why."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils import timezone

from borough.platform.audit import api as audit
from borough.platform.audit.api import Actor

from .models import Grant, User
from .rules import Role


@dataclass(frozen=True, slots=True)
class NotDone:
    """Why a change was refused, as an instruction; `field` is the input that it concerns."""

    field: str
    reason: str


def invite(*, email: str, name: str, by: Actor) -> User | NotDone:
    """Open an account without a password; its owner sets one by the link of `invitation(user)`."""
    if User.objects.filter(email__iexact=email).exists():
        return NotDone("email", "Enter another address: this one has an account already")
    with transaction.atomic():
        user = User.objects.create_user(email, name=name)
        audit.record("account.opened", actor=by, subject=user.actor_id)
    return user


def invitation(user: User) -> str:
    """The path, good once and for three days, at which an invited person sets a password."""
    from allauth.account.forms import default_token_generator
    from allauth.account.utils import user_pk_to_url_str
    from django.urls import reverse

    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])


def start_again(*, user: User, by: Actor, because: str) -> User | NotDone:
    """For somebody who lost their telephone or password: both proofs go, sessions end, a new link is due."""
    if user.actor_id == by.id:
        return NotDone("because", "Ask another administrator: nobody does this for themselves")
    if not because.strip():
        return NotDone("because", "Enter why, and how you know that it is them")
    with transaction.atomic():
        Authenticator.objects.filter(user=user).delete()
        user.set_unusable_password()  # ends every session, too: Django binds them to the password
        user.save(update_fields=["password"])
        audit.record("account.started_again", actor=by, subject=user.actor_id, reason=because)
    return user


def give(
    *, holder: User, role: Role, by: Actor, because: str, until: datetime | None = None
) -> Grant | NotDone:
    """Give a person a role from now on. Nobody gives one to themselves."""
    if holder.actor_id == by.id:
        return NotDone("role", "Ask another administrator: nobody gives themselves a role")
    if not because.strip():
        return NotDone("because", "Enter why they need the role")
    try:
        with transaction.atomic():
            grant = Grant.objects.create(
                holder=holder, role=role, since=timezone.now(), until=until, given_by=by.id, because=because
            )
            detail = {"role": role, "until": until and until.isoformat()}
            audit.record("role.given", actor=by, subject=holder.actor_id, reason=because, detail=detail)
    except IntegrityError:
        return NotDone("role", f"Choose another role: {holder.name} holds this one already")
    return grant


def end(*, grant: int, by: Actor, because: str) -> Grant | NotDone:
    """End a role now. The grant stays in the record with who ended it and why."""
    with transaction.atomic():
        now = timezone.now()
        held = Grant.objects.in_force(now).select_for_update().filter(pk=grant).first()
        if held is None:
            return NotDone("because", "This role has ended already")
        if held.holder.actor_id == by.id:
            return NotDone("because", "Ask another administrator: nobody ends their own role")
        if not because.strip():
            return NotDone("because", "Enter why the role ends")
        held.until, held.ended_by, held.ended_because = now, by.id, because
        held.save(update_fields=["until", "ended_by", "ended_because"])
        subject, detail = held.holder.actor_id, {"role": held.role}
        audit.record("role.ended", actor=by, subject=subject, reason=because, detail=detail)
    return held


def set_manager(*, of: User, email: str, by: Actor) -> User | NotDone:
    """Who manages somebody; an empty address: nobody. They do not review what that person did."""
    manager = User.objects.filter(email__iexact=email.strip()).first() if email.strip() else None
    if email.strip() and manager is None:
        return NotDone("email", "Check the address: nobody has an account with this one")
    if manager and manager.pk == of.pk:
        return NotDone("email", "Enter somebody else's address: nobody manages themselves")
    with transaction.atomic():
        of.manager = manager
        of.save(update_fields=["manager"])
        detail = {"manager": manager.actor_id if manager else ""}
        audit.record("account.manager_set", actor=by, subject=of.actor_id, detail=detail)
    return of
