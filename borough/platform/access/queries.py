"""Who somebody is, and which roles they hold."""

from collections.abc import Iterable
from datetime import datetime

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.postgres.aggregates import StringAgg
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from .models import Grant, User, in_force
from .rules import ANONYMOUS, Actor, Role

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def actor_of(request: HttpRequest) -> Actor:
    """The actor behind a request. One query when signed in, none when not."""
    return actor_for(request, request.user) if isinstance(request.user, User) else ANONYMOUS


def actor_for(request: HttpRequest, user: User) -> Actor:
    """This user as an actor; `second_factor` as far as this session has proved it."""
    methods = get_authentication_records(request, user)
    return Actor(
        id=user.actor_id,
        name=user.name,
        roles=roles_of(user.pk),
        second_factor=any(method.get("method") == "mfa" for method in methods),
    )


def staff_member(email: str) -> Actor | None:
    """Who has this account and a staff role now, for naming them; None when nobody. Not signed in by this."""
    user = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    actor = Actor(user.actor_id, user.name, roles_of(user.pk)) if user else None
    return actor if actor and actor.is_staff else None


def addresses_of(role: Role) -> list[str]:
    """E-mail addresses of everybody who holds this role now."""
    held = Grant.objects.in_force(timezone.now()).filter(role=role, holder__is_active=True)
    return sorted(held.values_list("holder__email", flat=True).distinct())


def manager_of(actor: str) -> str:
    """The actor (user:7) who manages this one; empty when nobody is known to."""
    if not actor.startswith("user:"):
        return ""
    manager = User.objects.filter(pk=int(actor[5:])).values_list("manager", flat=True).first()
    return f"user:{manager}" if manager else ""


def has_second_factor(user: User) -> bool:
    """Whether they have set one up, in this session or any other."""
    return bool(is_mfa_enabled(user, FACTORS))


def roles_of(user: int) -> frozenset[Role]:
    """The roles in force now; a person with none is a resident."""
    held = Grant.objects.in_force(timezone.now()).filter(holder_id=user).values_list("role", flat=True)
    return frozenset(Role(role) for role in held) or frozenset({Role.RESIDENT})


def people() -> "QuerySet[User]":
    """Everybody with an account, each with `held`: the roles in force now, by commas."""
    now = timezone.now()
    held = StringAgg("grants__role", ", ", filter=in_force(now, "grants__"), order_by="grants__role")
    return User.objects.annotate(held=held)


def person(pk: int) -> User | None:
    return User.objects.filter(pk=pk).first()


def grants_of(user: User) -> list[Grant]:
    """Those in force first, then the ended, the latest first."""
    now = timezone.now()
    held = list(user.grants.order_by("-since"))
    return sorted(held, key=lambda grant: grant.until is not None and grant.until <= now)


def grant(pk: int) -> Grant | None:
    """One that is in force."""
    return Grant.objects.in_force(timezone.now()).select_related("holder").filter(pk=pk).first()


def names_of(actors: Iterable[str]) -> dict[str, str]:
    """Actor identifiers, as in user:7, with the names of those that are people."""
    keys = [int(actor.removeprefix("user:")) for actor in set(actors) if actor.startswith("user:")]
    return {user.actor_id: user.name for user in User.objects.filter(pk__in=keys)}


def roles_that_end_by(moment: datetime, *, now: datetime) -> int:
    """How many roles in force now have their last day by then."""
    return Grant.objects.in_force(now).filter(until__lte=moment).count()
