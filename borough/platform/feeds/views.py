"""The feeds' pages for staff."""

from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from borough.platform.access.api import Request, allow
from borough.platform.privacy.api import current_purpose

from . import lists, looking, mending, operations, pages, queries, uploading
from .actions import DECIDE, LOAD, MEND, OPEN_ROW, READ
from .contracts import contract_of
from .forms import MendForm, ReasonForm, UploadForm
from .reasons import Refused


@allow(READ)
def feeds(request: Request) -> HttpResponseBase:
    return lists.FEEDS.show(request, queries.feed_summaries(timezone.now()))


@allow(READ)
def feed(request: Request, slug: str) -> HttpResponseBase:
    """One feed: how it stands, and every file that came."""
    summary = found(queries.feed_summary(slug, timezone.now()))
    shown = lists.batches_of(summary.contract)
    return shown.show(request, queries.batches(slug), pages.feed_context(summary), "feeds/feed.html")


@allow(READ)
def contract(request: Request, slug: str) -> HttpResponse:
    return pages.contract_page(found(contract_of(slug))).show(request)


@allow(LOAD)
def upload(request: Request, slug: str) -> HttpResponse:
    """Take a file in; a worker reads it."""
    contract = found(contract_of(slug))
    form = UploadForm(contract, *given(request))
    if form.is_valid():
        outcome = uploading.upload(contract, form.cleaned_data, by=request.actor, now=timezone.now())
        if not isinstance(outcome, Refused):
            return HttpResponseRedirect(reverse("feeds:batch", args=[outcome.id]))
        form.add_error("file", f"{outcome.detail} {outcome.remedy}")
    return _form(request, "feeds/upload.html", form, contract=contract)


@allow(READ)
def batch(request: Request, batch_id: int) -> HttpResponse:
    return pages.batch_page(found(queries.batch(batch_id)), request.actor).show(request)


@allow(DECIDE)
def decide(request: Request, batch_id: int, verb: str) -> HttpResponse:
    """Accept, refuse, reverse or replay a batch, with a reason."""
    batch = found(queries.batch(batch_id))
    form = ReasonForm(*given(request))
    if form.is_valid():
        act = getattr(operations, verb)
        done = act(batch.id, why=form.cleaned_data["why"], by=request.actor, now=timezone.now())
        if not isinstance(done, Refused):
            messages.success(request, pages.done(verb, done))
            return HttpResponseRedirect(reverse("feeds:batch", args=[done.id]))
        form.add_error(None, f"{done.detail} {done.remedy}")
    title, consequence = pages.DECISIONS[verb]
    return _form(request, "feeds/decide.html", form, batch=batch, title=title, consequence=consequence)


@allow(READ)
def quarantine(request: Request) -> HttpResponseBase:
    return lists.quarantine_of(request.GET.get("batch", "")).show(request, queries.quarantined())


@allow(OPEN_ROW)
def export(request: Request, slug: str) -> HttpResponseBase:
    """The rows of a feed that wait, as a CSV file for the source to mend."""
    contract = found(contract_of(slug))
    purpose = found(current_purpose(request))
    rows = looking.rows_for_the_source(contract, by=request.actor, purpose=purpose)
    return lists.export_of(contract).file(cast(Any, rows))


@allow(OPEN_ROW)
def stored(request: Request, batch_id: int, number: int) -> HttpResponse:
    """A good row as it came."""
    purpose = found(current_purpose(request))
    row = found(looking.stored_row(batch_id, number, by=request.actor, purpose=purpose))
    return pages.stored_row_page(row).show(request)


@allow(OPEN_ROW)
def row(request: Request, row_id: int) -> HttpResponse:
    """A row in quarantine."""
    purpose = found(current_purpose(request))
    row = found(looking.waiting_row(row_id, by=request.actor, purpose=purpose))
    page = {"row": row, "waiting": row.standing == "waiting"}
    return pages.waiting_row_page(row).show(request, page, "feeds/row.html")


@allow(MEND)
def mend(request: Request, row_id: int) -> HttpResponse:
    """Give a row its right values."""
    purpose = found(current_purpose(request))
    row = found(looking.waiting_row(row_id, by=request.actor, purpose=purpose))
    form = MendForm(row, found(queries.contract_of_row(row)), *given(request)[:1])
    act = partial(mending.mend, row_id, by=request.actor, now=timezone.now())
    if form.is_valid():
        done = act(form.values, why=form.cleaned_data["why"])
        if not isinstance(done, Refused):
            return _done(request, row_id, "The row is mended and applied.")
        form.refuse(done)
    return _form(request, "feeds/mend.html", form, **pages.mend_context(row))


@allow(MEND)
def leave_out(request: Request, row_id: int) -> HttpResponse:
    """Decide that a row stays out."""
    found(queries.waiting_row(row_id))
    form = ReasonForm(*given(request))
    if form.is_valid():
        why = form.cleaned_data["why"]
        done = mending.set_aside(row_id, why=why, by=request.actor, now=timezone.now())
        if not isinstance(done, Refused):
            return _done(request, row_id, "The row stays out.")
        form.add_error(None, f"{done.detail} {done.remedy}")
    return _form(request, "feeds/leave_out.html", form, row_id=row_id)


def given(request: Request) -> tuple[Any, Any]:
    """What a form is filled in with: nothing until it is sent, even if it is sent empty."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def found(thing: Any) -> Any:
    """Raises Http404 for None."""
    if thing is None:
        raise Http404
    return thing


def _form(request: Request, template: str, form: Any, **page: Any) -> HttpResponse:
    return render(request, template, {"form": form, **page}, status=422 if form.is_bound else 200)


def _done(request: Request, row_id: int, text: str) -> HttpResponse:
    messages.success(request, text)
    return HttpResponseRedirect(reverse("feeds:row", args=[row_id]))
