"""Who somebody is, and which roles they hold."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest
from django.utils import timezone

from .models import Grant, User
from .rules import ANONYMOUS, Actor, Role


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


def has_second_factor(user: User) -> bool:
    """Whether they have set one up, in this session or any other."""
    return bool(is_mfa_enabled(user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]))


def roles_of(user: int) -> frozenset[Role]:
    """The roles in force now; a person with none is a resident."""
    held = Grant.objects.in_force(timezone.now()).filter(holder_id=user).values_list("role", flat=True)
    return frozenset(Role(role) for role in held) or frozenset({Role.RESIDENT})
