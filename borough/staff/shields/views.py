"""Pages about shields, for the two roles that keep them. Reading them is in the log."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from borough.platform.access.api import Request, allow, staff_member
from borough.platform.audit import api as audit
from borough.residents.shield import api as shield
from borough.staff.actions import KEEP_SHIELDS

from . import forms, pages


@allow(KEEP_SHIELDS)
def shields(request: Request) -> HttpResponseBase:
    audit.record("shield.read", actor=request.actor)
    return pages.SHIELDS.show(request, shield.shields(), template="staff/shields/list.html")


@allow(KEEP_SHIELDS)
def one(request: Request, number: int) -> HttpResponse:
    its = _found(number)
    audit.record("shield.read", actor=request.actor, subject=f"shield:{number}")
    page = pages.item(its, by=request.actor, now=timezone.now())
    second = {"to confirm": its.set_by, "to lift": its.lift_asked_by}.get(pages.state(its), request.actor.id)
    return page.show(
        request, {"shield": its, "state": pages.state(its), "second": second != request.actor.id},
        template="staff/shields/shield.html",
    )  # fmt: skip


@allow(KEEP_SHIELDS)
def new(request: Request) -> HttpResponse:
    form = forms.ShieldForm(request.POST or None)

    def put_up(identifier: str, kind: str, because: str) -> Any:
        return shield.put_up(
            identifier=identifier,
            kind=shield.Kind(kind),
            because=because,
            by=request.actor,
            now=timezone.now(),
        )

    return _asked(request, form, put_up, "Shield a person", "Shield this person")


@allow(KEEP_SHIELDS)
def ask(request: Request, number: int) -> HttpResponse:
    _found(number)

    def asks(because: str) -> Any:
        return shield.ask_to_lift(number, because=because, by=request.actor, now=timezone.now())

    return _asked(
        request, forms.LiftForm(request.POST or None), asks, f"Ask to lift shield {number}", "Ask", number
    )


@allow(KEEP_SHIELDS)
def named(request: Request, number: int) -> HttpResponse:
    _found(number)

    def name(holder: str, purpose: str, days: int, because: str) -> Any:
        if (officer := staff_member(holder)) is None:
            return shield.NotDone("holder", "Check the address: no member of staff has this one")
        return shield.name(number=number, holder=officer, purpose=purpose, days=days, because=because,
                           by=request.actor, now=timezone.now())  # fmt: skip

    title = f"Name who may look behind shield {number}"
    return _asked(request, forms.NameForm(request.POST or None), name, title, "Name this officer", number)


@allow(KEEP_SHIELDS)
def apart(request: Request) -> HttpResponse:
    """Two identities that are never joined. The list has references only."""
    audit.record("shield.read", actor=request.actor, subject="shield:apart")
    form = forms.ApartForm(request.POST or None)

    def set_apart(one: str, other: str, because: str) -> Any:
        return shield.set_apart(one, other, because=because, by=request.actor, now=timezone.now())

    return _asked(
        request, form, set_apart, "Never join two people", "Keep them apart", kept=shield.kept_apart()
    )


@allow(KEEP_SHIELDS)
@require_POST
def second(request: Request, number: int, word: str) -> HttpResponse:
    """The second person's word: confirm, lift or keep."""
    _found(number)
    now, by = timezone.now(), request.actor
    outcomes: dict[str, Callable[[], Any]] = {
        "confirm": lambda: shield.confirm(number, by=by, now=now),
        "lift": lambda: shield.lift(number, by=by, now=now),
        "keep": lambda: shield.keep(number, by=by),
    }
    if word not in outcomes:
        raise Http404
    outcome = outcomes[word]()
    if isinstance(outcome, shield.NotDone):
        return render(
            request, "staff/shields/refused.html", {"refused": outcome, "number": number}, status=422
        )
    return redirect("staff:shield", number)


def _asked(request: Request, form: Any, act: Callable[..., Any], title: str, button: str, number: int = 0,
           **page: object) -> HttpResponse:  # fmt: skip
    """The form, or what came of it: the shield's page, or why not."""
    if request.method == "POST" and form.is_valid():
        outcome = act(**form.cleaned_data)
        if not isinstance(outcome, shield.NotDone):
            made = outcome.pk if isinstance(outcome, shield.Shield) else number
            return redirect("staff:shield", made) if made else redirect("staff:shields_apart")
        form.add_error(outcome.field if outcome.field in form.fields else None, outcome.reason)
    page |= {"form": form, "title": title, "button": button, "number": number}
    return render(request, "staff/shields/asks.html", page, status=422 if form.errors else 200)


def _found(number: int) -> shield.Shield:
    if its := shield.shield(number):
        return its
    raise Http404
