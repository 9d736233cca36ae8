"""Somebody with a role, signed in."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.db import transaction
from django.test import Client
from django.utils import timezone

from borough.platform.access.models import User
from borough.platform.access.operations import give
from borough.platform.access.rules import STAFF, Role
from borough.platform.audit.api import SYSTEM


def somebody(role: str) -> User:
    """A user with this role; nobody for `anonymous`. A password would only cost time here."""
    user = User.objects.create(
        email=f"{role}@example.org", name=f"Sam {role.title()}", password="never typed"
    )
    if Role(role) in STAFF:
        give(holder=user, role=Role(role), by=SYSTEM, because="a test")
    return user


def sign_in(client: Client, role: str, *, second_factor: bool = True, purpose: str = "",
            reason: str = "CRM 4410275") -> User | None:  # fmt: skip
    """Sign in as somebody with this role, as far as the session knows. `purpose`: one already stated."""
    if role == Role.ANONYMOUS:
        return None
    user = User.objects.filter(email=f"{role}@example.org").first() or somebody(role)
    client.force_login(user)
    session = client.session
    methods = ["password", "mfa"] if second_factor else ["password"]
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": method, "at": time.time()} for method in methods
    ]
    session[f"{AUTHENTICATION_METHODS_SESSION_KEY}_user"] = str(user.pk)
    if purpose:
        now = timezone.now().isoformat()
        session["purpose"] = {"code": purpose, "reason": reason, "since": now, "used": now}
    session.save()
    return user


@contextmanager
def undone(client: Client) -> Iterator[None]:
    """What is asked within leaves nothing: the database and the cookies are as they were. Cheaper than signing in
    anew for each address of a long walk, and no address sees what another has done."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = cookies
