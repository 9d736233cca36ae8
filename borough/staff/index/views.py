"""The index, for its steward."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from borough.platform.access.api import Request, allow
from borough.platform.feeds import api as feeds
from borough.residents import api as residents
from borough.staff.actions import KEEP_INDEX

from . import pages


@allow(KEEP_INDEX)
def index(request: Request) -> HttpResponse:
    return pages.index_page(timezone.now()).show(request)


@allow(KEEP_INDEX)
def proposal(request: Request, verb: str) -> HttpResponse:
    """Switch to the proposal, or throw it away."""
    if verb not in pages.VERBS or not residents.proposal():
        raise Http404
    return _decided(request, pages.VERBS[verb], lambda why: _of_proposal(verb, why, request))


def _of_proposal(verb: str, why: str, request: Request) -> object:
    if verb == "discard":
        return residents.discard(reason=why, by=request.actor, now=timezone.now())
    residents.switch_soon(why, request.actor)
    return None


@allow(KEEP_INDEX)
def undo(request: Request, number: int) -> HttpResponse:
    """Undo a merge, a split or a move, for good."""
    made = residents.change(number)
    if made is None:
        raise Http404

    def act(why: str) -> object:
        return residents.undo(number, reason=why, by=request.actor, now=timezone.now())

    return _decided(request, pages.undoing(made), act)


@allow(KEEP_INDEX)
def withdraw(request: Request, number: int) -> HttpResponse:
    """A decision holds no more."""

    def act(why: str) -> object:
        return residents.withdraw(number, reason=why, by=request.actor, now=timezone.now())

    return _decided(request, pages.withdrawing(number), act)


def _decided(request: Request, asked: pages.Asked, act: Callable[[str], object]) -> HttpResponse:
    """Ask why, act, and say what happens now; or why it does not."""
    form = feeds.ReasonForm(*_given(request))
    if form.is_valid():
        done = act(form.cleaned_data["why"])
        if not isinstance(done, residents.Refused):
            messages.success(request, asked.done)
            return HttpResponseRedirect(reverse("staff:index"))
        form.add_error(None, f"{done.reason} {done.remedy}")
    status = 422 if form.is_bound else 200
    return render(request, "staff/index/decide.html", {"form": form, "asked": asked}, status=status)


def _given(request: Request) -> tuple[Any, ...]:
    return (request.POST,) if request.method == "POST" else ()
