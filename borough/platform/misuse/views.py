"""The auditor's queue. Reading it is in the log: it says which officers are suspected."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from borough.platform.access.api import Request, allow
from borough.platform.audit import api as audit

from . import operations, pages, queries
from .actions import DECIDE, READ
from .forms import DecisionForm
from .models import Alert


@allow(READ)
def alerts(request: Request) -> HttpResponseBase:
    audit.record("misuse.read", actor=request.actor)
    return pages.queue().show(request, queries.alerts())


@allow(READ)
def alert(request: Request, pk: int) -> HttpResponse:
    found = _found(pk)
    audit.record("misuse.read", actor=request.actor, subject=f"alert:{pk}")
    return pages.item(found).show(request, {"alert": found}, "misuse/alert.html")


@require_POST
@allow(DECIDE)
def take(request: Request, pk: int) -> HttpResponse:
    done = operations.own(_found(pk), by=request.actor, now=timezone.now())
    if isinstance(done, operations.Refused):
        messages.error(request, done.reason)
    return HttpResponseRedirect(reverse("misuse:alert", args=[pk]))


@allow(DECIDE)
def decide(request: Request, pk: int) -> HttpResponse:
    found, asked = _found(pk), request.method == "POST"
    form = DecisionForm(request.POST if asked else None)
    if form.is_valid():
        done = operations.decide(found, **form.cleaned_data, by=request.actor, now=timezone.now())
        if not isinstance(done, operations.Refused):
            messages.success(request, "Your decision is kept.")
            return HttpResponseRedirect(reverse("misuse:list"))
        form.add_error(None, done.reason)
    context = {"form": form, "alert": found}
    return render(request, "misuse/decide.html", context, status=422 if asked else 200)


def _found(pk: int) -> Alert:
    found = queries.alert(pk)
    if found is None:
        raise Http404
    return found
