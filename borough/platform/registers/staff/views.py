"""The pages of those who look after registers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from borough.platform.access.api import Request, allow
from borough.platform.feeds import api as feeds
from borough.platform.registers.actions import DECIDE
from borough.platform.registers.declaration import Register
from borough.platform.registers.declared import find
from borough.platform.registers.history import conflicts
from borough.platform.registers.previewing import findings as doubtful
from borough.platform.registers.previewing import preview

from . import lists, pages

VERBS = {"accept": feeds.accept, "refuse": feeds.refuse, "reverse": feeds.reverse}


@allow(DECIDE)
def every(request: Request) -> HttpResponseBase:
    """All registers, and what waits."""
    return lists.EVERY.show(request, lists.rows(timezone.now()))


@allow(DECIDE)
def register(request: Request, name: str) -> HttpResponseBase:
    """One register: its files, and where its source says otherwise."""
    found = _found(name)
    context = pages.register_context(found, conflicts(name))
    return lists.files_of(found).show(request, feeds.batches(name), context, "registers/files.html")


@allow(DECIDE)
def findings(request: Request, name: str) -> HttpResponse:
    """What is doubtful in a register as it is."""
    found = _found(name)
    return pages.findings_page(found, doubtful(found)).show(request)


@allow(DECIDE)
def upload(request: Request, name: str) -> HttpResponse:
    """Take a file in; a worker reads it, and it waits to be seen."""
    found = _found(name)
    form = feeds.UploadForm(found.contract, *_given(request))
    if form.is_valid():
        done = feeds.upload(found.contract, form.cleaned_data, by=request.actor, now=timezone.now())
        if not isinstance(done, feeds.Refused):
            return HttpResponseRedirect(reverse("registers-staff:batch", args=[done.id]))
        form.add_error("file", f"{done.detail} {done.remedy}")
    return _form(request, "registers/upload.html", form, register=found)


@allow(DECIDE)
def batch(request: Request, batch_id: int) -> HttpResponse:
    """A file: what it would change, before anybody decides."""
    found, of = _batch(batch_id)
    return pages.batch_page(found, of, preview(batch_id)).show(request)


@allow(DECIDE)
def decide(request: Request, batch_id: int, verb: str) -> HttpResponse:
    """Accept, refuse or take back a file of a register, with a reason."""
    found, of = _batch(batch_id)
    form = feeds.ReasonForm(*_given(request))
    if form.is_valid():
        done = VERBS[verb](batch_id, why=form.cleaned_data["why"], by=request.actor, now=timezone.now())
        if not isinstance(done, feeds.Refused):
            messages.success(request, pages.DONE[verb])
            return HttpResponseRedirect(reverse("registers-staff:batch", args=[done.id]))
        form.add_error(None, f"{done.detail} {done.remedy}")
    title, consequence = pages.DECISIONS[verb]
    return _form(
        request, "registers/decide.html", form, batch=found, register=of, title=title, consequence=consequence
    )


def _found(name: str) -> Register:
    """Raises Http404."""
    found = find(name)
    if found is None:
        raise Http404
    return found


def _batch(batch_id: int) -> tuple[feeds.BatchSummary, Register]:
    """A batch of a register: those of other feeds are not the editors' to see. Raises Http404."""
    found = feeds.batch(batch_id)
    if found is None:
        raise Http404
    return found, _found(found.feed)


def _given(request: Request) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _form(request: Request, template: str, form: Any, **page: Any) -> HttpResponse:
    return render(request, template, {"form": form, **page}, status=422 if form.is_bound else 200)
