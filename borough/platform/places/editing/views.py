"""The editors' pages."""

import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from borough.platform.access.api import Request, allow
from borough.platform.registers import api as registers
from borough.platform.registers.api import Refused

from . import adding, drafting, lists, many, operations, pages, queries
from .actions import EDIT, READ
from .fields import REGISTER
from .forms import EditForm, ExceptionForm, ManyForm, MergeForm, NewForm, PublishForm, StatusForm, WhyForm
from .rows import kept


@allow(READ)
def places(request: Request) -> HttpResponseBase:
    return lists.PLACES.show(request, lists.rows(request.actor), template="places/editing/list.html")


@allow(READ)
def kinds(request: Request) -> HttpResponseBase:
    return lists.KINDS.show(request, queries.kinds_held())


@allow(READ)
def place(request: Request, key: str) -> HttpResponse:
    """How one place is kept."""
    if moved := queries.merged_into(key):
        return HttpResponseRedirect(here(moved))
    item = found(queries.place(key))
    return pages.place_page(item, timezone.now()).show(request, {"key": key}, "places/editing/place.html")


@allow(EDIT)
def edit(request: Request, key: str) -> HttpResponse:
    """Every field; what is changed becomes a draft."""
    item = found(queries.place(key))
    form = EditForm(posted(request), initial=drafting.shown(item))
    if form.is_valid():
        done = drafting.keep(item, form.given, seen=form.began_with, by=request.actor, now=timezone.now())
        if not isinstance(done, Refused):
            return HttpResponseRedirect(reverse("places-editing:draft", args=[key]))
        form.refuse(done)
        form.begin_again()
    return filled(request, "places/editing/edit.html", form, item=item)


@allow(EDIT)
def draft(request: Request, key: str) -> HttpResponse:
    """What a draft would change, and the place as the public would see it; publish it, now or on a day."""
    item, kept_draft = found(queries.place(key)), found(registers.draft_of(REGISTER, key))
    form = PublishForm(posted(request), initial={"saw": kept_draft.changed_at.isoformat()})
    if form.is_valid():
        done = pages.published(kept_draft, form, by=request.actor, now=timezone.now())
        if not isinstance(done, Refused):
            return said(request, key, done)
        form.refuse(done)
        form.look_again(kept_draft.changed_at)
    return filled(request, "places/editing/draft.html", form, **pages.draft_context(item, kept_draft))


@require_POST
@allow(EDIT)
def discard(request: Request, key: str) -> HttpResponse:
    kept_draft = found(registers.draft_of(REGISTER, key))
    registers.discard(kept_draft.id, by=request.actor, now=timezone.now())
    return said(request, key, "The draft is thrown away.")


@allow(EDIT)
def undo(request: Request, key: str, group: uuid.UUID) -> HttpResponse:
    """Take one saving back."""
    act = partial(operations.undo, group, by=request.actor, now=timezone.now())
    return decided(request, key, WhyForm(posted(request)), act, "Undo a change", "Taken back.")


@require_POST
@allow(EDIT)
def still_true(request: Request, key: str) -> HttpResponse:
    found(queries.place(key))
    operations.still_true(key, by=request.actor, now=timezone.now())
    return said(request, key, "Assured today.")


@allow(EDIT)
def status(request: Request, key: str) -> HttpResponse:
    """How it is working, until a day."""
    found(queries.place(key))
    form = StatusForm(posted(request))
    if form.is_valid():
        done = drafting.set_status(key, form.cleaned_data, by=request.actor, now=timezone.now())
        if not isinstance(done, Refused):
            return said(request, key, "The status is set.")
        form.refuse(done)
    return filled(request, "places/editing/form.html", form, key=key, title="Set the status")


@allow(EDIT)
def exception(request: Request, key: str) -> HttpResponse:
    """Closed for a day, or other hours."""
    found(queries.place(key))
    form = ExceptionForm(posted(request))
    if form.is_valid():
        done = operations.add_exception([key], form.exception, by=request.actor, now=timezone.now())
        if not isinstance(done, Refused):
            return said(request, key, "The dates are kept.")
        form.refuse(done)
    return filled(
        request, "places/editing/form.html", form, key=key, title="Close, or other hours on certain dates"
    )


@require_POST
@allow(EDIT)
def drop_exception(request: Request, key: str) -> HttpResponse:
    found(queries.place(key))
    operations.drop_exception(key, request.POST.get("which", ""), by=request.actor, now=timezone.now())
    return said(request, key, "The dates have their usual hours again.")


@allow(EDIT)
def exceptions(request: Request) -> HttpResponse:
    """Other hours at many places at once: first which they are, then done."""
    form = ManyForm(many.wards(), posted(request))
    chosen = many.chosen(form) if form.is_valid() else []
    if chosen and form.cleaned_data["sure"]:
        done = operations.add_exception(
            chosen_keys(chosen), form.exception, by=request.actor, now=timezone.now()
        )
        if not isinstance(done, Refused):
            messages.success(request, f"Kept at {len(done)} places.")
            return HttpResponseRedirect(reverse("places-editing:list"))
        form.refuse(done)
    if form.is_bound and form.is_valid() and not chosen:
        form.add_error("kind", "There is no such place there")
    return filled(request, "places/editing/many.html", form, chosen=chosen, status=200 if chosen else 0)


@allow(EDIT)
def new(request: Request) -> HttpResponse:
    """Add a place, unless it is here under another name."""
    form = NewForm(posted(request))
    same = adding.candidates(form) if form.is_valid() else []
    if form.is_valid() and (not same or request.POST.get("none_of_these")):
        done = adding.add(form.cleaned_data, by=request.actor, now=timezone.now())
        if not isinstance(done, Refused):
            return said(request, done.key, "The place is added.")
        form.refuse(done)
    elif same:
        form.ask_whether_new()
    return filled(request, "places/editing/new.html", form, same=same)


@allow(EDIT)
def merge(request: Request, key: str) -> HttpResponse:
    """Two entries are one place: this one goes."""
    form = MergeForm(posted(request))
    act = partial(pages.merged, key, form, by=request.actor, now=timezone.now())
    item = found(queries.place(key))
    if form.is_valid():
        done = act()
        if not isinstance(done, Refused):
            return said(request, form.cleaned_data["keep"], f"{item.label} is merged into this place.")
        form.refuse(done)
    same = queries.near_duplicates(
        item.label, item.values["kind"], item.easting or 0, item.northing or 0, key
    )
    return filled(request, "places/editing/merge.html", form, item=item, same=same)


def decided(request: Request, key: str, form: WhyForm, act: Any, title: str, words: str) -> HttpResponse:
    """Ask why, do it, say so."""
    if form.is_valid():
        done = act(why=form.cleaned_data["why"])
        if not isinstance(done, Refused):
            return said(request, key, words)
        form.refuse(done)
    return filled(request, "places/editing/form.html", form, key=key, title=title)


def posted(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def found(thing: Any) -> Any:
    """Raises Http404 for None."""
    if thing is None:
        raise Http404
    return thing


def filled(request: Request, template: str, form: Any, status: int = 0, **page: Any) -> HttpResponse:
    return render(request, template, {"form": form, **page}, status=status or (422 if form.is_bound else 200))


def here(key: str) -> str:
    return reverse("places-editing:place", args=[key])


def said(request: Request, key: str, words: str) -> HttpResponse:
    messages.success(request, words)
    there = queries.place(key) is not None
    return HttpResponseRedirect(here(key) if there else reverse("places-editing:list"))


def chosen_keys(rows: list[Any]) -> list[str]:
    return [row.key for row in rows]


__all__ = ["kept"]
