"""Pages of this mechanism that are not allauth's."""

from typing import Any, TypeVar

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from . import operations, queries
from .actions import MANAGE, SIGN_IN
from .administration import PEOPLE, person_page
from .demonstration import PASSWORD, demonstration_accounts
from .forms import AccountForm, EndForm, GrantForm, ManagerForm, StartAgainForm
from .middleware import Request
from .models import User
from .policy import allow
from .rules import Role

Thing = TypeVar("Thing")


class RemovePasskey(RemoveWebAuthnView):  # type: ignore[misc]
    """allauth's, but the last second factor of staff stays."""

    def form_valid(self, form: Any) -> HttpResponse:
        adapter = get_adapter()
        if adapter.can_delete_authenticator(self.object):
            return super().form_valid(form)  # type: ignore[no-any-return]
        form.add_error(None, adapter.validation_error("cannot_delete_authenticator"))
        return self.form_invalid(form)  # type: ignore[no-any-return]


@allow(SIGN_IN)
def demonstration(request: Request) -> HttpResponse:
    """How to sign in to the demonstration. Where DEMO is off there is no such page."""
    if not settings.DEMO:
        raise Http404
    now = timezone.now()
    page = {"accounts": demonstration_accounts(now), "password": PASSWORD, "now": now}
    return render(request, "access/demonstration.html", page)


@allow(MANAGE)
def people(request: Request) -> HttpResponseBase:
    return PEOPLE.show(request, queries.people(), template="access/people.html")


@allow(MANAGE)
def person(request: Request, pk: int) -> HttpResponse:
    return person_page(_found(queries.person(pk))).show(request)


@allow(MANAGE)
def invite(request: Request) -> HttpResponse:
    """Open an account, and show once the link by which its owner sets a password."""
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = operations.invite(**form.cleaned_data, by=request.actor)
        if not isinstance(user, operations.NotDone):
            return _invited(request, user)
        form.add_error(user.field, user.reason)
    return _asks(request, form, "Open an account", "Open account")


@allow(MANAGE)
def give(request: Request, pk: int) -> HttpResponse:
    holder, form = _found(queries.person(pk)), GrantForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"role": Role(form.cleaned_data["role"])}
        outcome = operations.give(holder=holder, by=request.actor, **given)
        if not isinstance(outcome, operations.NotDone):
            return redirect("access:person", pk=pk)
        form.add_error(outcome.field, outcome.reason)
    return _asks(request, form, f"Give {holder.name} a role", "Give role")


@allow(MANAGE)
def start_again(request: Request, pk: int) -> HttpResponse:
    user, form = _found(queries.person(pk)), StartAgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        outcome = operations.start_again(user=user, by=request.actor, **form.cleaned_data)
        if not isinstance(outcome, operations.NotDone):
            return _invited(request, user)
        form.add_error(outcome.field, outcome.reason)
    return _asks(request, form, f"Let {user.name} start again", "Make a new link")


@allow(MANAGE)
def end(request: Request, pk: int) -> HttpResponse:
    grant, form = _found(queries.grant(pk)), EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        outcome = operations.end(grant=pk, by=request.actor, because=form.cleaned_data["because"])
        if not isinstance(outcome, operations.NotDone):
            return redirect("access:person", pk=grant.holder_id)
        form.add_error(outcome.field, outcome.reason)
    return _asks(request, form, f"End {grant.holder.name}'s role: {grant.get_role_display()}", "End role")


@allow(MANAGE)
def manager(request: Request, pk: int) -> HttpResponse:
    user = _found(queries.person(pk))
    form = ManagerForm(request.POST or None, initial={"email": user.manager.email if user.manager else ""})
    if request.method == "POST" and form.is_valid():
        outcome = operations.set_manager(of=user, by=request.actor, **form.cleaned_data)
        if not isinstance(outcome, operations.NotDone):
            return redirect("access:person", pk=pk)
        form.add_error(outcome.field, outcome.reason)
    return _asks(request, form, f"Who manages {user.name}", "Save")


def _invited(request: Request, user: User) -> HttpResponse:
    link = request.build_absolute_uri(operations.invitation(user))
    return render(request, "access/invited.html", {"holder": user, "link": link})


def _asks(request: Request, form: Any, title: str, button: str) -> HttpResponse:
    page = {"form": form, "title": title, "button": button}
    return render(request, "access/asks.html", page, status=422 if form.errors else 200)


def _found(thing: Thing | None) -> Thing:
    if thing is None:
        raise Http404
    return thing
