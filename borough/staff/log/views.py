"""The log, for the auditor. Reading it is in it, before anything is shown."""

import re

from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from borough.platform.access.api import Request, allow
from borough.platform.audit import api as audit
from borough.platform.privacy import api as privacy
from borough.staff.actions import READ_LOG

from . import asking, entries, pages, preview
from .persons import identifiers_of

# What the log says an entry is about: a person's identifier, an account, a batch.
SUBJECT = re.compile(r"[A-Za-z0-9][A-Za-z0-9:._-]{0,79}")


@allow(READ_LOG)
def log(request: Request) -> HttpResponseBase:
    _note(request, "", {name: value for name, value in request.GET.items() if value})
    return pages.LOG.show(request, audit.entries(), {"form": asking.Question()}, "staff/log/log.html")


@allow(READ_LOG)
def ask(request: Request) -> HttpResponse:
    asked = request.method == "POST"
    form = asking.Question(request.POST if asked else None)
    if form.is_valid():
        return HttpResponseRedirect(asking.begin(request.session, asking.Asked(**form.cleaned_data)))
    return render(request, "staff/log/ask.html", {"form": form}, status=422 if asked else 200)


@allow(READ_LOG)
def found(request: Request, key: str) -> HttpResponseBase:
    asked = asking.kept(request.session, key)
    if asked is None:
        return render(request, "staff/log/ask.html", {"form": asking.Question(), "gone": True}, status=404)
    _note(request, asked.person, {"by": asked.kinds})
    answer = asking.answer(asked)
    return pages.FOUND.show(request, answer, {"summary": pages.summary(answer)}, "staff/log/summed.html")


@allow(READ_LOG)
def entry(request: Request, position: int) -> HttpResponseBase:
    event = audit.entry(position)
    if event is None:
        raise Http404
    _note(request, event.about, {})
    return entries.item(event).show(request)


@allow(READ_LOG)
def proof(request: Request, position: int) -> HttpResponse:
    made = entries.proof(position)
    if made is None:
        raise Http404
    _note(request, "", {"proof": position})
    return JsonResponse(
        made, headers={"Content-Disposition": f'attachment; filename="entry-{position}.json"'}
    )


@allow(READ_LOG)
def person(request: Request, person: str) -> HttpResponseBase:
    if not SUBJECT.fullmatch(person):
        raise Http404
    _note(request, person, {})
    everyone = identifiers_of(person)
    looks = audit.about(*everyone)
    context = {"summary": pages.summary(looks), "told": person}
    return pages.looks(person, everyone[1:]).show(request, looks, context, "staff/log/summed.html")


@allow(READ_LOG)
def told(request: Request, person: str) -> HttpResponse:
    if not SUBJECT.fullmatch(person):
        raise Http404
    _note(request, person, {"as": "told"})
    shown = privacy.who_looked(person, reader=person, now=timezone.now())
    if shown is None:
        raise Http404
    return preview.item(person, shown).show(request)


def _note(request: Request, subject: str, asked: dict[str, object]) -> None:
    """What was asked, without what was typed; only identifiers and the choices of the list."""
    event = "log.exported" if request.GET.get("format") == "csv" else "log.read"
    audit.record(event, actor=request.actor, subject=subject, detail={"asked": asked} if asked else {})
